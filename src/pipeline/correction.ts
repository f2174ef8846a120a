/** Whether a release corrects, updates or recalls an earlier one. */
import { z } from 'zod'
import { cuesOf, loadCues } from './cues.ts'
import type { Correction } from './draft.ts'
import type { Given } from './given.ts'
import type { Head } from './head.ts'
import { countWords } from './lines.ts'
import { idsOf } from './reply-ids.ts'
import type { Sheet } from './sheet.ts'
import { undressSubject } from './subject.ts'

const Kinds = z.object({
  correction: z.array(z.string()),
  update: z.array(z.string()),
  recall: z.array(z.string()),
})

/**
 * Words of one language. `correction`, `update`, `recall`: labels, which stand before a headline with a sign after them, in brackets, with
 * what they are about (`paper`), or alone; ` …` at the end: the headline may follow at once. `told`: what the writer says in a sentence that
 * names the paper; `*` stands for up to 80 characters, `{paper}` for any of these. `outlook`: what Outlook writes when it recalls a message.
 */
const Cues = Kinds.extend({
  paper: z.array(z.string()),
  told: Kinds,
  outlook: z.object({ subject: z.array(z.string()), told: z.array(z.string()) }),
})

type Kind = Correction['kind']
const KINDS = ['correction', 'update', 'recall'] as const
const CUES = loadCues('corrections', Cues)

/** A note to the editor stands above the release. */
const LINES_READ = 10
const CHARACTERS_READ = 2_500
const MAX_LABEL_LINE = 250
/** With more words than this below the request to disregard the earlier release, the right one follows. */
const RELEASE_WORDS = 70
interface Found {
  kind: Kind
  words: string
  part: 'subject' | 'copy'
}

/**
 * Reads it from subject, header, the notes that were written above the release and its first lines; `subject` is the decoded one, as it came.
 */
export function findCorrection(
  subject: string | null,
  head: Head,
  sheet: Sheet,
  given: Given,
  notes: readonly string[] = [],
): Correction | null {
  const lines = firstLines([...notes.flatMap(sentencesOf), ...sheet.lines.slice(0, LINES_READ).map(({ text }) => text)])
  const found = [...inSubject(subject ?? ''), ...lines.flatMap(inLine), ...told(lines, given.languages)]
  const recalled = recalledByOutlook(subject ?? '', lines)
  if (recalled) return correctionOf(recalled, subject, head, given)
  if (found.length === 0) return null
  const kinds = new Set(found.map(({ kind }) => kind))
  const kind = chosenKind(kinds, countWords(sheet.blocks))
  const best = found.find((one) => one.kind === kind) ?? found[0]
  return best === undefined ? null : correctionOf({ ...best, kind }, subject, head, given)
}

/** `Please disregard our release of this morning`, with a whole release below, is the way to send a better one. */
function chosenKind(kinds: ReadonlySet<Kind>, words: number): Kind {
  if (kinds.has('recall') && (kinds.size === 1 || words <= RELEASE_WORDS)) return 'recall'
  return kinds.size === 1 && kinds.has('update') ? 'update' : 'correction'
}

function correctionOf({ kind, words, part }: Found, subject: string | null, head: Head, given: Given): Correction {
  const start = part === 'subject' ? (subject ?? '').indexOf(words) : -1
  const inSubject = { part: 'subject', start, end: start + words.length } as const
  const evidence = part === 'copy' ? given.locate(words) : start === -1 ? null : inSubject
  return { kind, of: idsOf(head)[0] ?? null, words, evidence }
}

function firstLines(all: readonly string[]): string[] {
  const lines: string[] = []
  let room = CHARACTERS_READ
  for (const text of all) {
    if (room <= 0) break
    lines.push(text.slice(0, room))
    room -= text.length
  }
  return lines
}

function sentencesOf(note: string): string[] {
  return note.slice(0, CHARACTERS_READ).split(/(?<=[.!?。])\s+|\n+/)
}

function inSubject(subject: string): Found[] {
  const bare = undressSubject(subject.slice(0, MAX_LABEL_LINE * 2), (tag) => !isLabel(tag))
  return labelled(bare, 'subject')
}

function inLine(text: string): Found[] {
  if (text.length > MAX_LABEL_LINE) return []
  // A web page tells when it was last touched.
  return labelled(text, 'copy').filter(
    ({ kind, words }) => kind !== 'update' || !isDateOnly(text.slice(text.indexOf(words) + words.length)),
  )
}

function isDateOnly(rest: string): boolean {
  return /\d/.test(rest) && rest.length <= 50 && rest.split(/\s+/).length <= 8
}

