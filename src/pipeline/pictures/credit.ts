/** Takes a caption apart: what is seen, who took it, whose it is, how it may be used. */
import { CREDIT_MARK, USAGE } from './caption-cues.ts'
import { cleanField } from './record.ts'

const MAX_CREDIT_LENGTH = 200
/** What looks like the name of a photographer and agency, and no more. */
const MAX_NAME_LENGTH = 70
const MAX_NAME_WORDS = 7
const PARTICLE =
  /^(?:von|van|der|den|de|del|della|di|da|das|dos|du|la|le|les|el|y|e|und|and|et|i|och|og|ja|for|für|pour|per|zu|zur|zum|im|in|of|the|ter|ten|af|av|bin|al|via|\/|&|\||-|–|\+)$/iu

export interface CaptionParts {
  caption: string | null
  credit: string | null
  copyright: string | null
  usageTerms: string | null
}

/** The parts of a caption as it stands in the copy. */
export function splitCaption(line: string): CaptionParts {
  const { rest, usageTerms } = cutUsage(line)
  const { before, credit, copyright } = cutCredit(rest)
  return {
    caption: cleanField(trimEdges(before), 2000),
    credit: cleanField(credit, MAX_CREDIT_LENGTH),
    copyright: cleanField(copyright, MAX_CREDIT_LENGTH),
    usageTerms: cleanField(usageTerms, 500),
  }
}

/** True where the words after `Photo:` name who took it and not what is on it. */
export function looksLikeName(text: string): boolean {
  const flat = text.trim().replace(/[)\].]{1,3}$/, '')
  if (flat.length === 0 || flat.length > MAX_NAME_LENGTH) return false
  if (/^(?:©|\(c\))/i.test(flat)) return true
  if (/[.!?;:…]\s|["“„»]/.test(flat.replace(/\b\p{Lu}\.\s/gu, ''))) return false
  const words = flat.split(/\s+|(?<=[/|,])|(?=[/|])/u).filter((word) => /[\p{L}\p{N}]/u.test(word))
  if (words.length === 0 || words.length > MAX_NAME_WORDS) return false
  // Without capitals, as in Arabic or Japanese, nothing tells a name from a few other words.
  if (!/\p{Lu}/u.test(flat)) return /^[\p{Ll}\p{N}._@/-]{2,30}$/u.test(flat)
  return words.length + Number(/[/|]/.test(flat)) > 1 || /^\p{Lu}{2,6}$|\p{Ll}\p{Lu}/u.test(flat)
    ? words.every(
        (word) => /^[^\p{L}]{0,3}[\p{Lu}\p{Lt}\p{N}]/u.test(word) || PARTICLE.test(word) || /[@.]\p{Ll}/u.test(word),
      )
    : /^(?:dpa|afp|ap|epa|apa|ansa|efe|lusa|pap|ntb|tt|belga|anp|keystone|reuters|getty|privat|private|handout|pr)$/i.test(
        flat,
      )
}

/** The clause that says how it may be used, from one mark to the next. */
export function cutUsage(line: string): { rest: string; usageTerms: string | null } {
  const found = USAGE.exec(line)
  if (!found) return { rest: line, usageTerms: null }
  const before = line.slice(0, found.index)
  const opening = Math.max(
    ...['. ', '; ', ', ', ' – ', ' — ', ' - ', ' | ', '(', '[', '。', '、', '（', '/ ', ': ', '! '].map(
      (mark) => before.lastIndexOf(mark) + (before.includes(mark) ? mark.length : 0),
    ),
  )
  const start = Math.max(0, opening)
  const tail = line.slice(found.index + found[0].length)
  const end = /[.;)\]。）!](?=\s|$)|(?<=[。）)])/u.exec(tail)?.index ?? tail.length
  const stop = found.index + found[0].length + end
  const rest = `${line.slice(0, start).replace(/[\s,;|/–—([（-]+$/u, '')} ${line.slice(stop).replace(/^[\s.;)\]）]+/u, '')}`
  return { rest: rest.trim(), usageTerms: line.slice(start, stop) }
}

function cutCredit(line: string): { before: string; credit: string | null; copyright: string | null } {
  const marks = [...line.matchAll(CREDIT_MARK)].filter((mark) => isAtJoint(line, mark.index))
  const first = marks.at(0)
  if (first === undefined) return { before: line, credit: null, copyright: null }
  let credit: string | null = null
  let copyright: string | null = null
  let cutFrom = line.length
  // From the end, as what follows a credit belongs to it, and a sentence that follows does not.
  for (const mark of marks.toReversed()) {
    const words = trimEdges(line.slice(mark.index + mark[0].length, cutFrom))
    if (words === '' || words.length > MAX_CREDIT_LENGTH || /[.!?]\s+\p{Lu}\p{Ll}+\s\p{Ll}/u.test(words)) break
    cutFrom = mark.index
    if (mark.groups?.sign !== undefined || mark[0].includes('©')) copyright = `© ${words}`
    else credit = words
  }
  return { before: line.slice(0, cutFrom), credit: credit ?? copyright?.slice(2) ?? null, copyright }
}

/** A sentence, a bracket or a line ends before it, or the sign itself says enough. */
function isAtJoint(line: string, at: number): boolean {
  const before = line.slice(0, at).trimEnd()
  return (
    before === '' || /[.!?,;:)\]|/([（【–—"”’»-]$|[。」）]$/u.test(before) || /^(?:©|\(c\)|[Ⓒⓒ])/i.test(line.slice(at))
  )
}

function trimEdges(text: string): string {
  return text
    .trim()
    .replace(/^[\s,;|/–—([（【-]{1,6}/u, '')
    .replace(/[\s,;|/–—([（【-]{1,6}$/u, '')
    .replace(/^(?<words>[^([]*)[)\]）】]{1,2}\.?$/u, '$<words>')
    .trim()
}
