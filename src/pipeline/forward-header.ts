/** The fields that mail programs put above what they forward or quote. */
import type { Address } from './draft.ts'
import type { BlockLine } from './lines.ts'
import type { FieldKind } from './mail-cues.ts'
import { type Field, readField, readSender } from './mail-fields.ts'

/** Fields, and lines between them: long lists of recipients are wrapped. */
const MAX_LINES = 24
const MAX_WRAPPED_LENGTH = 300
/** Of a subject or a list of recipients that ends the header. */
const MAX_WRAPPED_LINES = 3
const TIME_OF_DAY = /\d{1,2}[:.]\d{2}|\d{1,2}\s?[ap]\.?m\b|時\d{0,2}/i

export interface ForwardHeader {
  /** Index of the first line after it; that at which it began where there is none. */
  after: number
  from: Address | null
  /** How many fields it has. */
  fields: number
  /** A mail program wrote it: a memo heads a release with such lines too, but with neither address nor time of day. */
  certain: boolean
}

/** Reads the header `From: … Sent: … To: … Subject: …` that begins at that line. */
export function readForwardHeader(lines: readonly BlockLine[], start: number): ForwardHeader {
  const kinds: FieldKind[] = []
  let from: Address | null = null
  let timed = false
  let at = start
  let after = start
  for (; at < lines.length && at < start + MAX_LINES; at++) {
    const line = lines[at]
    if (line === undefined || line.text === '') continue
    const field = line.text.length > 1000 ? null : fieldAt(lines, at)
    if (field === null) {
      if (kinds.length > 0 && isWrapped(lines, at, after)) continue
      break
    }
    kinds.push(field.kind)
    if (field.kind === 'from') from ??= readSender(field.value)
    if (field.kind === 'sent' || field.kind === 'date') timed ||= field.kind === 'sent' || TIME_OF_DAY.test(field.value)
    at = field.last
    after = at + 1
  }
  after = skipWrappedEnd(lines, after, kinds.at(-1))
  const whole = kinds.includes('subject') && (kinds.includes('from') || kinds.includes('sent'))
  const dated = kinds.includes('sent') || kinds.includes('date')
  const certain =
    whole && dated && kinds.length >= 3 && kinds[0] === 'from' && timed && (from !== null || kinds.includes('sent'))
  return { after, from, fields: whole || kinds.length >= 3 ? kinds.length : 0, certain }
}

/** A field, with its value on the next line where a table has them in two cells. */
function fieldAt(lines: readonly BlockLine[], at: number): (Field & { last: number }) | null {
  const field = readField(lines[at]?.text ?? '')
  if (field === null || field.value !== '') return field && { ...field, last: at }
  let next = at + 1
  while (next < at + 3 && lines[next]?.text === '') next++
  const below = lines[next]?.text ?? ''
  return below === '' || below.length > MAX_WRAPPED_LENGTH || readField(below) !== null
    ? { ...field, last: at }
    : { ...field, value: below, last: next }
}

/** A line between two fields of the same block. */
function isWrapped(lines: readonly BlockLine[], at: number, after: number): boolean {
  const line = lines[at]
  const before = lines[after - 1]
  if (line === undefined || line.text.length > MAX_WRAPPED_LENGTH || before?.block !== line.block) return false
  for (let next = at + 1; next < at + 8; next++) {
    const below = lines[next]
    if (below?.block !== line.block) return false
    if (readField(below.text) !== null) return true
  }
  return false
}

/** What is left of the block below a last field that may be long. */
function skipWrappedEnd(lines: readonly BlockLine[], after: number, last: FieldKind | undefined): number {
  if (last !== 'subject' && last !== 'to' && last !== 'copy') return after
  const block = lines[after - 1]?.block
  let end = after
  while (lines[end]?.block === block && end < lines.length) end++
  return end - after <= MAX_WRAPPED_LINES ? end : after
}
