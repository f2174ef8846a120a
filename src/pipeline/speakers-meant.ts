/** Finds in the copy above a quote who is meant by a family name or a pronoun. */
import { attributionBefore } from './attribution.ts'
import type { Speech } from './quote-cues.ts'
import type { SheetLine } from './sheet.ts'
import { readSpeaker, type Speaker } from './speakers.ts'

/** The person of that family name who was named before; a longer name stands as it is. */
export function fullName(
  speaker: Speaker,
  named: readonly Speaker[],
  above: readonly SheetLine[],
  speech: Speech,
): Speaker {
  const words = speaker.name.split(' ')
  const family = words.at(-1) ?? ''
  const known = named.findLast(({ name }) => name === speaker.name || name.endsWith(` ${family}`))
  if (known) return { name: words.length > 2 ? speaker.name : known.name, title: speaker.title ?? known.title }
  if (words.length > 2 || family.length < 3) return speaker
  for (const { text } of above) {
    const at = text.indexOf(` ${family}`)
    const name = at < 0 ? null : /(?:\p{Lu}[\p{L}'’.-]{1,30} ){1,2}$/u.exec(text.slice(Math.max(0, at - 60), at + 1))
    if (name && words.length === 1) return readSpeaker(`${name[0]}${family}`, speech) ?? speaker
    if (name) return speaker
  }
  return speaker
}

/** Whom a pronoun means: the last person whom the two paragraphs above it, from one line on, name with a post. */
export function personMeant(body: readonly SheetLine[], line: number, from: number, speech: Speech): Speaker | null {
  for (let at = line - 1; at >= Math.max(from, line - 2); at--) {
    const found = attributionBefore(`${(body[at]?.text ?? '').slice(-300)}:`, speech)?.speaker
    if (found?.title) return found
  }
  return null
}
