import type { Generated, JSONColumnType, Selectable } from 'kysely'
import type { AttachmentRole, Draft, Embargo, Origin, Picture } from '../pipeline/draft.ts'

export const ARTICLE_STATUSES = ['draft', 'taken', 'held', 'accepted', 'spiked'] as const
export type ArticleStatus = (typeof ARTICLE_STATUSES)[number]

/** What the pipeline read besides what has columns of its own: where the headline stands, links, what was removed, who forwarded it. */
export type ArticleEvidence = Omit<Draft, 'body' | 'text' | 'attachments' | 'language'> & Pick<Origin, 'forwardedBy'>

export interface ArticleTable {
  id: string
  messageId: string
  status: Generated<ArticleStatus>
  takenBy: string | null
  headline: string
  bodyHtml: string
  bodyText: string
  language: string | null
  fromAddress: string | null
  fromName: string | null
  subject: string | null
  storyId: string
  standfirst: string | null
  organisation: string | null
  embargoAt: Date | null
  embargoCertainty: Generated<Embargo['certainty']>
  corrects: string | null
  correctionKind: 'correction' | 'update' | 'recall' | null
  /** MinHash bands (see `pipeline/signature.ts`): near-duplicates share some. */
  bands: Generated<string[]>
  /** Message-IDs that it answers, and its Outlook conversation. */
  thread: Generated<string[]>
  /** The sender's registered domain; null where its addresses are anybody's. */
  senderHouse: string | null
  /** How near the sender is to whose news it is (see `standing.ts`): the lower, the nearer. */
  senderStanding: Generated<number>
  /** Characters. */
  bodyLength: Generated<number>
  photoCount: Generated<number>
  receivedAt: Date
  filedAt: Generated<Date>
  changedAt: Generated<Date>
  attachmentCount: number
  draft: JSONColumnType<ArticleEvidence>
  version: Generated<number>
}

export interface StoryTable {
  id: string
  begunAt: Generated<Date>
  mergedInto: string | null
}

export interface AttachmentTable {
  id: string
  articleId: string
  position: number
  name: string
  type: string
  declaredType: string
  size: number
  /** Null: over the limit for one attachment, so it is not kept apart from the message. */
  sha256: string | null
  disposition: 'inline' | 'attachment'
  role: AttachmentRole
  contentId: string | null
  within: number | null
  unread: string | null
  /** Null: no picture. */
  picture: JSONColumnType<Picture> | null
  previewSha256: string | null
}

export interface HistoryTable {
  id: Generated<number>
  articleId: string | null
  messageId: string | null
  mailboxId: string | null
  action: string
  actorId: string | null
  actorName: string | null
  detail: JSONColumnType<Record<string, unknown>>
  happenedAt: Generated<Date>
}

export type Attachment = Selectable<AttachmentTable>
