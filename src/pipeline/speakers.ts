/** Reads from `Jane Doe, chief executive of Acme` and its like who speaks. */
import { rankBefore } from './names.ts'
import type { Speech } from './quote-cues.ts'
import { readUncased } from './uncased-speakers.ts'

export interface Speaker {
  name: string
  title: string | null
}

const MAX_TITLE_WORDS = 16
const MAX_NAME_WORDS = 5
const PARTICLE = /^(?:de|da|di|do|du|del|della|dos|das|van|von|der|den|ten|ter|zu|zum|af|av|la|le|el|al|bin|ibn|y|e)$/u
const PREPOSITION =
  /^(?:of|at|for|from|de|del|della|dell|delle|dello|dei|degli|alla|alle|allo|ai|agli|all|nel|nella|sul|sulla|à|aux|au|pour|para|da|do|das|dos|du|des|der|des|von|vom|bei|für|zur|zum|van|bij|voor|för|på|hos|i|til|for|ved|av|af|w|z|ds|do|по|в|из|у|з|with|und|and|et|y|e|och|og|en|&)$/iu
const RELATIVE = /^(?:who|which|whose|that|qui|que|quien|che|som|die|der|das|który|która|который|которая|який|яка)\s/iu
const HONOURS =
  /^(?:MP|MSP|MEP|MS|TD|MLA|MBE|OBE|CBE|DBE|KBE|BEM|CH|Ph\.?D\.?|M\.?D\.?|M\.?B\.?A\.?|MSc|KC|QC|FRS|FRSE|RN|JP|MdB|MdL|MdEP|MdA|MdBB|Esq\.?)$/u
const MANDATE = /^(?:MP|MSP|MEP|MS|TD|MLA|MdB|MdL|MdEP|MdA|MdBB)$/
const CAPITAL = /^[\p{Lu}\p{Lt}]/u
const UNCASED = /[\p{Script=Arabic}\p{Script=Han}\p{Script=Katakana}]/u

/** The person whom the words name, with the post; null where they name none. `sole` allows a name of one word. */
export function readSpeaker(text: string, speech: Speech, sole = false): Speaker | null {
  const speaker = readNamed(text, speech, sole)
  return speaker && withoutHonours(speaker)
}

/** `Jane Doe MP`: what stands behind the name is a post, or an honour. */
function withoutHonours(speaker: Speaker): Speaker {
  const rank = rankBefore(speaker.name)
  const name = speaker.name.slice(rank.length).trim()
  const title = speaker.title ?? (rank === '' ? null : rank)
  const words = name.split(' ')
  const last = words.at(-1) ?? ''
  if (words.length < 3 || !HONOURS.test(last)) return { name, title }
  return { name: words.slice(0, -1).join(' '), title: title ?? (MANDATE.test(last) ? last : null) }
}

