/** What one version of a release says otherwise than another: words and figures, paragraph by paragraph. */
import { type ArrayChange, diffArrays } from 'diff'

interface Piece {
  kind: 'same' | 'removed' | 'added'
  text: string
}

interface ChangedParagraph {
  kind: 'same' | 'changed' | 'removed' | 'added'
  pieces: Piece[]
}

/** A figure, date, time or amount that is another now. */
interface ChangedFigure {
  from: string
  to: string
  /** The paragraph of the later version, from 0; the headline is null. */
  paragraph: number | null
  /** Some words around it, in the later version. */
  context: string
}

export interface Changes {
  headline: Piece[]
  paragraphs: ChangedParagraph[]
  figures: ChangedFigure[]
  /** The texts are too long or too different for all of it to be told word by word. */
  cut: boolean
}

export interface VersionText {
  headline: string
  text: string
}

/** A release has thirty; what is beyond is as it is, whether the same or not. */
const MAX_PARAGRAPHS = 200
const MAX_TEXT = 100_000
const MAX_WORDS = 1_000
/** Words that may be removed and added until two paragraphs are two. */
const MAX_EDITS = 200
/** Paragraphs that share less of their words are two. */
const MIN_ALIKE = 0.3
/** A paragraph that was moved further than that was written anew. */
const MAX_LOOKED_AHEAD = 12
const MAX_FIGURES = 50
const CONTEXT_WORDS = 4
/** A month, a unit. */
const MAX_BESIDE = 2

/** Compares two versions. */
export function compareVersions(before: VersionText, after: VersionText): Changes {
  const [old, fresh] = [paragraphsOf(before.text.slice(0, MAX_TEXT)), paragraphsOf(after.text.slice(0, MAX_TEXT))]
  const long = Math.max(before.text.length, after.text.length) > MAX_TEXT
  const cut = long || old.length > MAX_PARAGRAPHS || fresh.length > MAX_PARAGRAPHS
  const paragraphs = pairUp(diffArrays(old.slice(0, MAX_PARAGRAPHS), fresh.slice(0, MAX_PARAGRAPHS)))
  const headline = compareWords(before.headline, after.headline)
  const places = numbered(paragraphs)
  const figures = [...figuresIn(headline, null), ...places.flatMap(({ pieces, at }) => figuresIn(pieces, at))]
  return { headline, paragraphs, figures: figures.slice(0, MAX_FIGURES), cut }
}

function paragraphsOf(text: string): string[] {
  return text
    .split(/\n{2,}/)
    .map((paragraph) => paragraph.replace(/\s+/g, ' ').trim())
    .filter((paragraph) => paragraph !== '')
}

/** Paragraphs that were removed where others were added are the same ones in other words, as far as they share some. */
function pairUp(changes: readonly ArrayChange<string>[]): ChangedParagraph[] {
  const out: ChangedParagraph[] = []
  for (let at = 0; at < changes.length; at++) {
    const change = changes[at]
    if (!change) break
    if (!change.added && !change.removed) {
      out.push(...change.value.map((text): ChangedParagraph => ({ kind: 'same', pieces: [{ kind: 'same', text }] })))
      continue
    }
    const next = changes[at + 1]
    const both = next && (next.added || next.removed) && next.added !== change.added
    if (both) at++
    const removed = change.removed ? change.value : both ? next.value : []
    const added = change.added ? change.value : both ? next.value : []
    out.push(...replaceParagraphs(removed, added))
  }
  return out
}

function replaceParagraphs(removed: readonly string[], added: readonly string[]): ChangedParagraph[] {
  const left = removed.map((text) => ({ text, words: vocabularyOf(text) }))
  const out: ChangedParagraph[] = []
  for (const text of added) {
    const words = vocabularyOf(text)
    const at = left.slice(0, MAX_LOOKED_AHEAD).findIndex((old) => isAlike(old.words, words))
    if (at === -1) {
      out.push({ kind: 'added', pieces: [{ kind: 'added', text }] })
      continue
    }
    for (const gone of left.splice(0, at)) out.push(removedParagraph(gone.text))
    out.push({ kind: 'changed', pieces: compareWords(left.shift()?.text ?? '', text) })
  }
  return [...out, ...left.map(({ text }) => removedParagraph(text))]
}

function removedParagraph(text: string): ChangedParagraph {
  return { kind: 'removed', pieces: [{ kind: 'removed', text }] }
}

function vocabularyOf(text: string): Set<string> {
  return new Set(wordsOf(text).filter((word) => /[\p{L}\p{N}]/u.test(word)))
}

function isAlike(words: ReadonlySet<string>, others: ReadonlySet<string>): boolean {
  let shared = 0
  for (const word of others) if (words.has(word)) shared++
  return shared >= Math.min(words.size, others.size) * MIN_ALIKE && shared > 0
}

const CURRENCY = /^(?:\p{Sc}|EUR|USD|GBP|CHF|SEK|NOK|DKK|PLN|TRY|JPY|Rs|R)$/u
const UNIT =
  /^(?:%|‰|\p{Sc}|per|cent|percent|prozent|pour|procent|prosent|prosenttia|procento?|yüzde|faiz|thousand|millions?|billions?|trillions?|tausend|millionen|million|milliarden|milliarde|mio|mrd|milliers?|milliards?|mil|mill?ones|miles|mila|milioni|miliardi|milione|miliardo|miljoen|miljard|milhão|milhões|bilhões|miljoner?|miljarder|millioner?|milliarder|miljoonaa?|miljardia?|tuhatta|tys|mln|mld|tysięcy|milionów|miliardów|milyon|milyar|bin|min|тыс|тысяч|млн|млрд|миллионов|миллиардов|тис|тисяч|мільйонів|мільярдів|مليون|مليار|ألف|euros?|eur|pounds?|dollars?|franken|francs?|kronor|kroner|kr|zł|złotych|lira|manat|km|kg|kilomet(?:re|er)s?|metres?|meter|tonnes?|tonnen|tons?|hectares?|hektar|years?|jahre|ans|people|jobs)$/iu

