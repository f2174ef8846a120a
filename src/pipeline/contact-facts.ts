/** What a contact line tells, part by part: names, posts, organisations, addresses, numbers. */
import type { ContactLine } from './contact-columns.ts'
import { isAddressedToPublic, isInvitation, readContactHeading, tailOf } from './contact-line.ts'
import { asks, roles } from './contact-words.ts'
import {
  isOffice,
  isOrganisation,
  isPersonName,
  isPostWords,
  namesIn,
  rankBefore,
  tidyName,
  tidyPost,
} from './names.ts'
import { findPhrases, fold, keyOf } from './phrases.ts'
import { findReachable, type Reachable } from './reachable.ts'
import { wideFacts } from './wide-names.ts'

/** `break`: a paragraph begins. `line`: the line that tells it. */
export type Fact = { kind: 'name' | 'role' | 'organisation' | 'email' | 'phone' | 'break'; words: string; line: string }

/** Written in Han and kana, a company with its form. */
const HOUSE =
  /^(?:株式会社|有限会社|合同会社)?[\p{Script=Han}\p{Script=Katakana}ー]{2,20}(?:株式会社|有限会社|合同会社|大学|財団|協会)?$/u
/** A part of a line with more words says something. */
const MAX_PART_WORDS = 12
/** Marks of direction, which no reader sees. */
const DIRECTIONS = /[\u200e\u200f\u202a-\u202e\u2066-\u2069]/g
const SIGNS = /[<>[\]{}【】■●◆\p{So}]/gu
/** `Kari Eksempel i Acme AS` */
const OF_HOUSE = /^(.{4,50}?)\s(?:i|in|of|hos|ved|på|vid|av|von|di|z|w)\s(\p{Lu}.{1,60})$/u
/** What leads from a name to its number. */
const LEADS_ON = /\s(?:on|at|via|by|unter|au|al|på|pe|под|за|по|or|oder|ou|o)$/iu
const AND = /\s(?:and|und|et|y|e|en|och|og|ja|i|və|ve|и|та|і|و|&|or|oder|ou|o)\s|\s?[/、]\s?/u

const LEADING_AND =
  /^(?:and|or|und|oder|et|ou|y|o|e|en|of|och|eller|og|ja|i|və|ve|и|та|і|و)\s(?:(?:the|our|die|der|das|le|la|el|il|de|het)\s)?(?=\p{L})/u

/** `Grapevine PR Ltd` is no post. */
const COMPANY_FORM =
  /\s(?:Ltd|Limited|LLC|Inc|GmbH|AG|S\.?A|SARL|SAS|S\.?r\.?l|B\.?V|AB|AS|ApS|A\/S|Oy|Sp\. z o\.o)\.?$/u

/** The facts of a line, in order. */
export function factsOf(line: ContactLine): Fact[] {
  const whole = line.text.replace(DIRECTIONS, '')
  const start: Fact[] = line.first ? [{ kind: 'break', words: '', line: line.text }] : []
  if (isAddressedToPublic(whole)) return start
  return [...start, ...factsIn(tailOf(whole) ?? whole).map((fact) => ({ ...fact, line: line.text }))]
}

function factsIn(text: string): Fact[] {
  const reachable = findReachable(text)
  const heading = headingOf(text)
  const isSentence = text.length > 40 && (isInvitation(text) || text.split(/\s+/).length > 14)
  if (isSentence && (heading === null || heading.rest.length > 160)) return sentenceFacts(text, reachable)
  if (heading === null) return partFacts(text, reachable, text)
  const { words, scope, rest } = heading
  const scoped: Fact[] = scope === '' ? [] : scopeFacts(scope, text)
  const office: Fact[] = scope === '' && isPostOf(words) ? [{ kind: 'role', words, line: text }] : []
  const behind = rest === '' ? [] : partFacts(rest, findReachable(rest), text)
  return [...office, ...scoped, ...behind]
}

/** `Press office, Jane Doe` names a person, `Press office, Acme` a house. */
function scopeFacts(scope: string, line: string): Fact[] {
  if (!isPersonName(scope) || isOrganisation(scope)) return [{ kind: 'organisation', words: scope, line }]
  return [{ kind: 'name', words: tidyName(scope), line }]
}

