/**
 * Whether two texts tell the same story: the same release with another headline, shortened or edited, and not two releases of one pattern,
 * such as the figures of two weeks.
 */
import { readWords, shinglesOf, type Words } from './shingles.ts'

/** A release as it is compared. */
export interface Told {
  text: string
  /** `YYYY-MM-DD` of the dateline. */
  datedOn: string | null
}

/** A release with its signature. */
export interface Compared extends Told {
  bands: readonly string[]
}

export interface Likeness {
  /** `other facts`: much the same words about something else. */
  kind: 'same' | 'other facts' | 'unlike'
  /** How much of the shorter text stands in the longer one, 0 to 1, all figures taken as alike. */
  shared: number
  /** The same with figures as they are. */
  exact: number
}

const LEAD_WORDS = 60
const LEAD_PART = 0.3
const MIN_SHINGLES = 12
/** Every tenth word may be another. */
const MIN_SHARED = 0.55
/** The share of the beginning: a copy has an introduction of its own, a digest or the next statement of a series has not the beginning. */
const MIN_LEAD = 0.3
/** Two houses that tell of one thing on one day share less, and all figures in what they share are the same. */
const MIN_SHARED_BY_PARTNERS = 0.45
const EXACT_PART = 0.95
const AGREEING_OF_PARTNERS = 2
/** Below this share of the other's length a text is a shortened one, and all of it stands in the other. */
const SHORTENED = 0.5
const MIN_SHARED_SHORTENED = 0.75
/** Agencies date a release by the day on which they send it on. */
const DATELINE_DAYS = 3
/** Where the dateline stands. */
const DATELINE_WORDS = 16
/** For one figure that is another so many must be the same. */
const AGREEING = 9

interface Form {
  read: Words
  shingles: Int32Array
  set: Set<number>
  exact: Set<number>
}

/** Each text is taken apart once, however many others it is compared with. */
const FORMS = new WeakMap<Told, Form>()

function formOf(told: Told): Form {
  const known = FORMS.get(told)
  if (known) return known
  const read = readWords(told.text)
  const shingles = shinglesOf(read, true)
  const form = { read, shingles, set: new Set(shingles), exact: new Set(shinglesOf(read, false)) }
  FORMS.set(told, form)
  return form
}

/** Whether two releases, of all that there are, would be found and grouped. */
export function tellSameStory(one: Compared, other: Compared): boolean {
  const bands = new Set(one.bands)
  return other.bands.some((band) => bands.has(band)) && likenessOf(one, other).kind === 'same'
}

/** Compares two texts; which comes first makes no difference. */
export function likenessOf(one: Told, other: Told): Likeness {
  const forms = [formOf(one), formOf(other)] as const
  const [short, long] = forms[0].set.size <= forms[1].set.size ? forms : [forms[1], forms[0]]
  if (short.set.size < MIN_SHINGLES) return { kind: 'unlike', shared: 0, exact: 0 }
  const shares = { shared: shareOf(short.set, long.set), exact: shareOf(short.exact, long.exact) }
  if (!isLike(short, long, shares.shared) && !isOfPartners(one, other, shares)) return { kind: 'unlike', ...shares }
  const days = daysBetween(one.datedOn, other.datedOn)
  return { kind: tellOtherFacts(short.read, long.read, days) ? 'other facts' : 'same', ...shares }
}

function isLike(short: Form, long: Form, shared: number): boolean {
  const longLead = shareOf(leadOf(long), short.set)
  if (short.set.size < long.set.size * SHORTENED) return shared >= MIN_SHARED_SHORTENED && longLead >= MIN_LEAD
  return shared >= MIN_SHARED && Math.max(longLead, shareOf(leadOf(short), long.set)) >= MIN_LEAD
}

/** The reaction of a partner: it has paragraphs of its own in place of some, and the same day. */
function isOfPartners(one: Told, other: Told, { shared, exact }: Pick<Likeness, 'shared' | 'exact'>): boolean {
  if (shared < MIN_SHARED_BY_PARTNERS || exact < shared * EXACT_PART) return false
  if (one.datedOn === null || one.datedOn !== other.datedOn) return false
  const figures = compare(figuresIn(formOf(one).read, 0), figuresIn(formOf(other).read, 0))
  return figures.differing.size === 0 && figures.agreeing >= AGREEING_OF_PARTNERS
}

function leadOf(form: Form): Set<number> {
  return new Set(form.shingles.subarray(0, Math.min(LEAD_WORDS, form.shingles.length * LEAD_PART)))
}

