/** Who said what: words in quotation marks, or behind a dash, their speaker and the speaker's post. */
import {
  type Attribution,
  attributionAfter,
  attributionBefore,
  attributionInside,
  readSignature,
} from './attribution.ts'
import { readDialogue } from './dialogue.ts'
import type { Evidence, Quote } from './draft.ts'
import type { Given } from './given.ts'
import { countWords } from './lines.ts'
import { readAlone } from './quote-alone.ts'
import { type Speech, speechOf } from './quote-cues.ts'
import { findSpans, type Span } from './quote-marks.ts'
import { append, behind, closesIn, continueOpen, isEnd, joins, type Told } from './quote-open.ts'
import type { SheetLine } from './sheet.ts'
import type { Speaker } from './speakers.ts'
import { fullName, personMeant } from './speakers-meant.ts'

/** Fewer words are an expression that somebody uses, a title or a name. */
const MIN_WORDS = 4
/** Nobody is said to speak: it takes a sentence, and most of the paragraph. */
const MIN_ALONE_WORDS = 8
/** A release has under thirty. */
const MAX_QUOTES = 200
/** Written without spaces. */
const WIDE = /[\u3040-\u30ff\u4e00-\u9fff]/

const WHOLE = { closed: true, mark: '', closesIn: null }

/** The quotes in the lines of the copy, in order. */
export function findQuotes(body: readonly SheetLine[], given: Given): Quote[] {
  const speech = speechOf(given.languages)
  const told: Told[] = []
  for (const [at, line] of body.entries()) {
    if (told.length >= MAX_QUOTES) break
    if (at <= (told.at(-1)?.lastLine ?? -1)) continue
    if (line.kind === 'table' || line.level > 0) continue
    const dialogue = readDialogue(line.text, speech)
    if (dialogue) told.push({ ...dialogue, line: at, lastLine: at, opens: true, ends: false, ...WHOLE })
    else if (!continueOpen(told, line.text, at, speech))
      told.push(...(readUnmarked(body, at, speech) ?? readLine(body, at, speech)))
  }
  return nameSpeakers(told, body, speech, given)
}

function readUnmarked(body: readonly SheetLine[], at: number, speech: Speech): Told[] | null {
  const alone = readAlone(body, at, speech)
  return alone && [{ ...alone, line: at, lastLine: at + alone.parts.length, opens: true, ends: false, ...WHOLE }]
}

function readLine(body: readonly SheetLine[], at: number, speech: Speech): Told[] {
  const text = body[at]?.text ?? ''
  const spans = findSpans(text)
  const found: { told: Told; first: Span }[] = []
  for (const [index, span] of spans.entries()) {
    const last = found.at(-1)?.told
    if (last && joins(text.slice(spans[index - 1]?.end ?? 0, span.start), last, speech)) {
      append(last, text, spans, index, speech)
      continue
    }
    // A mark that is never closed opens a quote only where the next paragraph opens with one too.
    const mark = text.charAt(span.start)
    const open = !span.closed && (findSpans(body[at + 1]?.text ?? '')[0]?.start ?? 9) > 1
    const close = open ? closesIn(body, at, mark) : null
    if (open && close === null) continue
    const { words, closed } = span
    // One word is an expression, whoever uses it.
    if (closed && !/\s/.test(words) && !WIDE.test(words)) continue
    const attribution = attributionOf(body, at, spans, index, speech)
    const said = { parts: [words], attribution, ...(attribution === null && attributionInside(words, speech)) }
    const ends = isEnd(text, span)
    found.push({
      first: span,
      told: { ...said, line: at, lastLine: at, opens: span.start <= 1, ends, closed, mark, closesIn: close },
    })
  }
  return found.filter(({ told, first }) => isSaid(told, text, first, speech)).map(({ told }) => told)
}

