import type { ArticleStatus, CorrectionKind } from '../api.ts'

/** What the sender did to an earlier release, in the forms that a desk needs. */
export const VERSION_WORDS: Readonly<
  Record<CorrectionKind, { noun: string; verb: string; past: string; infinitive: string }>
> = {
  correction: { noun: 'Correction', verb: 'Corrects', past: 'Corrected', infinitive: 'correct' },
  update: { noun: 'Update', verb: 'Updates', past: 'Updated', infinitive: 'update' },
  recall: { noun: 'Recall', verb: 'Recalls', past: 'Recalled', infinitive: 'recall' },
}

/** What has become of an article, in the middle of a sentence. */
export const STANDING: Readonly<Record<ArticleStatus, string>> = {
  draft: 'not decided on yet',
  taken: 'taken',
  held: 'held',
  accepted: 'accepted',
  spiked: 'spiked',
}
