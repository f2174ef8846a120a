/**
 * Messages that machines send about mail: never a release, so never a draft. Only the message's own header and
 * top-level type count, so a report inside a release screens nothing. In doubt a message is a draft: an answer too many
 * costs a click, a release too few costs the story. `Precedence: bulk`, lists and no-reply senders are how PR mail looks.
 */
import type { IgnoreRule } from './draft.ts'
import { firstField, type Head } from './head.ts'
import type { Layout } from './structure.ts'

const OUT_OF_OFFICE =
  /\b(out of (the )?office|automatic reply|auto(matic)?[- ]?(reply|response|antwort|svar)|away from (my|the) (desk|office)|on (annual |parental |sick )?leave|vacation (reply|notice)|abwesenheit(snotiz|smeldung|sinfo)?|nicht im (büro|haus)|automatische antwort|réponse automatique|absen(ce|t) du bureau|message d['’]absence|respuesta automática|fuera de (la )?oficina|ausencia|risposta automatica|fuori (sede|ufficio)|automatisch antwoord|afwezig(heid)?|resposta automática|ausente|automatiskt svar|frånvaro|automatisk svar|fravær|poissa|automaattinen vastaus|autoodpowiedź|automatyczna odpowiedź|automatická odpověď|автоответ|自動応答|自动回复)/iu
const BOUNCE_SUBJECT =
  /^\W*(re: )?(undeliver(able|ed)|undelivered mail returned to sender|mail delivery (failed|failure|problem|subsystem|error|status)|delivery (status notification|failure|report|notification|has failed|problem)|delivery status|returned mail|returned to sender|failure notice|failed mail|failed delivery|message (not delivered|undeliverable|delivery failure|could not be delivered|status)|mail (system )?error|non[- ]?delivery|warning: (could not send|message)|unzustellbar|nicht zustellbar|unzustellbare|zustellung|remise impossible|non remis|échec|no se puede entregar|no entregado|mensaje no entregado|mancata consegna|impossibile recapitare|onbestelbaar|niet bezorgd|não entregue|kan inte levereras|oleverbart|uleverbart|niedostarczon|nedoručiteln|не доставлено|недоставлен)/iu
const BOUNCE_TEXT =
  /(this is the qmail-send program|this message was created automatically by (the )?mail (delivery|transfer)|this is the mail system at host|the following (address|recipient|message)|could not be delivered|(was|were) not (delivered|able to deliver)|unable to deliver|delivery to the following|permanent (fatal )?error|user unknown|mailbox (unavailable|full|not found)|your message did not reach|5\d\d[ -]5\.\d\.\d|undeliverable)/i
const DAEMON =
  /^(mailer-?daemon|mail-?daemon|postmaster|maildelivery|mail-?delivery(-?subsystem)?|mdaemon|noreply-dmarc-support)@?/i

/** The rule by which a message is no draft, or null. */
export function screen(head: Head, layout: Layout): IgnoreRule | null {
  return screenReport(head, layout) ?? screenBounce(head, layout) ?? screenAutoReply(head)
}

/** RFC 6522: a multipart/report says itself what it reports (RFC 3464, RFC 8098, RFC 5965). */
function screenReport(head: Head, layout: Layout): IgnoreRule | null {
  const { value, params } = head.contentType
  if (value === 'message/delivery-status' || value === 'message/global-delivery-status') return 'delivery-report'
  if (value === 'message/disposition-notification') return 'read-receipt'
  if (value !== 'multipart/report') return null
  const types = layout.files.map((file) => file.leaf.type)
  const reported = params['report-type']?.toLowerCase() ?? ''
  if (reported === 'disposition-notification' || types.includes('message/disposition-notification'))
    return 'read-receipt'
  if (/^(delivery-status|feedback-report)$/.test(reported)) return 'delivery-report'
  return types.some((type) => /^message\/((global-)?delivery-status|feedback-report)$/.test(type))
    ? 'delivery-report'
    : null
}

/** Bounces from before RFC 3464 and beside it: from a mail system, with an empty return path, in its own words. */
function screenBounce(head: Head, layout: Layout): IgnoreRule | null {
  if (has(head, 'x-failed-recipients') || has(head, 'x-ms-exchange-message-is-ndr')) return 'bounce'
  if (firstField(head, 'content-class').includes('content-classes:dsn')) return 'bounce'
  const sender = head.from?.address ?? ''
  const daemon =
    DAEMON.test(sender) || /^(mail delivery (sub)?system|mailer-daemon|postmaster)/i.test(head.from?.name ?? '')
  const nowhere = firstField(head, 'return-path') === '<>' || sender === ''
  const saysSo = BOUNCE_SUBJECT.test(head.subject ?? '')
  if (daemon && (saysSo || BOUNCE_TEXT.test(openingOf(layout)))) return 'bounce'
  return nowhere && saysSo && BOUNCE_TEXT.test(openingOf(layout)) ? 'bounce' : null
}

/** RFC 3834 section 5, and the fields that programs used before it. */
function screenAutoReply(head: Head): IgnoreRule | null {
  const submitted = firstField(head, 'auto-submitted').toLowerCase()
  const says = OUT_OF_OFFICE.test(head.subject ?? '')
  const answers = has(head, 'in-reply-to') || has(head, 'references')
  if (/^auto-(replied|notified)\b/.test(submitted)) return 'auto-reply'
  // Newsletter systems send releases as auto-generated: this alone proves no answer.
  if (/^auto-/.test(submitted) && (says || answers || DAEMON.test(head.from?.address ?? ''))) return 'auto-reply'
  if (isYes(head, 'x-autoreply') || isYes(head, 'x-autorespond') || isYes(head, 'x-auto-reply')) return 'auto-reply'
  if (firstField(head, 'precedence').toLowerCase() === 'auto_reply') return 'auto-reply'
  const suppressed = has(head, 'x-auto-response-suppress')
  return says && (answers || suppressed || firstField(head, 'return-path') === '<>') ? 'auto-reply' : null
}

function openingOf(layout: Layout): string {
  const section = layout.sections[0]
  return (section?.text?.value ?? section?.html ?? '').slice(0, 4000)
}

function has(head: Head, field: string): boolean {
  return firstField(head, field) !== ''
}

function isYes(head: Head, field: string): boolean {
  return has(head, field) && !/^(no|false|0)$/i.test(firstField(head, field))
}
