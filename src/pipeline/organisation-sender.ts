/** The organisation in the name that a sender goes by: `Acme Press Office`, `Jane Doe | Acme`, `Pressestelle des Ministeriums für Wege`. */
import { headings, offices, organisations, roles } from './contact-words.ts'
import { desks, inNominative } from './house-words.ts'
import { isOrganisation, isPersonName, isPostWords, tidyName } from './names.ts'
import { lettersOf } from './organisation-names.ts'
import { findPhrases, fold, keyOf, type Match, preparePhrases } from './phrases.ts'

/** What leads from an office to the name behind it. */
const LEAD =
  /^(?:(?:of|for|at|from|von|vom|im|am|zum|zur|der|des|dem|den|beim?|für|de|del|de la|de los|da|do|dos|das|du|des|della|dello|delle|dei|degli|di|van|van de|van het|voor|på|hos|för|av|til|i|dla|przy|при)\s)+(?:(?:the|la|le|les|el|los|las|l|il|lo|o|a|os|as|het|die|das|den)\s)?(?=[\p{Lu}\p{Lt}\d«„])/u
const ELIDED = /^(?:de\s|du\s)?[dl]['’](?=\p{Lu})/u
const PARTED = /\s?[|•·]\s?|\s\/\s|\s[–—-]{1,2}\s|\s?[()（）]\s?|,\s|\s:\s|:\s/u
/** Only behind a person's name. */
const IN = /\s(?:i|in|of|von|på|av|de|di|do|da|van|w|z|из)\s(?=\p{Lu})/u
const AT = /\s(?:at|bei|beim|from|chez|presso|bij|hos|@)\s(?=\p{Lu})/u

/** Words of an office or a post. */
const edges = preparePhrases(
  [offices, desks, headings, roles].flatMap(({ whole, unspaced }) => [...whole, ...unspaced]),
)

/** The organisation; null where the name is a person's or only an office's. `isHouse` tells that the words of two are no person's name. */
export function organisationIn(written: string, label: string, isHouse: (name: string) => boolean): string | null {
  const plain = written.replace(/^["'“„]|["'”“]$/g, '').trim()
  if (plain === '' || plain.includes('@')) return null
  const [before = '', ...after] = plain.split(IN)
  const [, behind] = after.length === 1 && isPersonName(before) ? [before, after[0]] : plain.split(AT)
  const parts = behind === undefined ? plain.split(PARTED) : [behind]
  const names = parts
    .map(tidyName)
    .map((part) => (lettersOf(part) === lettersOf(label) ? part : withoutDesk(part)))
    .filter(
      (name) => name.length > 1 && !isOnlyPost(name) && !(parts.length > 1 && isPersonName(name) && !isHouse(name)),
    )
  const best = names.find((name) => isOrganisation(name) || isHouse(name)) ?? names[0] ?? null
  if (best === null) return null
  return isPersonName(best) && !isOrganisation(best) && !isHouse(best) && parts.length < 2 && best === tidyName(plain)
    ? null
    : best
}

const isOnlyPost = (name: string): boolean => isPostWords(name) && !isOrganisation(name) && name.split(/\s+/).length < 3

/** A name without the office at its beginning or its end, in the nominative. */
export function withoutDesk(name: string): string {
  let kept = name.trim()
  for (let times = 0; times < 3; times++) {
    const cut = cutEdge(kept)
    if (cut === null || cut === kept) break
    kept = cut
  }
  return inNominative(kept)
}

function cutEdge(name: string): string | null {
  const folded = fold(name)
  const found = findPhrases(edges, folded).sort((one, other) => other.end - other.start - (one.end - one.start))
  const edge = found.find((match) => isAtEdge(name, match))
  if (edge === undefined) return null
  const rest = edge.start === 0 ? name.slice(edge.end) : name.slice(0, edge.start)
  const plain = rest.replace(/^[\s|,:–-]+|[\s|,:–-]+$/g, '')
  if (plain === '') return ''
  return edge.start === 0 ? withoutLead(plain) : plain.replace(/\s(?:and|und|et|y|e|&|og|och)$/u, '')
}

/** A whole word at the beginning or the end, that is no word of the name's own kind. */
function isAtEdge(name: string, { start, end, phrase }: Match): boolean {
  if (start !== 0 && end !== name.length) return false
  if (start === 0 && end === name.length) return true
  return desks.whole.has(phrase) || !organisations.whole.has(keyOf(phrase)) || phrase.includes(' ')
}

function withoutLead(name: string): string {
  if (name.startsWith('لل')) return `ال${name.slice(2)}`
  if (name.startsWith('ل') && isOrganisation(name.slice(1).split(' ')[0] ?? '')) return name.slice(1)
  return name.replace(ELIDED, '').replace(LEAD, '')
}
