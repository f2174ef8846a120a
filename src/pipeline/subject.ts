/** The subject without what mail programs, lists and press offices put around the headline. */

/** Twice the longest line that RFC 5322 section 2.1.1 allows: the rest of a subject is no headline. */
export const MAX_SUBJECT_LENGTH = 2000

const REPLY =
  /^(re|r|aw|antw|antwort|sv|vs|odp|réf|ref|rif|res|atb|ynt|отв|回复|答复|返信)(\[\d{1,3}\]|\(\d{1,3}\))?\s?[:：]\s*/iu
const FORWARD = /^(fwd?|fw|wg|weitergeleitet|tr|i|rv|enc|vb|doorst|pd|fs|vl|ilt|пересл|转发|轉寄|転送)\s?[:：]\s*/iu
const LIST = /^\[[^\]]{1,80}\]\s*/
const SPAM_MARK = /^\*{2,5}\s?spam\s?\*{2,5}\s*/i
const LABELS =
  '(?:(?:press|news|media)[ -]?(?:release|statement|information|info|advisory|alert|note|notice|announcement|invitation|update)|pr|release|for (?:immediate )?release|immediate release|for immediate (?:publication|use)|news|presse?mitteilung|presse?information|presse?info|presse?aussendung|presse?meldung|presse?text|medien(?:mitteilung|information)|pm|zur sofortigen veröffentlichung|communiqu[ée](?: de presse)?|cp|pour diffusion immédiate|information presse|dossier de presse|nota de prensa|np|nota informativa|comunicado(?: de (?:prensa|imprensa))?|para publicación inmediata|nota de imprensa|comunicato(?: stampa)?|cs|nota stampa|per (?:la )?diffusione immediata|pers(?:bericht|mededeling)|pb|press?meddelande|press(?:e)?meddelelse|pressemelding|pressetekst|(?:lehdistö)?tiedote|komunikat prasowy|informacja prasowa|tisková zpráva|tz|tlačová správa|sajtóközlemény|comunicat de presă|пресс-релиз|прес-реліз|δελτίο τύπου|basın bülteni|プレスリリース|新闻稿|新聞稿|보도자료|بيان صحفي|הודעה לעיתונות|thông cáo báo chí|siaran pers|basin bülteni)'
const CHANGES =
  '(?:corr(?:ected|ection)|correction notice|update[d]?|repeat|reminder|berichtigung|korrektur|korrigiert|rectificati(?:f|on)|correctif|corrección|rettifica|rectificatie|korrigering)'
const EMBARGO =
  '(?:(?:strictly|under|under strict|strict|sous|bajo|sotto|com|med|unter)\\s)?(?:embargo(?:ed)?|embargado|embargué|sperrfrist|sperrvermerk|sperrfristende|embargotext|эмбарго)'
const SEPARATOR = '\\s?(?:[:：|–—]|-(?=\\s)|//|>)\\s*'

const LEADING_LABEL = new RegExp(
  `^(?:\\*{1,3}\\s?)?(?:${LABELS}|${CHANGES})(?:\\s(?:no\\.?|nr\\.?|n[°º])?\\s?\\d[\\d/.-]{0,10})?(?:\\s?\\*{1,3})?${SEPARATOR}`,
  'iu',
)
const LEADING_EMBARGO = new RegExp(
  `^[*([]{0,3}\\s?${EMBARGO}\\b.{0,90}?(?:[\\])*]{1,3}\\s?[:|–—-]?\\s*|[:：](?!\\d)\\s*|\\s[–—|-]\\s|[–—|])`,
  'iu',
)
const TRAILING = new RegExp(`\\s?[-–—|(/[]\\s?(?:${LABELS}|${CHANGES}|${EMBARGO}\\b[^()\\]]{0,80})\\s?[)\\]]?$`, 'iu')
const EMBARGO_LINE = new RegExp(`^[*([]{0,3}\\s?${EMBARGO}\\b`, 'iu')
const BARE = new RegExp(
  `^[^\\p{L}\\p{N}]{0,4}(?:(?:please find )?(?:our |the |attached )?(?:${LABELS}|${CHANGES}|${EMBARGO})(?:[^\\p{L}\\p{N}]{1,4}(?:${LABELS}|${CHANGES}|${EMBARGO}|attached|enclosed|im anhang|anbei|ci-joint|en pièce jointe|adjunt[oa]|in allegato|bijgevoegd)){0,3}|newsletter|announcement|mitteilung|info|information|hello|hallo|test|untitled|\\(?no subject\\)?|\\(?kein betreff\\)?|\\(?sans objet\\)?|\\(?sin asunto\\)?)[^\\p{L}]{0,20}$`,
  'iu',
)

export interface Subject {
  /** The headline in it, empty where the subject has nothing else than dress. */
  value: string
  /** Character offsets of `value` in the decoded subject. */
  start: number
  end: number
  isReply: boolean
  isForward: boolean
}

/** Undresses a decoded subject. */
export function readSubject(subject: string | null): Subject {
  const whole = (subject ?? '').slice(0, MAX_SUBJECT_LENGTH)
  let start = 0
  let isReply = false
  let isForward = false
  for (let rounds = 0; rounds < 12; rounds++) {
    const rest = whole.slice(start)
    const prefix =
      /^\s+/.exec(rest) ??
      REPLY.exec(rest) ??
      FORWARD.exec(rest) ??
      LIST.exec(rest) ??
      LEADING_LABEL.exec(rest) ??
      LEADING_EMBARGO.exec(rest)
    if (!prefix || prefix[0] === '') break
    if (REPLY.test(rest)) isReply = true
    else if (FORWARD.test(rest)) isForward = true
    start += prefix[0].length
  }
  let end = whole.length
  for (let rounds = 0; rounds < 3; rounds++) {
    const trimmed = whole.slice(start, end).trimEnd()
    const tail = TRAILING.exec(trimmed)
    end = start + (tail && tail.index > 0 ? tail.index : trimmed.length)
    if (!tail) break
  }
  const value = whole.slice(start, end)
  if (BARE.test(value) || isEmbargoLine(value)) return { value: '', start, end: start, isReply, isForward }
  return { value, start, end, isReply, isForward }
}

/**
 * A decoded subject without what is put before it on the way: signs of a reply or a forward, and the tags (given without brackets) of which
 * `isTag` says so. What the press office itself wrote stays, `CORRECTION:` included.
 */
export function undressSubject(subject: string, isTag: (tag: string) => boolean): string {
  let rest = subject.trim()
  for (let rounds = 0; rounds < 12; rounds++) {
    const tag = LIST.exec(rest)?.[0]
    const prefix =
      tag !== undefined && isTag(tag.trim().slice(1, -1))
        ? tag
        : (SPAM_MARK.exec(rest) ?? REPLY.exec(rest) ?? FORWARD.exec(rest))?.[0]
    if (!prefix) break
    rest = rest.slice(prefix.length).trimStart()
  }
  return rest
}

/** True for a line that says only what the paper is: `PRESS RELEASE`, `For immediate release`, `Sperrfrist: …`. */
export function isLabel(line: string): boolean {
  return BARE.test(line.trim()) || (line.length < 120 && EMBARGO_LINE.test(line.trim()))
}

/** `Embargoed until 12 June, 10:00`, with nothing else: an embargo in the news has no hour. */
function isEmbargoLine(line: string): boolean {
  return line.length < 80 && /\d/.test(line) && EMBARGO_LINE.test(line)
}
