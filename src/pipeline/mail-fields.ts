/** The lines by which mail programs head what they forward or quote: separators, header fields, `On … wrote:`. Each question takes one line. */
import type { Address } from './draft.ts'
import { anyOf, type FieldKind, MAIL_CUES, mailPhrases, plainWords } from './mail-cues.ts'
import { withoutDirections } from './storable.ts'

/** Languages of which only the field names are known: Czech, Slovak, Hungarian, Romanian, Greek, Chinese, Korean. */
const FURTHER: Readonly<Record<FieldKind, string>> = {
  from: 'feladó|de la|από|发件人|寄件者|보낸 사람',
  sent: 'odesláno|odoslané|küldve|elküldve|trimis|στάλθηκε|发送时间|傳送日期|보낸 날짜',
  date: 'dátum|dată|ημερομηνία|日期|날짜',
  to: 'komu|címzett|către|προς|收件人|收件者|받는 사람',
  copy: 'másolatot kap|κοινοποίηση|抄送|副本|참조',
  subject: 'předmět|predmet|tárgy|subiect|θέμα|主题|主旨|제목',
  other: 'přílohy|prílohy|mellékletek|atașamente|附件|첨부',
}

const FIELDS = fieldNames()
const MAX_NAME_LENGTH = 34

const DRESSED = /^[^\p{L}\p{N}]{0,3}[-_–—=*~]{2}|[:：]\s*[*_]{0,2}$/u
/** Without dashes a separator is its words alone. */
const MAX_BARE_LENGTH = 40
/** What stands round the words of a separator. */
const DRESS = '-_–—=*>~•:： \t\u00a0'
const FORWARDED = new RegExp(
  `^(?:${anyOf([...mailPhrases('forwarded'), 'přeposlaná zpráva', '转发的邮件', '전달된 메시지'])})$`,
)
const ORIGINAL = new RegExp(`^(?:${anyOf([...mailPhrases('original'), 'původní zpráva', '原始邮件', '원본 메시지'])})$`)
const BEGIN = new RegExp(`^(?:${anyOf(mailPhrases('beginForward'))})$`)

const ATTRIBUTION = new RegExp(
  `(?<!\\p{L})(?:${anyOf([...mailPhrases('attributions'), 'napsal', 'napsal(a)', 'írta'])})(?!\\p{L})`,
  'u',
)
/** `1.6.2026 10:00, Jo Doe <jo@paper.example>:` has no verb in Russian and Japanese. */
const BARE_ATTRIBUTION = /\d{4}.{1,200}<[^<>\s]{1,100}@[^<>\s]{1,100}>\s?[:：]$/
const ADDRESS = /[\w.!#$%&'*+/=?^`{|}~-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}/

export interface Field {
  kind: FieldKind
  value: string
}

/** The header field that a line such as `*Von:* Jane Doe <jane@acme.example>` is, or null. */
export function readField(line: string): Field | null {
  const colon = colonIn(line)
  if (colon < 1) return null
  const kind = FIELDS.get(plainWords(line.slice(0, colon).replace(/^[*_|\s]+|[*_|\s]+$/g, '')))
  if (kind === undefined) return null
  return {
    kind,
    value: line
      .slice(colon + 1, colon + 1000)
      .replace(/^[*_\s]+/, '')
      .trimEnd(),
  }
}

/** Whether the line is a header field with a name of one of these languages. */
export function isFieldIn(line: string, languages: readonly string[]): boolean {
  const name = plainWords(line.slice(0, Math.max(0, colonIn(line))))
  const fields = languages.flatMap((language) => Object.values(MAIL_CUES.get(language)?.fields ?? {}).flat())
  return name !== '' && fields.some((one) => plainWords(one) === name)
}

function colonIn(line: string): number {
  const end = Math.min(line.length, MAX_NAME_LENGTH)
  for (let at = 0; at < end; at++) {
    const code = line.charCodeAt(at)
    if (code === 0x3a || code === 0xff1a) return at
  }
  return -1
}

/** What a line between dashes, or with a colon at its end, announces. `dressed` is false for the bare words. */
export function readSeparator(line: string): { kind: 'forward' | 'original'; dressed: boolean } | null {
  if (line.length > 140 || line.length < 5) return null
  const dressed = DRESSED.test(line)
  if (!dressed && line.length > MAX_BARE_LENGTH) return null
  const words = plainWords(undress(line))
  if (words.length < 5 || words.length > 100) return null
  if (BEGIN.test(words) || FORWARDED.test(words)) return { kind: 'forward', dressed }
  return ORIGINAL.test(words) ? { kind: 'original', dressed } : null
}

/** True for `On Monday, Jo Doe <jo@paper.example> wrote:` and its like. */
export function isAttribution(line: string): boolean {
  if (line.length > 400 || !/[:：]\s?[*_]{0,2}$/.test(line) || !/[\d@<]/.test(line)) return false
  return BARE_ATTRIBUTION.test(line) || ATTRIBUTION.test(plainWords(line))
}

/** The sender that a field's value such as `Jane Doe <jane@acme.example>` names. */
export function readSender(value: string): Address | null {
  const line = withoutDirections(value.slice(0, 400))
  const address = ADDRESS.exec(line)
  return address ? { address: address[0], name: nameIn(line.slice(0, address.index)) } : null
}

/** The sender that `On … Jane Doe <…> wrote:` names. */
export function readAttributed(text: string): Address | null {
  const line = withoutDirections(text.slice(0, 400))
  const address = ADDRESS.exec(line)
  if (!address) return null
  const before = line.slice(0, address.index).replace(/^.*[,;:\d]/, '')
  const verb = ATTRIBUTION.exec(before.toLowerCase())
  return {
    address: address[0],
    name: nameIn(
      verb
        ? before.slice(verb.index + verb[0].length)
        : before.replace(/^\s*(?:[AaPp]\.?[Mm]\.?|[\p{Ll}]{1,3}\.)(?=\s)/u, ''),
    ),
  }
}

function undress(line: string): string {
  let start = 0
  let end = line.length
  while (start < end && DRESS.includes(line.charAt(start))) start++
  while (end > start && DRESS.includes(line.charAt(end - 1))) end--
  return line.slice(start, end)
}

function nameIn(before: string): string | null {
  const name = before.replace(/(?:[<[(]|mailto:|\s){1,12}$/i, '').replace(/^[\s"'*]+|[\s"'*<[]+$/g, '')
  return name === '' || name.includes('@') ? null : name
}

function fieldNames(): ReadonlyMap<string, FieldKind> {
  const names = new Map<string, FieldKind>()
  const kinds: FieldKind[] = ['from', 'sent', 'to', 'copy', 'subject', 'date', 'other']
  for (const kind of kinds) {
    const known = [...MAIL_CUES.values()].flatMap((cues) => cues.fields[kind])
    for (const name of [...known, ...FURTHER[kind].split('|')]) {
      const plain = plainWords(name)
      if (!names.has(plain)) names.set(plain, kind)
    }
  }
  return names
}
