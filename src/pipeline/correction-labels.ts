/** Labels of corrections: words that stand before a headline, in brackets, or alone. */
import { everyLanguage, KINDS, type Kind, LETTER_AFTER, oneOf, plainly } from './correction-cues.ts'
import { compileSpotter } from './spot-words.ts'

export interface Label {
  kind: Kind
  /** As written. */
  words: string
}

/** The label of a subject or a line, if it has one. */
export function findLabel(text: string): Label | undefined {
  // Most lines hold no label: the patterns need not be tried.
  if (findTraces(text).length === 0) return undefined
  const plain = plainly(text)
  for (const kind of KINDS) {
    for (const pattern of LABELS[kind]) {
      const found = pattern.exec(plain)
      const words = found?.slice(1).find((group) => group !== undefined)
      if (!found || !words) continue
      const start = found.index + found[0].indexOf(words)
      return { kind, words: text.slice(start, start + words.length) }
    }
    const capitals = CAPITALS[kind].exec(plain)?.[1]
    if (capitals !== undefined && /\p{Ll}/u.test(plain)) return { kind, words: capitals }
  }
  return undefined
}

/** Whether the words begin with a label. */
export function isLabel(words: string): boolean {
  return KINDS.some((kind) => WHOLE[kind].test(plainly(words.trim())))
}

const SIGN = String.raw`\s{0,3}(?:[:：|/\])】）*»]|\s-{1,3}|--)`
const OPENING = String.raw`^[\s*\[({«"'<【（/_#~=-]{0,8}`
const NUMBER = String.raw`(?:\s?(?:no\.?|nr\.?|n[.°º]|#|№)?\s?\d{1,3})?`
function wordsOf(kind: Kind): string[] {
  return everyLanguage((cues) => cues[kind].map((label) => label.replace(/ …$/, '')))
}

function labelsOf(kind: Kind): RegExp[] {
  const all = oneOf(wordsOf(kind))
  // One word, such as "recalled", may be of toys.
  const alone = oneOf(kind === 'recall' ? wordsOf(kind).filter((label) => label.includes(' ')) : wordsOf(kind))
  const bare = everyLanguage((cues) =>
    cues[kind].filter((label) => label.endsWith(' …')).map((label) => label.slice(0, -2)),
  )
  const paper = oneOf(everyLanguage((cues) => cues.paper))
  return [
    `${OPENING}(${alone})${LETTER_AFTER}${NUMBER}(?:${SIGN}|[\\s!.]{0,3}$)`,
    `^[*\\s]{0,3}[\\[({【（<*](?:${paper}[^\\p{L}]{1,4})?(${all})${LETTER_AFTER}[^\\[\\](){}【】（）]{0,40}[\\])}】）>*]`,
    `${OPENING}(${all})${LETTER_AFTER}[^\\n:|]{0,30}?${paper}[^\\n:|]{0,60}?(?:${SIGN}|$)`,
    `${OPENING}(${all})[^\\p{L}\\n]{1,6}${paper}${LETTER_AFTER}`,
    `${OPENING}${paper}${LETTER_AFTER}${NUMBER}[^\\p{L}\\n]{0,8}(${all})${LETTER_AFTER}(?:${SIGN}|$)`,
    `[\\[({【（](?:${paper}[^\\p{L}]{1,4})?(${all})${LETTER_AFTER}[^\\[\\](){}【】（）\\n]{0,40}[\\])}】）]\\s{0,3}$`,
    ...(kind === 'update' ? [] : [`\\s[-|/]{1,2}\\s{0,3}(${all})${LETTER_AFTER}[\\s!.]{0,3}$`]),
    ...(bare.length > 0 ? [`${OPENING}(${oneOf(bare)})${LETTER_AFTER}`] : []),
  ].map((pattern) => new RegExp(pattern, 'iu'))
}

/** `CORRECTION Acme opens …`: in capitals the label needs no sign. */
function capitalsOf(kind: Kind): RegExp {
  if (kind === 'recall') return /(?!)/
  return new RegExp(
    `${OPENING}(${oneOf(wordsOf(kind).map((word) => word.toUpperCase()))})${LETTER_AFTER}\\s{1,3}\\S`,
    'u',
  )
}

function byKind<Of>(make: (kind: Kind) => Of): Record<Kind, Of> {
  return { correction: make('correction'), update: make('update'), recall: make('recall') }
}

const findTraces = compileSpotter(KINDS.flatMap(wordsOf))
const LABELS = byKind(labelsOf)
const CAPITALS = byKind(capitalsOf)
const WHOLE = byKind((kind) => new RegExp(`^${oneOf(wordsOf(kind))}${LETTER_AFTER}`, 'iu'))