/** Words with the space after them; of writing without spaces each character; a figure is one word with its points and signs. */
const WORD =
  /(?:[\p{Sc}+−-]?\d+(?:[.,:/’'\u00a0\u202f]\d+)*(?:\p{Script=Han}|\p{L}{1,3}(?!\p{L})|[%‰\p{Sc}])?|[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]|[\p{L}\p{M}]+|[^\s\p{L}\p{M}\d])\s{0,3}/gu

function wordsOf(text: string): string[] {
  return (text.match(WORD) ?? []).map((word) => word.trimEnd())
}

function compareWords(before: string, after: string): Piece[] {
  if (before === after) return [{ kind: 'same', text: after }]
  const [old, fresh] = [before.match(WORD) ?? [], after.match(WORD) ?? []]
  const whole: Piece[] = [
    { kind: 'removed', text: before },
    { kind: 'added', text: after },
  ]
  if (old.length > MAX_WORDS || fresh.length > MAX_WORDS) return whole
  const comparator = (one: string, other: string) => one.trimEnd() === other.trimEnd()
  const changes = diffArrays<string>([...old], [...fresh], { comparator, maxEditLength: MAX_EDITS })
  if (changes === undefined) return whole
  return changes.map(({ value, added, removed }) => ({
    kind: added ? 'added' : removed ? 'removed' : 'same',
    text: value.join(''),
  }))
}

function numbered(paragraphs: readonly ChangedParagraph[]): { pieces: readonly Piece[]; at: number }[] {
  let at = -1
  return paragraphs.map(({ kind, pieces }) => {
    if (kind !== 'removed') at++
    return { pieces: kind === 'changed' ? pieces : [], at }
  })
}

/** Figures that were removed where others were added, one for one; and words beside a figure, such as `12 June` and `12.4 million`. */
function figuresIn(pieces: readonly Piece[], paragraph: number | null): ChangedFigure[] {
  const found: ChangedFigure[] = []
  pieces.forEach((piece, at) => {
    const next = pieces[at + 1]
    if (piece.kind !== 'removed' || next?.kind !== 'added') return
    const say = (from: string, to: string) => {
      if (from !== to) found.push({ from, to, paragraph, context: contextOf(pieces, at) })
    }
    const [old, fresh] = [figuresOf(piece.text), figuresOf(next.text)]
    const pairs = Math.min(old.length, fresh.length)
    const [lead, unit] = unitsBeside(pieces, at)
    for (let nth = 0; nth < pairs; nth++) {
      const whole = (figure: string) => `${nth === 0 ? lead : ''}${figure}${nth === pairs - 1 ? unit : ''}`
      say(whole(old[nth] ?? ''), whole(fresh[nth] ?? ''))
    }
    if (
      old.length + fresh.length > 0 ||
      wordsOf(piece.text).length > MAX_BESIDE ||
      wordsOf(next.text).length > MAX_BESIDE
    )
      return
    const before = wordsOf(pieces[at - 1]?.text ?? '').at(-1) ?? ''
    const after = wordsOf(pieces[at + 2]?.text ?? '')[0] ?? ''
    if (isFigure(before)) say(`${before} ${piece.text.trim()}`, `${before} ${next.text.trim()}`)
    else if (isFigure(after)) say(`${piece.text.trim()} ${after}`, `${next.text.trim()} ${after}`)
  })
  return found
}

/** What belongs to figures that change: `€ ` before them, ` million` behind them. */
function unitsBeside(pieces: readonly Piece[], at: number): [lead: string, unit: string] {
  const before = wordsOf(pieces[at - 1]?.text ?? '').at(-1) ?? ''
  const after = wordsOf(pieces[at + 2]?.text ?? '').slice(0, 2)
  const begins = [pieces[at], pieces[at + 1]].every((piece) => isFigure(wordsOf(piece?.text ?? '')[0] ?? ''))
  const ends = [pieces[at], pieces[at + 1]].every((piece) => isFigure(wordsOf(piece?.text ?? '').at(-1) ?? ''))
  const units = after.filter((word, nth) => UNIT.test(word) && (nth === 0 || UNIT.test(after[0] ?? '')))
  return [begins && CURRENCY.test(before) ? `${before} ` : '', ends ? units.map((word) => ` ${word}`).join('') : '']
}

function isFigure(word: string): boolean {
  return /\p{N}/u.test(word)
}

function figuresOf(text: string): string[] {
  return wordsOf(text).filter(isFigure)
}

function contextOf(pieces: readonly Piece[], at: number): string {
  const after = pieces.slice(at + 1).filter(({ kind }) => kind !== 'removed')
  const before = pieces.slice(0, at).filter(({ kind }) => kind !== 'removed')
  const lead = joined(before)
    .split(' ')
    .slice(-CONTEXT_WORDS - 1)
  const [, ...rest] = after
  const tail = joined(rest)
    .split(' ')
    .slice(0, CONTEXT_WORDS + 1)
  return `${lead.join(' ')}${after[0]?.text ?? ''}${tail.join(' ')}`.replace(/\s+/g, ' ').trim().slice(0, 200)
}

function joined(pieces: readonly Piece[]): string {
  return pieces.map(({ text }) => text).join('')
}
