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

const CorrectionKind = z.enum(['correction', 'update', 'recall'])
const EmbargoCertainty = z.enum(['none', 'certain', 'uncertain', 'conflict'])

/** A row of the desk list: the best copy of a story. */
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
  storyId: z.uuid(),
  /** How many articles tell this story, all states together. */
  storyCount: z.int(),
  /** Whether it is its story's best copy in its state: the one that the list shows. */
  leads: z.boolean(),
  /** It corrects, updates or recalls an earlier release, whether or not that was found. */
  correction: CorrectionKind.nullable(),
  /** A later release corrects, updates or recalls it. */
  correctedBy: CorrectionKind.nullable(),
  embargo: z.object({ certainty: EmbargoCertainty, instant: z.iso.datetime().nullable() }),
})

export const AttachmentSummary = z.object({
  id: z.uuid(),
  name: z.string(),
  type: z.string(),
  size: z.int(),
  disposition: z.enum(['inline', 'attachment']),
  /** What it is to a news desk: photo, graphic, logo, document, ... */
  role: z.string(),
  /** Its place among the attachments, from 1. */
  position: z.int(),
  /** The place of the attachment that it came in; null: it came by itself. */
  within: z.int().nullable(),
  /** Why it cannot be read or shown here, a sentence. */
  unread: z.string().nullable(),
  /** In pixels, of a picture. */
  width: z.int().nullable(),
  height: z.int().nullable(),
  caption: z.string().nullable(),
  credit: z.string().nullable(),
  copyright: z.string().nullable(),
  usageTerms: z.string().nullable(),
  city: z.string().nullable(),
  takenOn: z.string().nullable(),
  /** What the mail shows in its place. */
  alt: z.string().nullable(),
  /** Path to a small JPEG or PNG without any record of the original, to show in the page. */
  previewHref: z.string().nullable(),
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

/** Where in the message something was read: characters of that part's decoded text. */
const Evidence = z.object({
  part: z.enum(['subject', 'text', 'html', 'attachment']),
  start: z.int(),
  end: z.int(),
  /** Which attachment, from 1. */
  attachment: z.int().optional(),
})
const Reading = z.object({ value: z.string(), confidence: z.number(), evidence: Evidence.nullable() })
const Contact = z.object({
  name: z.string().nullable(),
  role: z.string().nullable(),
  organisation: z.string().nullable(),
  email: z.string().nullable(),
  /** E.164 where its country is known. */
  phone: z.string().nullable(),
  otherPhones: z.array(z.string()),
  confidence: z.number(),
  evidence: Evidence.nullable(),
})
const DiaryNote = z.object({
  summary: z.string(),
  starts: z.string(),
  ends: z.string().nullable(),
  zone: z.string().nullable(),
  allDay: z.boolean(),
  place: z.string().nullable(),
  description: z.string().nullable(),
  cancelled: z.boolean(),
  attachment: z.int().nullable(),
})

/** The parts of the release, as far as they were found. */
const ReleaseParts = z.object({
  headline: Reading,
  standfirst: Reading.nullable(),
  organisation: Reading.nullable(),
  dateline: z
    .object({
      place: z.string().nullable(),
      date: z.string().nullable(),
      confidence: z.number(),
      evidence: Evidence.nullable(),
    })
    .nullable(),
  quotes: z.array(
    z.object({
      words: z.string(),
      speaker: z.string().nullable(),
      title: z.string().nullable(),
      evidence: Evidence.nullable(),
    }),
  ),
  boilerplate: z.array(z.object({ heading: z.string().nullable(), text: z.string(), evidence: Evidence.nullable() })),
  notes: Reading.nullable(),
  contacts: z.array(Contact),
  marks: z.array(
    z.object({ kind: z.enum(['label', 'immediate', 'date', 'end']), words: z.string(), evidence: Evidence.nullable() }),
  ),
  embargo: z.object({
    certainty: EmbargoCertainty,
    instant: z.string().nullable(),
    zone: z.string().nullable(),
    words: z.string().nullable(),
    /** Why it is not certain, a sentence each. */
    reasons: z.array(z.string()),
    evidence: Evidence.nullable(),
    given: z.object({ receivedAt: z.string(), senderOffset: z.string().nullable(), deskZone: z.string() }),
  }),
  diary: z.array(DiaryNote),
  pressKits: z.array(
    z.object({
      href: z.string(),
      service: z.string(),
      expires: z.string().nullable(),
      expiresOn: z.string().nullable(),
    }),
  ),
  /** Lines that are in no part. */
  rest: z.string(),
  /** Which parts were read as editors taught. */
  learnt: z.array(z.string()),
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

export type Me = z.infer<typeof Me>
export type Welcome = z.infer<typeof Welcome>
export type ArticleSummary = z.infer<typeof ArticleSummary>
export type ArticleDetail = z.infer<typeof ArticleDetail>
export type AttachmentSummary = z.infer<typeof AttachmentSummary>
export type ArticleList = z.infer<typeof ArticleList>
export type ArticleChanges = z.infer<typeof ArticleChanges>
export type ArticleCounts = z.infer<typeof ArticleCounts>
export type HistoryEntry = z.infer<typeof HistoryEntry>

const ContactWords = z.object({
  name: z.string().max(200).nullable(),
  role: z.string().max(200).nullable(),
  organisation: z.string().max(200).nullable(),
  email: z.email().max(320).nullable(),
  phone: z.string().max(40).nullable(),
})

/** A part of a release as an editor says it is: its words as they stand in the release, from which the place is learnt. */
export const PartWords = z.object({
  words: z.string().trim().min(1).max(20_000),
  /** Needed for the part `contacts`, whose `words` are then the lines in which they stand. */
  contacts: z.array(ContactWords).max(20).optional(),
})

const LessonRule = z.union([
  z.object({ by: z.literal('subject') }),
  z.object({ by: z.literal('line'), line: z.int() }),
  z.object({ by: z.literal('after'), heading: z.string() }),
  z.object({ by: z.literal('element'), element: z.string(), nth: z.int() }),
  z.object({ by: z.literal('words'), words: z.string() }),
])

/** `learnt` is where the part will be looked for in this sender's next release; null: the words stand nowhere in this one. */
export const PartCorrected = z.object({ learnt: LessonRule.nullable() })

/** What editors taught about one sender's releases. */
export const LessonList = z.array(
  z.object({
    id: z.uuid(),
    part: z.string(),
    rule: LessonRule,
    /** The release in which it was taught, where that is still there. */
    articleId: z.uuid().nullable(),
    taughtBy: z.string().nullable(),
    taughtAt: z.iso.datetime(),
  }),
)

export type LessonList = z.infer<typeof LessonList>