function readNamed(text: string, speech: Speech, sole: boolean): Speaker | null {
  const segments = text
    .replace(/\s\(/g, ', ')
    .replace(/[()]/g, '')
    .split(/\s?[,،、;]\s?|\s[–—-]\s/u)
    .map((segment) => segment.trim())
    .filter((segment) => segment !== '' && !HONOURS.test(segment))
    .slice(0, 8)
  if (UNCASED.test(text)) return readUncased(segments, speech)
  for (let at = 0; at < segments.length; at++) {
    const named = nameIn(segments[at] ?? '', segments[at + 1], speech)
    if (named === null) continue
    const title = titleAfter(segments.slice(at + 1), speech)
    const before = named.title ?? (at > 0 ? roleIn(segments[at - 1] ?? '', speech) : null)
    return { name: named.name, title: title !== null && (before === null || hasRole(title, speech)) ? title : before }
  }
  const only = segments[0] ?? ''
  const held = sole ? /^(\S.{1,60}) (\p{Lu}[\p{L}\p{M}’'-]{1,40})$/u.exec(withoutArticle(only, speech)) : null
  // `Attorney General Reyes`
  if (held?.[1] && held[2] && held[1].split(' ').every((word) => isPost(bare(word), speech) || CAPITAL.test(word)))
    if (isPost(bare(held[1].split(' ').at(-1) ?? ''), speech)) return { name: held[2], title: held[1] }
  return sole && /^\p{Lu}[\p{L}\p{N}&.-]{1,40}$/u.test(only) && !speech.isOpener(only)
    ? { name: only, title: null }
    : null
}

/** The name that a segment is, begins or ends with; what else it holds may be the title. */
function nameIn(segment: string, next: string | undefined, speech: Speech): Speaker | null {
  const words = withoutArticle(segment, speech)
    .split(/\s+/)
    .filter((word) => word !== '')
  if (words.length === 0 || words.length > 24) return null
  const capitals = trailingFrom(words, speech)
  const last = namedFrom(words, capitals, hasArticle(segment, speech), speech)
  const trailing = words.slice(last)
  // `la directora general de Acme, María Ruiz`
  if (
    capitals > 0 &&
    PREPOSITION.test(words[capitals - 1] ?? '') &&
    next !== undefined &&
    hasRole(segment, speech) &&
    isName(next.split(/\s+/), speech)
  )
    return null
  const leading = leadingName(words, speech)
  if (isName(trailing, speech) && (last === 0 || !PREPOSITION.test(words[last - 1] ?? '') || leading === null)) {
    if (leading !== null && last > 0 && !hasRole(words.slice(0, last).join(' '), speech))
      return { name: leading.join(' '), title: null }
    if (last > 0 && PREPOSITION.test(words[last - 1] ?? '')) return null
    const before = words.slice(0, last)
    if (speech.startsWith(`${before.at(-1)} `, 'article') > 0) return null
    return {
      name: trailing.join(' '),
      title:
        before.some((word) => isPost(bare(word), speech)) || isHeld(words, last, segment, speech)
          ? before.join(' ')
          : null,
    }
  }
  return leading === null ? null : { name: leading.join(' '), title: roleBefore(words, leading, speech) }
}

/** Index of the first word of the name at the end: capitals and particles, titles and sentence openers before it left out. */
function trailingFrom(words: readonly string[], speech: Speech): number {
  let from = words.length
  while (from > 0 && words.length - from < 12) {
    const word = words[from - 1] ?? ''
    if (!isNamePart(words, from - 1)) break
    const inside = from < words.length && PARTICLE.test(word) && CAPITAL.test(words[from - 2] ?? '')
    if (!inside && (speech.isRole(bare(word)) || speech.isOpener(bare(word)))) break
    if (speech.isOccupation(bare(word)) && countNames(words.slice(from), speech) >= 2) break
    from--
  }
  while (from < words.length && PARTICLE.test(words[from] ?? '')) from++
  return from
}

/**
 * Where the name begins within the words with a capital at the end: what stands before `Mr` or `Dr` is the post, and so is what an article
 * leads to (`der Vormann Jane Doe`) or a preposition (`assessora ai Trasporti Jane Doe`): there a name has two words.
 */
function namedFrom(words: readonly string[], from: number, article: boolean, speech: Speech): number {
  const honorific = words.findIndex((word, at) => at > from && speech.isHonorific(bare(word)))
  if (honorific > 0 && honorific < words.length - 1 && !speech.isHonorific(bare(words[from] ?? ''))) return honorific
  const led =
    from === 0
      ? article
      : PREPOSITION.test(words[from - 1] ?? '') && words.slice(0, from).some((word) => isPost(bare(word), speech))
  if (!led || speech.isHonorific(bare(words[from] ?? ''))) return from
  let at = words.length
  for (let names = 0; at > from && names < 2; at--) if (!isPlainPart(words[at - 1] ?? '')) names++
  while (at > from && PARTICLE.test(words[at - 1] ?? '') && at - 1 > from) at--
  return at
}

/** A particle or an initial, which make no name by themselves. */
function isPlainPart(word: string): boolean {
  return PARTICLE.test(word) || /^\p{Lu}\.?$/u.test(word)
}

/** What an article or `Mr` sets off from the name is a post, whatever it is called. */
function isHeld(words: readonly string[], last: number, segment: string, speech: Speech): boolean {
  return last > 0 && last <= 3 && (hasArticle(segment, speech) || speech.isHonorific(bare(words[last] ?? '')))
}

function hasArticle(segment: string, speech: Speech): boolean {
  return speech.startsWith(segment, 'article') > 0
}

function countNames(words: readonly string[], speech: Speech): number {
  return words.filter((word) => !isPlainPart(word) && !speech.isHonorific(bare(word))).length
}

function isPost(word: string, speech: Speech): boolean {
  return speech.isRole(word) || speech.isOccupation(word)
}

function leadingName(words: readonly string[], speech: Speech): string[] | null {
  let from = 0
  while (from < words.length && isAhead(words, from, speech)) from++
  let to = from
  while (to < words.length && isNamePart(words, to) && to - from < MAX_NAME_WORDS) to++
  const name = words.slice(from, to)
  return isName(name, speech) ? name : null
}

function isAhead(words: readonly string[], at: number, speech: Speech): boolean {
  const word = bare(words[at] ?? '')
  if (speech.isRole(word) || speech.isOpener(word)) return true
  return (
    speech.isOccupation(word) &&
    countNames(
      words.slice(at + 1, at + 5).filter((next) => CAPITAL.test(next)),
      speech,
    ) >= 2
  )
}

/** A word with a capital, or a particle before one. */
function isNamePart(words: readonly string[], at: number): boolean {
  const word = words[at] ?? ''
  if (CAPITAL.test(word)) return true
  const [next = '', following = ''] = words.slice(at + 1, at + 3)
  return PARTICLE.test(word) && (CAPITAL.test(next) || (PARTICLE.test(next) && CAPITAL.test(following)))
}

function isName(words: readonly string[], speech: Speech): boolean {
  if (words.length < 1 || words.length > MAX_NAME_WORDS || !CAPITAL.test(words[0] ?? '')) return false
  if (words.some((word) => speech.isRole(bare(word)) || /[\d@/]/.test(word))) return false
  if (speech.isOpener(bare(words[0] ?? ''))) return false
  if (words.length > 2 && words.every((word) => word === word.toUpperCase())) return false
  const names = words.filter((word) => !speech.isHonorific(bare(word)) && !PARTICLE.test(word))
  return names.length >= 2 || (names.length === 1 && words.length > 1)
}

function titleAfter(segments: readonly string[], speech: Speech): string | null {
  const [first = '', ...more] = segments
  const opener = bare(first.split(/\s/)[0] ?? '')
  if (first === '' || RELATIVE.test(first) || first.split(/\s+/).length > MAX_TITLE_WORDS) return null
  if (speech.isOpener(opener) && !hasRole(first, speech)) return null
  if (/^\d+$/.test(first)) return titleAfter(more, speech)
  if (!hasRole(first, speech) && (!/\p{Lu}/u.test(first) || first.split(/\s+/).length > 8)) return null
  const kept = [withoutArticle(first, speech)]
  for (const segment of more.slice(0, 2)) {
    if (
      !CAPITAL.test(segment) ||
      segment.split(/\s+/).length > 7 ||
      speech.isOpener(bare(segment.split(/\s/)[0] ?? ''))
    )
      break
    kept.push(segment)
  }
  return kept.join(', ').replace(/[.:;,\s]+$/, '')
}

function roleIn(segment: string, speech: Speech): string | null {
  return hasRole(segment, speech) ? withoutArticle(segment, speech) : null
}

function roleBefore(words: readonly string[], name: readonly string[], speech: Speech): string | null {
  const before = words.slice(0, words.indexOf(name[0] ?? ''))
  return before.some((word) => isPost(bare(word), speech)) ? before.join(' ') : null
}

function withoutArticle(text: string, speech: Speech): string {
  return text.slice(speech.startsWith(text, 'article')).trim()
}

function hasRole(text: string, speech: Speech): boolean {
  return text.split(/\s+/).some((word) => isPost(bare(word), speech))
}

function bare(word: string): string {
  return word.replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, '')
}
