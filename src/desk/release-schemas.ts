/** What was read in a release, as JSON. Times are RFC 3339 in UTC. The web app imports the types only. */
import { z } from 'zod'

export const EmbargoCertainty = z.enum(['none', 'certain', 'uncertain', 'conflict'])

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

/** Where in the message something was read: characters of that part's decoded text. */
export const Evidence = z.object({
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
  /** The first is the one to call: `number` in E.164 where its country is known, `words` as people write it. */
  phones: z.array(z.object({ number: z.string(), words: z.string() })),
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
export const ReleaseParts = z.object({
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

export type AttachmentSummary = z.infer<typeof AttachmentSummary>
export type ReleaseParts = z.infer<typeof ReleaseParts>