function labelled(text: string, part: Found['part']): Found[] {
  const plain = plainly(text)
  if (!mayHoldLabel(plain)) return []
  for (const kind of KINDS) {
    for (const pattern of LABELS[kind]) {
      const found = pattern.exec(plain)
      const [words = ''] = found?.slice(1).filter((group) => group !== undefined) ?? []
      if (found && words !== '')
        return [{ kind, words: text.substr(found.index + found[0].indexOf(words), words.length), part }]
    }
    const capitals = CAPITALS[kind].exec(plain)?.[1]
    if (capitals !== undefined && /\p{Ll}/u.test(plain)) return [{ kind, words: capitals, part }]
  }
  return []
}

function isLabel(tag: string): boolean {
  return KINDS.some((kind) => WHOLE[kind].test(plainly(tag.trim())))
}

/** Whether a sentence says that this release corrects, updates or recalls an earlier one. */
export function speaksOfCorrection(text: string, languages: readonly string[]): boolean {
  return told([text], languages).length > 0
}

function told(lines: readonly string[], languages: readonly string[]): Found[] {
  const found: Found[] = []
  for (const phrases of cuesOf(PHRASES, languages)) {
    for (const text of lines) {
      const plain = plainly(text).toLowerCase()
      for (const phrase of phrases) {
        if (!plain.includes(phrase.sign)) continue
        const place = phrase.pattern.exec(plain)
        if (place && (phrase.naming || phrase.paper.test(plain)))
          found.push({ kind: phrase.kind, words: text.slice(place.index, place.index + place[0].length), part: 'copy' })
      }
    }
  }
  return found
}

/** Outlook says so in a sentence; a mail with nothing but such a subject comes from one as well. */
function recalledByOutlook(subject: string, lines: readonly string[]): Found | undefined {
  const words = lines.slice(0, 3).find((line) => {
    const plain = plainly(line).toLowerCase()
    return RECALLED.some(({ sign, pattern }) => plain.includes(sign) && pattern.test(plain))
  })
  if (words !== undefined) return { kind: 'recall', words, part: 'copy' }
  const label = lines.length === 0 ? OUTLOOK_SUBJECT.exec(subject)?.[0] : undefined
  return label === undefined ? undefined : { kind: 'recall', words: label, part: 'subject' }
}

/** Most lines hold no word with which a label begins: the patterns need not be tried. */
function mayHoldLabel(plain: string): boolean {
  const words = plain.toLowerCase().match(/[\p{L}\p{M}]+/gu) ?? []
  return words.some((word) => (isWide(word) ? WIDE_LABEL.test(word) : FIRST_WORDS.has(word)))
}

/** The same number of characters, with plain quotes, spaces and dashes. */
function plainly(text: string): string {
  return text
    .replace(/[\u00a0\u2000-\u200a\u202f\u3000]/g, ' ')
    .replace(/[‘’‚ʼ]/g, "'")
    .replace(/[‐‑‒–—―−]/g, '-')
}

const SIGN = String.raw`\s{0,3}(?:[:：|/\])】）*»]|\s-{1,3}|--)`
const OPENING = String.raw`^[\s*\[({«"'<【（/_#~=-]{0,8}`
const NUMBER = String.raw`(?:\s?(?:no\.?|nr\.?|n[°º]|#|№)?\s?\d{1,3})?`
const LETTER_BEFORE = String.raw`(?<![\p{L}\p{N}])`
const LETTER_AFTER = String.raw`(?![\p{L}\p{N}])`

function oneOf(words: readonly string[]): string {
  const longestFirst = [...new Set(words)].sort((one, other) => other.length - one.length)
  return `(?:${longestFirst.map(escaped).join('|')})`
}

function escaped(words: string): string {
  return plainly(words)
    .replace(/[.*+?^${}()|[\]\\/]/g, '\\$&')
    .replace(/ /g, '\\s{1,3}')
}

function everyLanguage(read: (cues: z.infer<typeof Cues>) => readonly string[]): string[] {
  return [...CUES.values()].flatMap(read)
}

function wordsOf(kind: Kind): string[] {
  return everyLanguage((cues) => cues[kind].map((label) => label.replace(/ …$/, '')))
}

