/** Parameters by which a link tells who followed it from where, none of which changes the page. */

const NAMES = new Set(
  (
    'fbclid gclid gclsrc dclid gbraid wbraid gad_source gad_campaignid msclkid twclid yclid ysclid ttclid epik igshid igsh li_fat_id rdt_cid ' +
    'mc_cid mc_eid mkt_tok _hsenc _hsmi __hstc __hssc __hsfp hsctatracking oly_anon_id oly_enc_id wickedid vero_id vero_conv _openstat ' +
    'trk_contact trk_msg trk_module trk_sid elqtrackid elqtrack elq elqaid elqat elqcampaignid spmailingid spuserid spjobid spreportid ' +
    'ml_subscriber ml_subscriber_hash ck_subscriber_id bbeml _kx dm_i dm_t wt.mc_id wt_mc wtmc nr_email_referer rb_clickid s_kwcid ef_id ' +
    'sfmc_id sfmc_sub sfmc_activityid j sfmc_j campaign_monitor_id cm_mmc cm_ven cm_cat cm_pla cm_ite _branch_match_id _bta_tid _bta_c ' +
    'guccounter guce_referrer guce_referrer_sig _ga _gl _ke goal_0 mtm_group at_medium at_campaign at_creation at_format at_variant ' +
    'xtor pk_campaign pk_kwd pk_source pk_medium piwik_campaign piwik_kwd inf_contact_key emci emdi ceid sc_src sc_lid sc_uid sc_llid sc_eh'
  ).split(' '),
)
// One letter says nothing: Salesforce's `j` stands with others of its kind, which go by themselves.
NAMES.delete('j')
const PREFIXES = /^(?:utm_|mtm_|hsa_|matomo_|stm_)/

/** The address without them; all else stays as it is written, to the letter. */
export function withoutTracking(href: string): string {
  if (!href.includes('?') && !href.includes('#')) return href
  const hash = href.indexOf('#')
  const [before, fragment] = hash === -1 ? [href, ''] : [href.slice(0, hash), href.slice(hash)]
  const mark = before.indexOf('?')
  const query = mark === -1 ? '' : before.slice(mark + 1)
  const kept = query === '' ? '' : keepOthers(query)
  const untouched = kept === query && !/^#(?:utm_|xtor=)/i.test(fragment)
  if (untouched) return href
  const path = mark === -1 ? before : before.slice(0, mark)
  return path + (kept === '' ? '' : `?${kept}`) + (/^#(?:utm_|xtor=)/i.test(fragment) ? '' : fragment)
}

function keepOthers(query: string): string {
  const separator = query.includes('&') || !query.includes(';') ? '&' : ';'
  const pairs = query.split(separator)
  const kept = pairs.filter((pair) => !isTracking(pair))
  return kept.length === pairs.length ? query : kept.join(separator)
}

function isTracking(pair: string): boolean {
  const name = (pair.split('=', 1)[0] ?? '').toLowerCase().replace(/^amp;/, '')
  return PREFIXES.test(name) || NAMES.has(name)
}
