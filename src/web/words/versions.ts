import type { ArticleDetail, ArticleStatus, ArticleSummary, CorrectionKind } from '../api.ts'

/** What the sender did to an earlier release, in the forms that a desk needs. */
export const VERSION_WORDS: Readonly<
  Record<CorrectionKind, { noun: string; verb: string; past: string; infinitive: string }>
> = {
  correction: { noun: 'Correction', verb: 'Corrects', past: 'Corrected', infinitive: 'correct' },
  update: { noun: 'Update', verb: 'Updates', past: 'Updated', infinitive: 'update' },
  recall: { noun: 'Recall', verb: 'Recalls', past: 'Recalled', infinitive: 'recall' },
}

/** Which version it is and why there are several: `Version 2: correction`, `Version 1: corrected`, `Recall`; empty where it is the only one. */
export function versionWords({
  correction,
  correctedBy,
  versionInStory,
}: Pick<ArticleSummary, 'correction' | 'correctedBy' | 'versionInStory'>): string {
  const kind = correctedBy ?? correction
  if (kind === null) return ''
  const words = correctedBy ? VERSION_WORDS[kind].past : VERSION_WORDS[kind].noun
  const isNumbered = kind !== 'recall' && (correctedBy !== null || versionInStory > 1)
  return isNumbered ? `Version ${versionInStory}: ${words.toLowerCase()}` : words
}

type Told = ArticleDetail['story']['articles'][number]

/** The releases of a story apart: versions of this one, the newest first, and those that are copies of it, or versions of copies. */
export function partStory(articles: readonly Told[], id: string): { versions: Told[]; copies: Told[] } {
  const chain = new Set([id])
  // One round finds a neighbour at least.
  for (let size = 0; size < chain.size; ) {
    size = chain.size
    for (const article of articles) {
      if (article.corrects === null) continue
      if (chain.has(article.corrects)) chain.add(article.id)
      else if (chain.has(article.id)) chain.add(article.corrects)
    }
  }
  const others = articles.filter((article) => article.id !== id)
  return {
    versions: others.filter((article) => chain.has(article.id)),
    copies: others.filter((article) => !chain.has(article.id)),
  }
}

/** A note that is longer is a whole letter: the rest of it stands with what else is in the message. */
const LONGEST_NOTE = 600
/** `Media line: 020 …` begins something else. */
const LABEL = /^\p{L}[\p{L} ]{0,30}:\s/u

/**
 * What the sender says of the correction: of the lines that are in no part of the release, those that begin with the words by which it was
 * known as one; else the words themselves. Null where these are a mere heading such as CORRECTION, which says nothing new.
 */
export function correctionNote(words: string | null, rest: string): string | null {
  if (words === null) return null
  const lines = rest.split('\n').map((line) => line.trim())
  const begin = lines.findIndex(
    (line) => line.toLowerCase().includes(words.toLowerCase()) && line.length > words.length + 1,
  )
  if (begin === -1) return words.includes(' ') ? words : null
  let note = lines[begin] ?? ''
  for (const line of lines.slice(begin + 1)) {
    if (line === '' || LABEL.test(line) || note.length + line.length > LONGEST_NOTE) break
    note += ` ${line}`
  }
  return note.length > LONGEST_NOTE ? `${note.slice(0, LONGEST_NOTE).toWellFormed()}…` : note
}

/** What has become of an article, in the middle of a sentence. */
export const STANDING: Readonly<Record<ArticleStatus, string>> = {
  draft: 'not decided on yet',
  taken: 'taken',
  held: 'held',
  accepted: 'accepted',
  spiked: 'spiked',
}
