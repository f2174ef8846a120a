/** Scores drafts against what is expected of them: a tally for each part. */
import type { Draft, Embargo } from '../pipeline/draft.ts'
import { bodyOffsets } from './body.ts'
import { collapsed, sameWords, squeezed } from './compare.ts'
import type { Part, Tallies } from './parts.ts'
import { scoreAttachments, scoreBoilerplate, scoreContacts, scoreQuotes } from './score-lists.ts'
import { countMany, countOne } from './tally.ts'
import type { Expected } from './truth.ts'

/** Adds one release to the tallies. `draft` is null where none came out: then all that was expected is missed. */
export function scoreRelease(tallies: Tallies, id: string, expected: Expected, draft: Draft | null): void {
  const one = (part: Part, want: string | null | undefined, found: string | null, same: boolean) => {
    if (want !== undefined) countOne(tallies[part], id, want, found, same)
  }
  const words = (part: Part, want: string | null | undefined, found: string | null) =>
    one(part, want, found, sameWords(want ?? '', found ?? ''))

  const headline = draft?.headline.value || null
  one('headline', expected.headline, headline, isHeadline(expected, headline ?? ''))
  words('standfirst', expected.standfirst && (expected.standfirst.join(' ') || null), draft?.standfirst?.value ?? null)
  words('dateline place', expected.place, draft?.dateline?.place ?? null)
  one('dateline date', expected.date, draft?.dateline?.date ?? null, expected.date === draft?.dateline?.date)
  words('notes', expected.notes, draft?.notes?.value ?? null)
  const language = draft?.language ?? null
  one('language', expected.language, language, sameLanguage(expected.language ?? '', language ?? ''))
  const kind = draft?.correction?.kind ?? null
  one('correction', expected.correction, kind, expected.correction === kind)
  const organisation = draft?.organisation?.value ?? null
  const known = expected.organisation?.some((name) => sameWords(name, organisation ?? '')) ?? false
  one('organisation', expected.organisation?.[0], organisation, known)

  scoreBody(tallies, id, expected, draft)
  scoreQuotes(tallies, id, expected.quotes, draft)
  scoreBoilerplate(tallies, id, expected.boilerplate, draft)
  scoreContacts(tallies, id, expected, draft)
  scoreEmbargo(tallies, id, expected.embargo, draft?.embargo ?? null)
  scoreAttachments(tallies, id, expected.attachments, draft)
  scoreKept(tallies, id, expected, draft)
}

function isHeadline({ headline = '', headlineCut = false }: Expected, found: string): boolean {
  const [want, have] = [collapsed(headline), collapsed(found)]
  return headlineCut ? have.startsWith(want) : have === want
}

/** Bokmål and Nynorsk are Norwegian; a region or script is not asked about. */
function sameLanguage(one: string, other: string): boolean {
  const plain = (tag: string) =>
    tag
      .toLowerCase()
      .split('-')[0]
      ?.replace(/^n[bn]$/, 'no')
  return plain(one) === plain(other)
}

function scoreBody(tallies: Tallies, id: string, { body }: Expected, draft: Draft | null): void {
  if (!body) return
  const found = draft?.body.text || null
  const offsets = found === null ? { start: null, end: null } : bodyOffsets(body, found)
  const lead = body.whole.slice(body.start, body.start + SHOWN)
  const last = body.whole.slice(Math.max(body.start, body.end - SHOWN), body.end)
  const within = (offset: number | null, paragraphs: number) => offset !== null && Math.abs(offset) <= paragraphs
  const shown = (words: string | undefined, offset: number | null) =>
    found === null ? null : `${offset === null ? '?' : offset > 0 ? `+${offset}` : offset} ${words}`
  const first = shown(found?.slice(0, SHOWN), offsets.start)
  const end = shown(found?.slice(-SHOWN), offsets.end)
  countOne(tallies['body start'], id, lead, first, within(offsets.start, 1))
  countOne(tallies['body end'], id, last, end, within(offsets.end, 1))
  countOne(tallies['body start exact'], id, lead, first, within(offsets.start, 0))
  countOne(tallies['body end exact'], id, last, end, within(offsets.end, 0))
}

const SHOWN = 100

/** Uncertain and conflict hold a release back alike. `embargo certain`: how many of the readable ones are certain, and how many of the certain right. */
function scoreEmbargo(tallies: Tallies, id: string, expected: Expected['embargo'], found: Embargo | null): void {
  if (!expected) return
  const certainty = found && (found.certainty === 'conflict' ? 'uncertain' : found.certainty)
  const same = certainty === expected.certainty && (certainty !== 'certain' || sameInstant(expected, found))
  if (expected.either && certainty === 'uncertain') return
  const want = `${expected.certainty} ${expected.instant ?? ''}`.trim()
  const have = found && `${found.certainty} ${found.instant ?? ''} from ${found.words}`
  countOne(tallies.embargo, id, want, have, same)
  countOne(
    tallies['embargo certain'],
    id,
    expected.certainty === 'certain' ? want : null,
    certainty === 'certain' ? have : null,
    same,
  )
}

function sameInstant({ instant }: { instant: string | null }, found: Embargo | null): boolean {
  return instant !== null && !!found?.instant && Date.parse(instant) === Date.parse(found.instant)
}

/** Nothing of the release may be out of sight, and what is not of the release may not be in its body. */
function scoreKept(tallies: Tallies, id: string, { needles, notInBody }: Expected, draft: Draft | null): void {
  const everything = squeezed(draft ? wordsOf(draft).join('\n') : '')
  const lost = (needles ?? []).filter((words) => !everything.includes(squeezed(words)))
  countMany(tallies['text kept'], id, { right: (needles ?? []).length - lost.length, missed: lost, wrong: [] })
  const body = squeezed(draft?.body.text ?? '')
  const stray = (notInBody ?? []).filter((words) => draft === null || body.includes(squeezed(words)))
  countMany(tallies['clean body'], id, { right: (notInBody ?? []).length - stray.length, missed: [], wrong: stray })
}

function wordsOf(draft: Draft): string[] {
  return [
    draft.headline.value,
    draft.standfirst?.value ?? '',
    draft.body.text,
    ...draft.boilerplate.flatMap(({ heading, text }) => [heading ?? '', text]),
    draft.notes?.value ?? '',
    ...draft.contacts.flatMap((one) =>
      [one.name, one.role, one.organisation, one.email, one.phone].map((part) => part ?? ''),
    ),
    ...draft.marks.map(({ words }) => words),
    draft.embargo.words ?? '',
    draft.rest,
  ]
}