/** The heading of contacts that the line is or begins with. */
function headingOf(text: string): ReturnType<typeof readContactHeading> {
  const heading = readContactHeading(text)
  return heading !== null && (heading.colon || heading.rest === '') ? heading : null
}

/** The heading is an office or a person's post, not only what the contacts are for. */
function isPostOf(words: string): boolean {
  const key = keyOf(fold(words))
  return isOffice(words) || roles.whole.has(key)
}

/** Everything between the numbers, part by part. */
function partFacts(text: string, reachable: readonly Reachable[], line: string): Fact[] {
  const facts: Fact[] = []
  let at = 0
  for (const one of [...reachable, null]) {
    const between = text.slice(at, one?.start ?? text.length)
    facts.push(...wordFacts(between, line))
    if (one === null) break
    const reach = reachFact(one, line)
    if (reach) facts.push(reach)
    at = one.end
  }
  return facts
}

function reachFact({ kind, words }: Reachable, line: string): Fact | null {
  if (kind === 'email') return { kind: 'email', words: plainEmail(words), line }
  return kind === 'phone' || kind === 'mobile' ? { kind: 'phone', words, line } : null
}

/** `jane [at] acme.example` as `jane@acme.example`. */
function plainEmail(words: string): string {
  return words
    .replace(/\s?[[({<][^\])}>]{1,14}[\])}>]\s?/, '@')
    .replace(/\s?[[({<][^\])}>]{1,8}[\])}>]\s?/g, '.')
    .replace('＠', '@')
    .replace(/^[.'=]+/, '')
}

function wordFacts(text: string, line: string): Fact[] {
  const plain = text.replace(SIGNS, ' ').replace(/^[\s/|]+|[\s/|]+$/g, '')
  if (plain.replace(/[^\p{L}]/gu, '').length < 2) return []
  if (isPersonName(plain) && !/^[«„“"]/.test(plain)) return nameFacts(plain, line)
  const parts = plain.split(
    /\s?[,;|、，،؛·]\s?|\s[–—-]{1,2}\s|\s?[()（）]\s?|[:：]\s?|\s?\/\s|\s(?:at|bei|chez|presso)\s(?=\p{Lu})|(?<=\p{Ll}{3})\.\s(?=\p{Lu})/u,
  )
  return parts.flatMap((part) => partFact(part.trim().replace(LEADS_ON, ''), line))
}

function partFact(part: string, line: string): Fact[] {
  if (part.length < 2 || part.split(/\s+/).length > MAX_PART_WORDS) return []
  const behind = part.replace(LEADING_AND, '')
  if (behind !== part) return partFact(behind, line)
  // `«Zelenyi Lan»`: people stand in no quotation marks.
  if (/^[«„“"]\p{Lu}[^«»„“”"]{1,60}[»“”"]$/u.test(part)) return [{ kind: 'organisation', words: tidyName(part), line }]
  const wide = wideFacts(part, line)
  if (wide !== null) return wide
  if (isPersonName(part)) return nameFacts(part, line)
  const several = part.split(AND)
  if (several.length === 2 && several.every(isPersonName))
    return several.map((name): Fact => ({ kind: 'name', words: tidyName(name), line }))
  if (COMPANY_FORM.test(part)) return [{ kind: 'organisation', words: tidyName(part), line }]
  if (isPostWords(part)) return postFacts(part, line)
  const ranked = behindSmallWords(part)
  if (ranked !== null)
    return [
      { kind: 'name', words: tidyName(ranked.name), line },
      { kind: 'role', words: ranked.before, line },
    ]
  const [, person = '', house = ''] = OF_HOUSE.exec(part) ?? []
  if (isPersonName(person) && isOrganisation(house))
    return [...nameFacts(person, line), { kind: 'organisation', words: tidyName(house), line }]
  if (isOrganisation(part) && !/\d{3}/.test(part)) return [{ kind: 'organisation', words: tidyName(part), line }]
  return []
}

/** A name, with the rank before it as its post. */
function nameFacts(words: string, line: string): Fact[] {
  const rank = rankBefore(tidyName(words))
  const name: Fact = { kind: 'name', words: tidyName(words).slice(rank.length).trim(), line }
  return rank === '' ? [name] : [name, { kind: 'role', words: rank, line }]
}

/** `sargento Iria Ejemplo`, `st. kpt. Jan Przykład`: a post in small letters, and a name. */
function behindSmallWords(part: string): { before: string; name: string } | null {
  const before = /^(?:\p{Ll}[\p{L}.-]{0,30}\s){1,4}/u.exec(part)?.[0] ?? ''
  const name = part.slice(before.length)
  return before !== '' && isPersonName(name) ? { before: before.trim(), name } : null
}

/** A post, and the name beside it where no sign divides them: `Press officer Jane Doe`, `広報部 山田`. */
function postFacts(part: string, line: string): Fact[] {
  const [house = '', office = ''] = part.split(/[\s　]/)
  if (HOUSE.test(house) && isPostWords(office) && !isPostWords(house))
    return [{ kind: 'organisation', words: house, line }, ...postFacts(part.slice(house.length).trim(), line)]
  const name = namesIn(part)[0] ?? hanName(part)
  if (!name) return [{ kind: 'role', words: tidyPost(part), line }]
  const role = tidyPost(`${part.slice(0, name.start)} ${part.slice(name.end)}`)
  const facts: Fact[] = [{ kind: 'name', words: name.name, line }]
  return role !== '' && isPostWords(role) ? [...facts, { kind: 'role', words: role, line }] : facts
}

function hanName(part: string): { name: string; start: number; end: number } | undefined {
  const found = /[\s　]([\p{Script=Han}々]{1,4}[\s　]?[\p{Script=Han}\p{Script=Hiragana}々]{1,4})$/u.exec(part)
  const name = found?.[1] ?? ''
  return found && !isPostWords(name) && !isOrganisation(name)
    ? { name, start: found.index, end: part.length }
    : undefined
}

/** `For more information, please contact Jane Doe, Press Officer, at 020 7946 0000 or jane@acme.example.` */
function sentenceFacts(text: string, reachable: readonly Reachable[]): Fact[] {
  const facts: Fact[] = []
  const last = findPhrases(asks, fold(text))
    .filter((found) => found.start < (reachable[0]?.start ?? text.length))
    .at(-1)
  let at = 0
  for (const one of reachable) {
    const reach = reachFact(one, text)
    if (!reach) continue
    const from = at === 0 && last ? last.end : at
    const between = text.slice(from, Math.max(from, one.start))
    const named = namesIn(between)
    const whole = named.length > 0 || at > 0 ? named : namesIn(text.slice(0, one.start)).slice(-1)
    for (const { name, end } of whole) {
      // `Jane Doe's office`
      facts.push({ kind: 'name', words: name.replace(/['’]s$/u, ''), line: text })
      facts.push(...roleBehind((whole === named ? between : text.slice(0, one.start)).slice(end), text))
    }
    facts.push(reach)
    at = one.end
  }
  if (at > 0) return facts
  // The number stands in the next line.
  const behind = text.slice(last?.end ?? 0)
  return namesIn(behind)
    .slice(0, 2)
    .flatMap(({ name, end }): Fact[] => [
      { kind: 'name', words: name, line: text },
      ...roleBehind(behind.slice(end), text),
    ])
}

/** `, Press Officer, at`: what stands between the name and the number. */
function roleBehind(text: string, line: string): Fact[] {
  const parts = text.split(/[,;()]|\s[–—-]\s/).map((part) => part.trim())
  return parts
    .flatMap((part): Fact[] => {
      const words = part
        .replace(/^(?:the|der|die|des|le|la|el|il|o|a|in|at|of|von|bei|de|du)\s/iu, '')
        .replace(/\s(?:at|on|via|by|unter|under|au|al|al número|på|pe|tel|t|под|за|по|on\b.*)$/iu, '')
        .trim()
      if (words.length < 3 || words.split(/\s+/).length > 9 || keyOf(fold(words)) === '') return []
      if (isPostWords(words) && namesIn(words).length === 0) return [{ kind: 'role', words: tidyPost(words), line }]
      if (isOrganisation(words) && /^\p{Lu}/u.test(words) && namesIn(words).length <= 1)
        return [{ kind: 'organisation', words, line }]
      return []
    })
    .slice(0, 2)
}
