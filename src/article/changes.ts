/** What one version of a release says otherwise than another: words and figures, paragraph by paragraph. */
import { type ArrayChange, diffArrays } from 'diff'
import { type ChangedFigure, figuresIn } from './changed-figures.ts'
import { compareWords, type Piece, wordsOf } from './pieces.ts'

interface ChangedParagraph {
  kind: 'same' | 'changed' | 'removed' | 'added'
  pieces: Piece[]
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
/** Paragraphs that share less of their words are two. */
const MIN_ALIKE = 0.3
/** A paragraph that was moved further than that was written anew. */
const MAX_LOOKED_AHEAD = 12
const MAX_FIGURES = 50

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

function numbered(paragraphs: readonly ChangedParagraph[]): { pieces: readonly Piece[]; at: number }[] {
  let at = -1
  return paragraphs.map(({ kind, pieces }) => {
    if (kind !== 'removed') at++
    return { pieces: kind === 'changed' ? pieces : [], at }
  })
}
