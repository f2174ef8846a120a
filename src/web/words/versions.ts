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

/** What has become of an article, in the middle of a sentence. */
export const STANDING: Readonly<Record<ArticleStatus, string>> = {
  draft: 'not decided on yet',
  taken: 'taken',
  held: 'held',
  accepted: 'accepted',
  spiked: 'spiked',
}