function labelsOf(kind: Kind): RegExp[] {
  const all = oneOf(wordsOf(kind))
  // One word, such as "recalled", may be of toys.
  const alone = oneOf(kind === 'recall' ? wordsOf(kind).filter((label) => label.includes(' ')) : wordsOf(kind))
  const bare = everyLanguage((cues) =>
    cues[kind].filter((label) => label.endsWith(' …')).map((label) => label.slice(0, -2)),
  )
  const paper = oneOf(everyLanguage((cues) => cues.paper))
  return [
    `${OPENING}(${alone})${LETTER_AFTER}${NUMBER}(?:${SIGN}|[\\s!.]{0,3}$)`,
    `^[*\\s]{0,3}[\\[({【（<*](?:${paper}[^\\p{L}]{1,4})?(${all})${LETTER_AFTER}[^\\[\\](){}【】（）]{0,40}[\\])}】）>*]`,
    `${OPENING}(${all})${LETTER_AFTER}[^\\n:|]{0,30}?${paper}[^\\n:|]{0,60}?(?:${SIGN}|$)`,
    `${OPENING}(${all})[^\\p{L}\\n]{1,6}${paper}${LETTER_AFTER}`,
    `${OPENING}${paper}${LETTER_AFTER}${NUMBER}[^\\p{L}\\n]{0,8}(${all})${LETTER_AFTER}(?:${SIGN}|$)`,
    `[\\[({【（](?:${paper}[^\\p{L}]{1,4})?(${all})${LETTER_AFTER}[^\\[\\](){}【】（）\\n]{0,40}[\\])}】）]\\s{0,3}$`,
    ...(kind === 'update' ? [] : [`\\s[-|/]{1,2}\\s{0,3}(${all})${LETTER_AFTER}[\\s!.]{0,3}$`]),
    ...(bare.length > 0 ? [`${OPENING}(${oneOf(bare)})${LETTER_AFTER}`] : []),
  ].map((pattern) => new RegExp(pattern, 'iu'))
}

/** `CORRECTION Acme opens …`: in capitals the label needs no sign. */
function capitalsOf(kind: Kind): RegExp {
  if (kind === 'recall') return /(?!)/
  return new RegExp(
    `${OPENING}(${oneOf(wordsOf(kind).map((word) => word.toUpperCase()))})${LETTER_AFTER}\\s{1,3}\\S`,
    'u',
  )
}

function byKind<Of>(make: (kind: Kind) => Of): Record<Kind, Of> {
  return { correction: make('correction'), update: make('update'), recall: make('recall') }
}

const EVERY_LABEL = KINDS.flatMap(wordsOf)
const WIDE_LABEL = new RegExp(oneOf(EVERY_LABEL.filter(isWide)), 'u')
const FIRST_WORDS = new Set(EVERY_LABEL.map((label) => /[\p{L}\p{M}]+/u.exec(plainly(label).toLowerCase())?.[0] ?? ''))
const LABELS = byKind(labelsOf)
const CAPITALS = byKind(capitalsOf)
const WHOLE = byKind((kind) => new RegExp(`^${oneOf(wordsOf(kind))}${LETTER_AFTER}`, 'iu'))

interface Phrase {
  kind: Kind
  /** Its longest piece: without it the pattern need not be tried. */
  sign: string
  pattern: RegExp
  /** It names the paper itself. */
  naming: boolean
  paper: RegExp
}

function phraseOf(words: string, kind: Kind, paper: RegExp): Phrase {
  const pieces = words.split(/\s?\*\s?|\{paper\}/)
  const sign = pieces.reduce((longest, piece) => (piece.trim().length > longest.length ? piece.trim() : longest), '')
  const named = (piece: string) => piece.split('{paper}').map(escaped).join(paper.source)
  const source = words
    .split(/\s?\*\s?/)
    .map(named)
    .join('.{0,80}?')
  const pattern = new RegExp(`${/^\p{L}/u.test(words) && !isWide(words) ? LETTER_BEFORE : ''}${source}`, 'u')
  return { kind, sign: plainly(sign), pattern, naming: words.includes('{paper}'), paper }
}

function isWide(words: string): boolean {
  return /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u.test(words)
}

/** The nouns at the beginning of a word, inflected or not; two letters only as a word. */
function paperOf(nouns: readonly string[]): RegExp {
  const [short, long] = [
    nouns.filter((noun) => noun.length < 3 && !isWide(noun)),
    nouns.filter((noun) => noun.length > 2 || isWide(noun)),
  ]
  const shorts = short.length === 0 ? '' : `|${LETTER_BEFORE}${oneOf(short)}${LETTER_AFTER}`
  return new RegExp(`(?:${oneOf(long)}[\\p{L}-]{0,12}${shorts})`, 'u')
}

const PHRASES = new Map(
  [...CUES].map(([language, cues]) => {
    const paper = paperOf(cues.paper)
    return [language, KINDS.flatMap((kind) => cues.told[kind].map((words) => phraseOf(words, kind, paper)))]
  }),
)
const OUTLOOK_SUBJECT = new RegExp(`^${oneOf(everyLanguage((cues) => cues.outlook.subject))}\\s?[:：]`, 'iu')
const RECALLED = everyLanguage((cues) => cues.outlook.told).map((words) => phraseOf(words, 'recall', /(?:)/u))
