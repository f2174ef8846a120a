/** Finds the captions and credits that stand in the copy, or in a list that came with it. */
import { CAPTION_LINE, isPlural, SPEAKS_OF_PICTURES, USAGE } from './caption-cues.ts'
import { type CaptionParts, cutUsage, looksLikeName, splitCaption } from './credit.ts'

const MAX_LINES = 4_000
const MAX_LINE_LENGTH = 3_000
/** Shorter names, such as `1.jpg`, begin too many lines that are no captions. */
const MIN_NAME_LENGTH = 3
const ENTRY =
  /^\s{0,8}(?:[-*•·–]\s{0,3})?(?:[#([]?(?<number>\p{Nd}{1,2})\s?[.):：\]]\s{0,4}|(?<bullet>(?<=[-*•·–]\s{0,3})))(?<words>\S.{3,})$/u
const FILE_NAME =
  /^[\s*•·"'„“([-]{0,6}(?<file>[^\s:：]{1,100}\.(?:jpe?g|png|tiff?|heic|webp|gif|psd|eps))["'”)\]]{0,2}\s{0,3}(?:[:：|\t–—=]|-\s)\s{0,3}(?<words>\S.{0,3000})$/iu

export interface Caption extends CaptionParts {
  /** Which picture, from 1, as the copy counts them. */
  number: number | null
  /** The picture's file name, as given. */
  name: string | null
  /** It speaks of all pictures. */
  all: boolean
}

/** The captions in these lines, in their order; `names` are those of the pictures. */
export function findCaptions(given: readonly string[], names: readonly string[]): Caption[] {
  const stems = names.map((name) => ({ name, stem: stemOf(name) })).filter(({ stem }) => stem.length >= MIN_NAME_LENGTH)
  const lines = given.slice(0, MAX_LINES).flatMap((line) => splitAtNames(line, names))
  const found: Caption[] = []
  for (let at = 0; at < lines.length; ) at += Math.max(1, readAt(lines, at, stems, found))
  return found
}

type Stems = readonly { name: string; stem: string }[]

/** Where wrapped lines were joined, a file's name within a line begins the next caption. */
function splitAtNames(line: string, names: readonly string[]): string[] {
  if (line.length > MAX_LINE_LENGTH) return [line]
  const lower = line.toLowerCase()
  if (!names.some((name) => lower.indexOf(name.toLowerCase(), 1) > 0)) return [line]
  const starts = names.flatMap((name) => {
    const at = lower.indexOf(name.toLowerCase(), 1)
    const begins = at > 0 && /\s$/.test(line.slice(0, at)) && /^\s?[:：–—|-]/u.test(line.slice(at + name.length))
    return begins ? [at] : []
  })
  const cuts = [0, ...new Set(starts.toSorted((one, other) => one - other)), line.length]
  return cuts.slice(1).map((end, index) => line.slice(cuts[index], end).trim())
}

/** Adds the caption that begins in this line. How many lines it took; 0: there is none. */
function readAt(lines: readonly string[], at: number, stems: Stems, found: Caption[]): number {
  const line = lines[at] ?? ''
  if (line.length > MAX_LINE_LENGTH) return 0
  const named = readNamed(line, stems)
  if (named) {
    if (named.words !== '') return add(found, splitCaption(named.words), { name: named.name })
    const next = lines[at + 1] ?? ''
    if (next === '' || readNamed(next, stems) || !isProse(next)) return 0
    return add(found, splitCaption(next), { name: named.name }) + 1
  }
  const groups = CAPTION_LINE.exec(line)?.groups
  if (!groups) return readUsage(line, found)
  const words = (groups.words ?? '').trim()
  const number = numberOf(groups.number)
  const isCredit = groups.credit !== undefined || groups.source !== undefined
  if (words === '') return isCredit ? 0 : readBelow(lines, at, groups, number, stems, found)
  if (/^https?:/i.test(words)) return 0
  if (isCredit || (groups.caption === undefined && number === null && looksLikeName(cutUsage(words).rest)))
    return readCredit({ ...groups, words, above: lines[at - 1] ?? '' }, number, found)
  return add(found, splitCaption(withoutBracket(words)), { number })
}

interface CreditLine {
  words: string
  above: string
  credit?: string
  source?: string
  picture?: string
  captions?: string
}

/** A credit belongs to the caption that stands right above it; by itself it is one only where its cue names pictures. */
function readCredit({ words, above, ...cue }: CreditLine, number: number | null, found: Caption[]): number {
  const { rest, usageTerms } = cutUsage(words)
  const { credit, copyright } = splitCaption(`Credit: ${withoutBracket(rest)}`)
  const all = number === null && isPlural(cue.credit ?? cue.picture ?? cue.captions ?? '')
  const open = found.filter((one) => one.caption !== null && one.credit === null)
  if (all && open.length > 1) return add(found, { caption: null, credit, copyright, usageTerms }, { all })
  const last = found.at(-1)
  if (last?.credit === null && last.caption !== null && number === null && above.includes(last.caption.slice(0, 40))) {
    last.credit = credit
    last.copyright ??= copyright
    last.usageTerms ??= usageTerms
    return 1
  }
  if (cue.source !== undefined) return 0
  return add(found, { caption: null, credit, copyright, usageTerms }, { number, all })
}

/** The bracket that the whole line stands in. */
function withoutBracket(words: string): string {
  return words.replace(/^(?<whole>[^([]*)[)\]]\.?$/, '$<whole>')
}

/** `Photo 1` or `Captions:` with what they mean in the lines below. */
function readBelow(
  lines: readonly string[],
  at: number,
  groups: Readonly<Record<string, string | undefined>>,
  number: number | null,
  stems: Stems,
  found: Caption[],
): number {
  readBracket(lines[at] ?? '', found)
  if (readNamed(lines[at + 1] ?? '', stems)) return 1
  const entries = number === null ? readList(lines, at + 1) : []
  if (entries.length > 0) {
    for (const entry of entries) add(found, splitCaption(entry.words), { number: entry.number })
    return entries.length + 1
  }
  const next = lines[at + 1] ?? ''
  const meant = groups.caption !== undefined || (groups.picture !== undefined && number !== null)
  if (!meant || !isProse(next) || CAPTION_LINE.test(next)) return 0
  return add(found, splitCaption(next), { number }) + 1
}

/** `Captions (photos: Jane Doe, free for editorial use):` is said of all of them. */
function readBracket(line: string, found: Caption[]): void {
  const inside = /[（(](?<inside>[^()（）]{3,200})[)）]\s{0,3}[:：]?\s*$/u.exec(line)?.groups?.inside ?? ''
  if (inside === '') return
  const { credit, copyright, usageTerms } = splitCaption(inside)
  add(found, { caption: null, credit, copyright, usageTerms }, { all: true })
}

function readList(lines: readonly string[], from: number): { number: number | null; words: string }[] {
  const entries: { number: number | null; words: string }[] = []
  for (const line of lines.slice(from, from + 60)) {
    const entry = line.length > MAX_LINE_LENGTH ? undefined : ENTRY.exec(line)?.groups
    if (!entry || /https?:\/\/\S+$/i.test(line)) break
    entries.push({ number: numberOf(entry.number) ?? null, words: entry.words ?? '' })
  }
  return entries
}

/** A sentence on the use of the pictures holds for all of them. */
function readUsage(line: string, found: Caption[]): number {
  if (!USAGE.test(line) || !SPEAKS_OF_PICTURES.test(line)) return 0
  const { usageTerms } = cutUsage(line)
  return add(found, { caption: null, credit: null, copyright: null, usageTerms }, { all: true })
}

function readKnown(line: string, stems: Stems): { name: string; words: string } | null {
  const flat = line.replace(/^[\s*•·"'„“([-]{0,6}/u, '')
  const lower = flat.slice(0, 220).toLowerCase()
  for (const { name, stem } of stems) {
    if (!lower.startsWith(stem)) continue
    const rest = flat.slice(stem.length).replace(/^\.(?:jpe?g|png|tiff?|heic|webp|gif|psd|eps)(?![\p{L}\p{N}])/iu, '')
    const words = /^["'”)\]]{0,2}\s{0,3}(?:[:：|\t–—=]|-\s|\s-\s|\s{3,})\s{0,3}(?<words>.*)$/u.exec(rest)?.groups?.words
    if (words !== undefined) return { name, words: words.trim() }
    if (rest.trim() === '' || /^["'”)\]]{0,2}$/.test(rest.trim())) return { name, words: '' }
  }
  return null
}

function readNamed(line: string, stems: Stems): { name: string | null; words: string } | null {
  return readKnown(line, stems) ?? readFileName(line, stems)
}

/** A name that is written somewhat differently, or is that of no picture here, is no part of the caption either. */
function readFileName(line: string, stems: Stems): { name: string | null; words: string } | null {
  const { file = '', words = '' } = FILE_NAME.exec(line)?.groups ?? {}
  if (words.trim() === '') return null
  const letters = lettersOf(stemOf(file))
  const like = stems.filter(({ stem }) => lettersOf(stem) === letters)
  return { name: like.length === 1 ? (like[0]?.name ?? null) : null, words: words.trim() }
}

function lettersOf(stem: string): string {
  return stem.replace(/[^\p{L}\p{N}]+/gu, '')
}

function add(found: Caption[], parts: CaptionParts, of: Partial<Pick<Caption, 'number' | 'name' | 'all'>>): number {
  const { caption, credit, copyright, usageTerms } = parts
  if (caption ?? credit ?? copyright ?? usageTerms)
    found.push({ number: null, name: null, all: false, ...parts, ...of })
  return 1
}

function isProse(line: string): boolean {
  return line.length > 12 && line.length <= MAX_LINE_LENGTH && /\p{L}{2}/u.test(line) && !/^\s*https?:/i.test(line)
}

function stemOf(name: string): string {
  return name.toLowerCase().replace(/\.\w{1,5}$/, '')
}

/** Digits of any script that newsrooms write, or a letter. */
function numberOf(written: string | undefined): number | null {
  if (written === undefined) return null
  if (/^[a-h]$/i.test(written)) return written.toLowerCase().charCodeAt(0) - 0x60
  const digits = [...written].map((digit) => (digit.codePointAt(0) ?? 0) & 0xf)
  return Number(digits.join(''))
}
