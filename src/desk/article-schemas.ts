/** Articles, their stories, versions and history, as JSON. Times are RFC 3339 in UTC. The web app imports the types only. */
import { z } from 'zod'
import { Problem } from '../http/problem-schema.ts'
import { AttachmentSummary, EmbargoCertainty, Evidence, ReleaseParts } from './release-schemas.ts'

const ArticleStatus = z.enum(['draft', 'taken', 'held', 'accepted', 'spiked'])

const Person = z.object({ id: z.string(), name: z.string() })

const CorrectionKind = z.enum(['correction', 'update', 'recall'])

/** A row of the desk list: the best copy of a story. */
export const ArticleSummary = z.object({
  id: z.uuid(),
  status: ArticleStatus,
  takenBy: Person.nullable(),
  headline: z.string(),
  /** The first words of the copy behind its dateline, one line. */
  excerpt: z.string(),
  fromName: z.string().nullable(),
  fromAddress: z.string().nullable(),
  language: z.string().nullable(),
  receivedAt: z.iso.datetime(),
  attachmentCount: z.int(),
  version: z.int(),
  storyId: z.uuid(),
  /** In how many copies the story came in, from whomever and at whichever address; versions that were replaced are not counted. */
  copiesInStory: z.int(),
  /** Which version of its release it is, from 1. */
  versionInStory: z.int(),
  /** Whether it is its story's best copy in its state: the one that the list shows. */
  leads: z.boolean(),
  /** It corrects, updates or recalls an earlier release, whether or not that was found. */
  correction: CorrectionKind.nullable(),
  /** A later release corrects, updates or recalls it. */
  correctedBy: CorrectionKind.nullable(),
  embargo: z.object({ certainty: EmbargoCertainty, instant: z.iso.datetime().nullable() }),
})

/** One way in which a release came in: the message it was filed from, or a copy of that. */
const ReceivedCopy = z.object({
  /** To which addresses it was delivered, or sent where the message does not tell of its delivery. */
  recipients: z.array(z.string()),
  mailboxName: z.string(),
  receivedAt: z.iso.datetime(),
  fromAddress: z.string().nullable(),
  /** The Message-ID field, without angle brackets. */
  messageId: z.string().nullable(),
  /** How it was found to be a copy; null: this is the message that was filed. */
  reason: z.enum(['same-octets', 'same-text']).nullable(),
})

const OtherVersion = z.object({
  id: z.uuid(),
  headline: z.string(),
  status: ArticleStatus,
  receivedAt: z.iso.datetime(),
  kind: CorrectionKind.nullable(),
})

const StoryArticle = z.object({
  id: z.uuid(),
  status: ArticleStatus,
  headline: z.string(),
  fromName: z.string().nullable(),
  fromAddress: z.string().nullable(),
  language: z.string().nullable(),
  receivedAt: z.iso.datetime(),
  /** Characters. */
  bodyLength: z.int(),
  photoCount: z.int(),
  corrects: z.uuid().nullable(),
  correction: CorrectionKind.nullable(),
  versionInStory: z.int(),
  /** The best copy of all. */
  best: z.boolean(),
})

/** Everything that tells the same story. */
const Story = z.object({
  id: z.uuid(),
  /** Newest first, at most 50, this one included. */
  articles: z.array(StoryArticle),
  /** What the others have and this one has not. */
  adds: z.array(
    z.object({
      articleId: z.uuid(),
      what: z.enum(['photos', 'later embargo', 'embargo', 'contacts', 'longer text', 'sender']),
      words: z.string(),
    }),
  ),
})

export const ArticleDetail = ArticleSummary.extend({
  subject: z.string().nullable(),
  /** The colleague who forwarded the release; the sender is whom it came from. */
  forwardedBy: z.object({ address: z.string(), name: z.string().nullable() }).nullable(),
  /** Sanitised: safe to place in a document that forbids scripts and remote loads. */
  bodyHtml: z.string(),
  bodyText: z.string(),
  mailboxName: z.string(),
  /** In the order of receipt, at most 50. */
  copies: z.array(ReceivedCopy),
  /** How many there are in all. */
  copyCount: z.int(),
  attachments: z.array(AttachmentSummary),
  parts: ReleaseParts,
  /** What it says of itself where it is a correction, an update or a recall; `of` is the Message-ID that it answers. */
  correctionWords: z
    .object({ of: z.string().nullable(), words: z.string().nullable(), evidence: Evidence.nullable() })
    .nullable(),
  /** The version before this one. Null in a correction: none was found. */
  corrects: OtherVersion.nullable(),
  /** The version after this one. */
  correctedIn: OtherVersion.nullable(),
  story: Story,
  links: z.array(z.string()),
  removed: z.array(z.object({ what: z.string(), detail: z.string() })),
  /** Whether the reader of this answer may undo the last change now. */
  undoable: z.boolean(),
  /** Path to download the message as it was received. */
  sourceHref: z.string(),
})

export const ArticleList = z.object({
  articles: z.array(ArticleSummary),
  /** Pass as `before` to read on; null at the end. */
  next: z.string().nullable(),
})

export const ArticleListQuery = z.object({
  status: z
    .string()
    .optional()
    .describe('Comma-separated states to list; all when absent')
    .transform((list) => list?.split(','))
    .pipe(z.array(ArticleStatus).optional()),
  before: z.string().optional().describe('Where the previous page ended: its `next`'),
  limit: z.coerce.number().int().min(1).max(200).default(50),
})

const Piece = z.object({ kind: z.enum(['same', 'removed', 'added']), text: z.string() })

/** How one version of a release differs from another. */
export const ArticleChanges = z.object({
  before: z.object({ id: z.uuid(), headline: z.string(), receivedAt: z.iso.datetime() }),
  after: z.object({ id: z.uuid(), headline: z.string(), receivedAt: z.iso.datetime() }),
  headline: z.array(Piece),
  paragraphs: z.array(z.object({ kind: z.enum(['same', 'changed', 'removed', 'added']), pieces: z.array(Piece) })),
  figures: z.array(
    z.object({
      from: z.string(),
      to: z.string(),
      /** Of the later version, from 0; null: in the headline. */
      paragraph: z.int().nullable(),
      context: z.string(),
    }),
  ),
  /** Not all could be told word by word. */
  cut: z.boolean(),
})

export const ArticleCounts = z.record(ArticleStatus, z.int())

export const HistoryEntry = z.object({
  id: z.int(),
  action: z.string(),
  /** Null: Copytaster itself. */
  actor: z.string().nullable(),
  happenedAt: z.iso.datetime(),
  detail: z.record(z.string(), z.unknown()),
})

/** The answer 412: the article as it is now. */
export const ChangedProblem = Problem.extend({ article: ArticleDetail })

export type ArticleSummary = z.infer<typeof ArticleSummary>
export type ArticleDetail = z.infer<typeof ArticleDetail>
export type ArticleList = z.infer<typeof ArticleList>
export type ArticleChanges = z.infer<typeof ArticleChanges>
export type ArticleCounts = z.infer<typeof ArticleCounts>
export type HistoryEntry = z.infer<typeof HistoryEntry>
