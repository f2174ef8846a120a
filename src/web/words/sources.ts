import type { ArticleDetail, Evidence } from '../api.ts'

/** Below this a part may be another one: the editor is told. */
const SURE = 0.7

export function isUnsure({ confidence }: { confidence: number }): boolean {
  return confidence < SURE
}

/** The name of the attachment in which a part was read; null: in the mail itself. */
export function fileOf(evidence: Evidence | null, { attachments }: Pick<ArticleDetail, 'attachments'>): string | null {
  if (evidence?.part !== 'attachment') return null
  return attachments.find(({ position }) => position === evidence.attachment)?.name ?? null
}

/** The attachment that carries the release: the one in which the first of its parts stands; null: the mail itself does. */
export function carrierOf(article: Pick<ArticleDetail, 'attachments' | 'parts'>): string | null {
  const { headline, standfirst, dateline, quotes, boilerplate, notes, contacts } = article.parts
  const found = [headline, standfirst, dateline, ...quotes, ...boilerplate, notes, ...contacts]
  for (const part of found) {
    const file = fileOf(part?.evidence ?? null, article)
    if (file !== null) return file
  }
  return null
}