function shareOf(part: Set<number>, whole: Set<number>): number {
  let found = 0
  for (const shingle of part) if (whole.has(shingle)) found++
  return part.size === 0 ? 0 : found / part.size
}

function tellOtherFacts(one: Words, other: Words, daysBetween: number): boolean {
  if (daysBetween > DATELINE_DAYS) return true
  const from = daysBetween > 0 ? DATELINE_WORDS : 0
  const figures = compare(figuresIn(one, from), figuresIn(other, from))
  const differing = [...figures.differing.keys()]
  if (differing.some((pair) => pair.split('\n').every(isOfCalendar))) return true
  if (differing.length > 1 || (differing.length === 1 && figures.agreeing < AGREEING)) return true
  const names = compare(namesIn(one), namesIn(other))
  return [...names.differing].some(([pair, times]) => times > 1 && !isSpelling(pair))
}

function daysBetween(one: string | null, other: string | null): number {
  return one === null || other === null ? 0 : Math.abs(Date.parse(one) - Date.parse(other)) / 86_400_000
}

/** Days, hours and years: where these differ something else happens. */
function isOfCalendar(figure: string): boolean {
  return Number(figure) <= 31 || /^(?:19|20)\d\d$/.test(figure) || /^\d{1,2}\.\d\d(?:\.\d{2,4})?$/.test(figure)
}

interface Placed {
  value: string
  /** The words before it and those after it. */
  before: string
  after: string
}

/** Every figure with the words around it, from the word `from` on; the last word may be half of one where a text was cut. */
function figuresIn(read: Words, from: number): Placed[] {
  const placed: Placed[] = []
  for (let at = from; at < read.words.length - 1; at++) if (read.figures[at]) placed.push(place(read, at, at + 1))
  return placed
}

/** Every name, of one to four words. */
function namesIn(read: Words): Placed[] {
  const placed: Placed[] = []
  for (let at = 0; at < read.words.length; at++) {
    if (!read.names[at]) continue
    let end = at + 1
    while (read.names[end]) end++
    if (end - at <= 4) placed.push(place(read, at, end))
    at = end
  }
  return placed
}

function place(read: Words, from: number, to: number): Placed {
  const near = read.wide ? 4 : 2
  return {
    value: read.words.slice(from, to).join(' '),
    before: `< ${masked(read, Math.max(0, from - near), from)}`,
    after: `> ${masked(read, to, to + near)}`,
  }
}

function masked(read: Words, from: number, to: number): string {
  return read.words
    .slice(from, to)
    .map((word, at) => (read.figures[from + at] ? '#' : word))
    .join(' ')
}

/** Which values stand between the same words in both texts; where they differ, as pairs with how often. */
function compare(ones: readonly Placed[], others: readonly Placed[]) {
  const oneValues = new Set(ones.map(({ value }) => value))
  const otherValues = new Set(others.map(({ value }) => value))
  const [once, known] = [byContext(ones), byContext(others)]
  const differing = new Map<string, number>()
  let agreeing = 0
  for (const { value, before, after } of ones) {
    const across = [before, after].flatMap((context) => (once.get(context) === value ? (known.get(context) ?? []) : []))
    const [found] = across
    if (found === undefined) continue
    if (across.includes(value)) agreeing++
    else if (!otherValues.has(value) && !oneValues.has(found)) {
      const pair = `${value}\n${found}`
      differing.set(pair, (differing.get(pair) ?? 0) + 1)
    }
  }
  return { differing, agreeing }
}

/** The value at each context that has only one. */
function byContext(placed: readonly Placed[]): Map<string, string> {
  const found = new Map<string, string>()
  const several = new Set<string>()
  for (const { value, before, after } of placed) {
    for (const context of [before, after]) {
      if (!found.has(context)) found.set(context, value)
      else if (found.get(context) !== value) several.add(context)
    }
  }
  for (const context of several) found.delete(context)
  return found
}

/** `Kyiv` and `Kiev`, `Müller` and `Mueller`, `Bank of Acme` and `Acme Bank`: one name in two spellings. */
function isSpelling(pair: string): boolean {
  const [one = '', other = ''] = pair.split('\n').map((name) => name.normalize('NFD').replace(/\p{M}/gu, ''))
  const words = new Set(one.split(' '))
  return other.split(' ').some((word) => words.has(word)) || one.slice(0, 2) === other.slice(0, 2)
}
