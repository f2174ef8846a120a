import type { Attachment } from '../article/article.table.ts'
import type { AttachmentSummary } from './release-schemas.ts'

/** An attachment as the reading pane shows it; `articleHref` is the path of its article. */
export function attachmentOf(attachment: Attachment, articleHref: string): AttachmentSummary {
  const { id, name, type, size, disposition, role, position, within, unread, picture, previewSha256 } = attachment
  const href = `${articleHref}/attachments/${id}`
  return {
    id,
    name,
    type,
    size,
    disposition,
    role,
    position: position + 1,
    within,
    unread,
    width: picture?.width ?? null,
    height: picture?.height ?? null,
    caption: picture?.caption ?? null,
    credit: picture?.credit ?? null,
    copyright: picture?.copyright ?? null,
    usageTerms: picture?.usageTerms ?? null,
    city: picture?.city ?? null,
    takenOn: picture?.takenOn ?? null,
    alt: picture?.alt ?? null,
    // A message read anew may have another: the address changes with it, so that the old one may be kept for ever.
    previewHref: previewSha256 && `${href}/preview?of=${previewSha256.slice(0, 16)}`,
    href,
  }
}