function attributionOf(
  body: readonly SheetLine[],
  at: number,
  spans: readonly Span[],
  index: number,
  speech: Speech,
): Attribution | null {
  const text = body[at]?.text ?? ''
  const span = spans[index]
  if (!span) return null
  const before = text.slice(spans[index - 1]?.end ?? 0, span.start)
  const after = attributionAfter(behind(text, spans, index), before, speech, /[,!?.…]$/u.test(span.words))
  if (after !== null && (after.speaker !== null || before.trim() === '')) return after
  const introduced = before.trim() === '' && index === 0 ? (body[at - 1]?.text ?? '') : before
  if (before.trim() === '' && !/[:：]\s*$/.test(introduced)) return after
  return attributionBefore(introduced, speech) ?? after
}

/** Whether somebody says it, rather than only uses it or names a work. */
function isSaid(told: Told, text: string, span: Span, speech: Speech): boolean {
  const words = told.parts.join(' ')
  const count = countWords([{ text: words }])
  if (!told.closed) return count >= MIN_WORDS
  const ended = /[.!?…,。！？]$/u.test(words)
  if (told.attribution === null) {
    const whole = /[.!?…。]$/u.test(words) || told.ends
    return (
      count >= MIN_ALONE_WORDS &&
      whole &&
      !isTitle(words) &&
      words.length >= text.length * 0.6 &&
      !/^\p{Ll}/u.test(words)
    )
  }
  if (count < MIN_WORDS) return count >= 2 && ended
  if (ended || count >= MIN_WORDS * 2 || told.attribution.direct) return true
  // `“Bir raf kitap, bir sınıfın penceresidir” dedi.`
  if (speech.startsWith(text.slice(span.end).trimStart(), 'verb') > 0 && /,\s?$/.test(text.slice(0, span.start)))
    return true
  return /^\s?[,.،–—-]/u.test(text.slice(span.end)) || /[:：]\s*$/.test(text.slice(0, span.start))
}

/** `Files Suit Against Acme for Endangering Drivers` */
function isTitle(words: string): boolean {
  const long = words.split(/\s+/).filter((word) => word.length > 3)
  return long.filter((word) => /^\p{Lu}/u.test(word)).length > long.length * 0.7
}

/** Names who is meant by `she`, by a family name, or in a paragraph that goes on. */
function nameSpeakers(told: readonly Told[], body: readonly SheetLine[], speech: Speech, given: Given): Quote[] {
  const named: Speaker[] = []
  const quotes: Quote[] = []
  for (const [index, one] of told.entries()) {
    const before = told[index - 1]
    let speaker = one.attribution?.speaker ?? null
    if (speaker !== null) speaker = fullName(speaker, named, body.slice(0, one.line + 1), speech)
    else if (one.attribution?.refers)
      speaker = personMeant(body, one.line, (before?.lastLine ?? -1) + 1, speech) ?? named.at(-1) ?? null
    else if (one.ends) speaker = readSignature(body[one.lastLine + 1]?.text ?? '', speech)
    if (speaker === null && one.attribution === null && one.opens && before && one.line - before.lastLine <= 1)
      speaker = named.at(-1) ?? null
    if (speaker !== null) named.push(speaker)
    quotes.push({
      words: wordsOf(one),
      speaker: speaker?.name ?? null,
      title: speaker?.title ?? null,
      evidence: evidenceOf(one, given),
    })
  }
  return quotes
}

function wordsOf({ parts }: Told): string {
  const words = parts.reduce((whole, part) => {
    const sentence = /^[\p{Lu}¡¿]/u.test(part) ? whole.replace(/,?$/, /[.!?…]$/.test(whole) ? '' : '.') : whole
    return `${sentence} ${part}`
  })
  return words.replace(/[,،、]$/u, '').trim()
}

function evidenceOf({ parts }: Told, given: Given): Evidence | null {
  const first = given.locate(parts[0] ?? '')
  const last = parts.length > 1 ? given.locate(parts.at(-1) ?? '') : first
  return first && last && last.end > first.end ? { ...first, end: last.end } : first
}
