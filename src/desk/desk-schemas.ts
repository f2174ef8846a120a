import { z } from 'zod'
import { Problem } from '../http/problem-schema.ts'

export { Problem }

/** The desk's half of the HTTP API, as JSON. Times are RFC 3339 in UTC. The web app imports the types only. */

const ArticleStatus = z.enum(['draft', 'taken', 'held', 'accepted', 'spiked'])

const Person = z.object({ id: z.string(), name: z.string() })

export const Me = z.object({ id: z.string(), name: z.string(), email: z.string(), role: z.enum(['editor', 'admin']) })

/** What signing in by a one-time link answers. */
export const Welcome = Me.extend({
  /** The very first admin, who has still to give name and address (`PUT /api/v1/me`) and should set a password. */
  needsProfile: z.boolean(),
  hasPassword: z.boolean(),
})
export const WelcomeRequest = z.object({ token: z.string().min(1).max(200) })
export const SignInRequest = z.object({
  email: z.string().trim().min(1).max(320),
  password: z.string().min(1).max(200),
})
/** The address can be changed while it is still the placeholder of the very first admin. */
export const Profile = z.object({
  name: z
    .string()
    .trim()
    .min(1)
    .max(100)
    .regex(/^\P{Cc}+$/u),
  email: z.email().max(320).optional(),
})
export const NewPassword = z.object({
  password: z.string().min(12, 'must have at least 12 characters').max(128),
  /** Needed where there is a password already. */
  currentPassword: z.string().max(128).optional(),
})

/** A row of the desk list. */
export const ArticleSummary = z.object({
  id: z.uuid(),
  status: ArticleStatus,
  takenBy: Person.nullable(),
  headline: z.string(),
  /** The first words of the copy, one line. */
  excerpt: z.string(),
  fromName: z.string().nullable(),
  fromAddress: z.string().nullable(),
  language: z.string().nullable(),
  receivedAt: z.iso.datetime(),
  attachmentCount: z.int(),
  version: z.int(),
})

export const AttachmentSummary = z.object({
  id: z.uuid(),
  name: z.string(),
  type: z.string(),
  size: z.int(),
  role: z.enum(['inline', 'attachment']),
  /** Path to download it from. */
  href: z.string(),
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

export const ArticleDetail = ArticleSummary.extend({
  subject: z.string().nullable(),
  /** Sanitised: safe to place in a document that forbids scripts and remote loads. */
  bodyHtml: z.string(),
  bodyText: z.string(),
  mailboxName: z.string(),
  /** In the order of receipt, at most 50. */
  copies: z.array(ReceivedCopy),
  /** How many there are in all. */
  copyCount: z.int(),
  attachments: z.array(AttachmentSummary),
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

export type Me = z.infer<typeof Me>
export type Welcome = z.infer<typeof Welcome>
export type ArticleSummary = z.infer<typeof ArticleSummary>
export type ArticleDetail = z.infer<typeof ArticleDetail>
export type AttachmentSummary = z.infer<typeof AttachmentSummary>
export type ArticleList = z.infer<typeof ArticleList>
export type ArticleCounts = z.infer<typeof ArticleCounts>
export type HistoryEntry = z.infer<typeof HistoryEntry>
