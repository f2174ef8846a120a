/** Scores the parts of which a release may have several. */
import type { Draft } from '../pipeline/draft.ts'
import { collapsed, sameWords, squeezed } from './compare.ts'
import { contactWords, matchContacts, sameInternational, sameName } from './contacts.ts'
import type { Tallies } from './parts.ts'
import { countMany, countOne } from './tally.ts'
import type { Expected } from './truth.ts'

/** A quote that an attribution breaks in two may be found as one or as two. */
export function scoreQuotes(tallies: Tallies, id: string, expected: Expected['quotes'], draft: Draft | null): void {
  if (!expected) return
  const found = (draft?.quotes ?? []).map((quote) => ({ ...quote, letters: squeezed(quote.words) }))
  const wanted = expected.map((quote) => ({ ...quote, letters: squeezed(quote.words) }))
  const matched = wanted.map((quote) => ({
    quote,
    match: found.find(({ letters }) => letters.includes(quote.letters)),
  }))
  const stray = found.filter(
    ({ letters }) => !wanted.some((quote) => letters.includes(quote.letters) || quote.letters.includes(letters)),
  )
  countMany(tallies.quotes, id, {
    right: matched.filter(({ match }) => match).length,
    missed: matched.filter(({ match }) => !match).map(({ quote }) => quote.words),
    wrong: stray.map(({ words }) => words),
  })
  for (const { quote, match } of matched)
    if (match && quote.speaker !== null)
      countOne(
        tallies['quote speakers'],
        id,
        quote.speaker,
        match.speaker,
        sameWords(nameOf(quote.speaker), nameOf(match.speaker)),
      )
}

/** Academic and courtesy titles may stand before a name or not. */
function nameOf(speaker: string | null): string {
  return (speaker ?? '').replace(/^(?:\p{L}{1,6}\.\s*|(?:Dr|Mr|Mrs|Ms|Prof|Sir)\s+)+/u, '')
}

export function scoreBoilerplate(
  tallies: Tallies,
  id: string,
  expected: Expected['boilerplate'],
  draft: Draft | null,
): void {
  if (!expected) return
  const free = [...(draft?.boilerplate ?? [])]
  const missed: string[] = []
  for (const { heading, text } of expected) {
    const at = free.findIndex((one) =>
      heading === null ? one.heading === null : squeezed(one.heading ?? one.text).startsWith(squeezed(heading)),
    )
    const [match] = at === -1 ? [] : free.splice(at, 1)
    if (!match) missed.push(heading ?? text ?? '')
    if (match && text !== undefined) {
      // Where heading and text are one paragraph, the text may begin with the heading or after it.
      const whole = squeezed(`${match.heading ?? ''}${match.text}`)
      countOne(
        tallies['boilerplate text'],
        id,
        text,
        match.text,
        whole.endsWith(squeezed(text)) &&
          whole.length <= squeezed(`${heading ?? ''}${text}`).length + squeezed(heading ?? '').length,
      )
    }
  }
  const wrong = free.map((one) => one.heading ?? one.text)
  countMany(tallies.boilerplate, id, { right: expected.length - missed.length, missed, wrong })
}

export function scoreContacts(
  tallies: Tallies,
  id: string,
  { contacts, moreContacts }: Expected,
  draft: Draft | null,
): void {
  if (!contacts) return
  const { right, missed, wrong } = matchContacts(contacts, draft?.contacts ?? [], moreContacts)
  countMany(tallies.contacts, id, {
    right: right.length,
    missed: missed.map(contactWords),
    wrong: wrong.map(contactWords),
  })
  for (const { expected: want, found } of right) {
    if (want.name !== null) countOne(tallies['contact names'], id, want.name, found.name, sameName(want, found))
    const international = sameInternational(want, found)
    if (international !== null) countOne(tallies['contact phones in E.164'], id, want.phone, found.phone, international)
  }
}

export function scoreAttachments(
  tallies: Tallies,
  id: string,
  expected: Expected['attachments'],
  draft: Draft | null,
): void {
  for (const { name, role, caption, credit } of expected ?? []) {
    const match = draft?.attachments.find((file) => collapsed(file.name) === collapsed(name))
    const want = role ? `${name} ${role}` : name
    countOne(
      tallies.attachments,
      id,
      want,
      match ? `${name} ${match.role}` : null,
      role === undefined || match?.role === role,
    )
    for (const [words, found] of [
      [caption, match?.picture?.caption],
      [credit, match?.picture?.credit],
    ])
      if (words !== undefined) countOne(tallies.captions, id, words, found ?? null, sameWords(words ?? '', found ?? ''))
  }
}
