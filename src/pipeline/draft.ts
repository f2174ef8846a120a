/**
 * What the pipeline promises everyone else. A `Draft` has no id: an article has.
 * Parts that no stage reads yet are `null` or `[]`: absent, never a guess.
 */

/**
 * What became of a message: a verdict is a value and is never retried. `fingerprint` (see `fingerprint.ts`) is equal for copies that
 * differ only in transport; null: not to be compared. `signature` (see `signature.ts`) finds releases that tell the same story.
 */
export type Outcome =
  | {
      kind: 'draft'
      origin: Origin
      draft: Draft
      files: AttachedFile[]
      fingerprint: string | null
      signature: Signature | null
    }
  | { kind: 'ignored'; origin: Origin; rule: IgnoreRule }
  | { kind: 'quarantined'; origin: Origin; reason: QuarantineReason; detail: string }

/** What is about to be done with a message; told to whoever wants to know where reading it failed. */
export type Stage =
  | 'parse'
  | 'structure'
  | 'screen'
  | 'forward'
  | 'sanitise'
  | 'copy'
  | 'documents'
  | 'language'
  | 'parts'
  | 'attachments'
  | 'embargo'
  | 'story'
  | 'fingerprint'

export type OnStage = (stage: Stage) => void

/** Why a message is deliberately not a draft; shown by name to admins. */
export type IgnoreRule = 'auto-reply' | 'bounce' | 'delivery-report' | 'read-receipt'

/** Why a message could not be read; each has a sentence in plain words in the engine room. */
export type QuarantineReason =
  | 'unreadable'
  | 'too-large'
  | 'too-many-parts'
  | 'headers-too-large'
  | 'too-many-addresses'
  | 'empty'

/** What the header says of the message: claims by its sender, not facts. Text is decoded; ids carry no angle brackets. */
export interface Origin {
  from: Address | null
  /** Further senders the header names beside `from`: with a second From field this may be forgery (RFC 5322 section 3.6.2). */
  alsoFrom?: Address[]
  /** Set when a colleague forwarded the release: the colleague; `from` is then the original sender. */
  forwardedBy: Address | null
  subject: string | null
  messageId: string | null
  /** What it has in common with the messages of its thread (see `reply-ids.ts`); absent: it answers none. */
  thread?: string[]
  /** To which addresses it was delivered, else to which it was sent: lowercase, each once, at most ten. */
  recipients: string[]
}

export interface Address {
  address: string
  name: string | null
}

/** What is not in the message and yet needed to read it. */
export interface Circumstances {
  /** The time of receipt, never the Date field. */
  receivedAt: Date
  /** The desk's time zone, such as `Europe/London`. */
  zone: string
  /** What editors taught about releases of this sender. */
  lessons: readonly Lesson[]
}

/** Where in the message a part was read: `start` and `end` are character offsets into that part's decoded text. */
export interface Evidence {
  part: 'subject' | 'text' | 'html' | 'attachment'
  start: number
  end: number
  /** Which attachment, from 1, in whose text (see `documents/`) the offsets count. */
  attachment?: number
}

/** One part of the release with how sure we are (0 to 1) and where it stands; `evidence` is null where it was inferred. */
export interface Reading {
  value: string
  confidence: number
  evidence: Evidence | null
}

/** The place and date that the lead begins with; at least one of both. */
export interface Dateline {
  place: string | null
  /** `YYYY-MM-DD`, only where the dateline states it. */
  date: string | null
  confidence: number
  evidence: Evidence | null
}

export interface Quote {
  /** What was said, without its quotation marks. */
  words: string
  speaker: string | null
  /** The speaker's post, as the release gives it. */
  title: string | null
  evidence: Evidence | null
}

/** What an organisation says of itself in each of its releases. */
export interface Boilerplate {
  heading: string | null
  text: string
  evidence: Evidence | null
}

/** A person or office that journalists may ask. */
export interface Contact {
  name: string | null
  role: string | null
  organisation: string | null
  email: string | null
  /** E.164, such as `+442079460000`; as written where its country is not known. */
  phone: string | null
  /** Further numbers, in the same form. */
  otherPhones: string[]
  confidence: number
  evidence: Evidence | null
}

/** Words by which a press office marks its paper: for immediate release, embargoed, end. */
export interface ReleaseMark {
  kind: 'label' | 'immediate' | 'date' | 'end'
  words: string
  evidence: Evidence | null
}

/** When the release may be used. Anything but `none` keeps it in the house; only a person makes `uncertain` and `conflict` certain. */
export interface Embargo {
  certainty: 'none' | 'certain' | 'uncertain' | 'conflict'
  /** RFC 3339 in UTC. Where the certainty is `uncertain`: the likeliest reading, or null. */
  instant: string | null
  /** The zone it was read in: IANA name or offset such as `+01:00`; null where none is stated. */
  zone: string | null
  /** The words it was read from; several where they disagree. */
  words: string | null
  /** Why it is not certain, a sentence each, for an editor. */
  reasons: string[]
  evidence: Evidence | null
  /** What the reading rests on besides the words. */
  given: { receivedAt: string; senderOffset: string | null; deskZone: string }
}

/** The release corrects, updates or recalls an earlier one. */
export interface Correction {
  kind: 'correction' | 'update' | 'recall'
  /** Message-ID of the earlier one as the message itself names it; null: found by sender and text, after filing. */
  of: string | null
  words: string | null
  evidence: Evidence | null
}

/** A page from which pictures and papers can be had; nothing here fetches it. */
export interface PressKit {
  href: string
  service: string
  /** What the release says of its end, as written. */
  expires: string | null
  /** `YYYY-MM-DD`, where that can be told. */
  expiresOn: string | null
}

/** An event that the release invites to. Times are RFC 3339; without an offset they are local to `zone`, or to nowhere known. */
export interface DiaryNote {
  summary: string
  starts: string
  ends: string | null
  zone: string | null
  allDay: boolean
  place: string | null
  description: string | null
  cancelled: boolean
  /** The attachment it stands in, from 1. */
  attachment: number | null
}

/** What an editor taught about one part of a sender's releases, applied to the next one (see `lessons.ts`). */
export interface Lesson {
  part: LessonPart
  /** Where the part stands in this sender's releases. */
  rule:
    | { by: 'subject' }
    /** The nth line of the copy, from 0. */
    | { by: 'line'; line: number }
    /** The line, or the lines, below a line that reads so. */
    | { by: 'after'; heading: string }
    /** The nth line of such an element (see `OutlineLine`), from 0. */
    | { by: 'element'; element: string; nth: number }
    /** The same words each time. */
    | { by: 'words'; words: string }
}

export type LessonPart = 'headline' | 'standfirst' | 'organisation' | 'boilerplate' | 'notes' | 'contacts'

/** A line of the copy, for telling where a part stands in it. */
export interface OutlineLine {
  /** Which line it is, from 0. */
  at: number
  /** Its first characters. */
  words: string
  /** `h1` to `h4`, `strong` (all of it is bold), `list`, `table`, `p`. */
  element: string
}

/** Numbers that are equal where two releases say much the same (see `signature.ts`): near-duplicates share some, strangers none. */
export interface Signature {
  /** Decimal, each a signed 64-bit number: what the search in Postgres goes by. */
  bands: string[]
}

export interface Draft {
  headline: Reading
  standfirst: Reading | null
  organisation: Reading | null
  /** BCP 47 tag, or null when the copy is too short to tell. */
  language: string | null
  dateline: Dateline | null
  /** The whole copy as plain text, from the letterhead to the contacts: what the parts were found in. Not kept: the source has it. */
  text: string
  /** The copy for publication, from the lead to what stands below it: the same words as plain text and as clean HTML. */
  body: { text: string; html: string }
  quotes: Quote[]
  boilerplate: Boilerplate[]
  notes: Reading | null
  contacts: Contact[]
  marks: ReleaseMark[]
  embargo: Embargo
  correction: Correction | null
  attachments: Attachment[]
  diary: DiaryNote[]
  /** Absolute http(s) and mailto URLs of the clean copy, in order, each once, without wrappers that only count clicks. */
  links: string[]
  pressKits: PressKit[]
  /** Lines of the copy that are in no part: nothing that was sent is out of sight. */
  rest: string
  /** Which lessons of this sender were applied. */
  learnt: LessonPart[]
  /** The first and the last lines of the copy. */
  outline: OutlineLine[]
  /** Everything the sanitiser took away that a person may want to know of. */
  removed: Removal[]
}

export interface Removal {
  what:
    | 'script'
    | 'tracking pixel'
    | 'remote image'
    | 'form'
    | 'frame'
    | 'event handler'
    | 'unsafe link'
    | 'style'
    | 'object'
    | 'hidden text'
    | 'markup'
    | 'signature'
    | 'quoted thread'
    | 'cover note'
    | 'list footer'
    | 'text over the limit'
  detail: string
}

export interface Attachment {
  /** Cleaned for display: no path, no control or direction characters, at most 200 characters. */
  name: string
  /** Media type found from the bytes, `application/octet-stream` if unknown. */
  type: string
  /** Media type that the message claims. */
  declaredType: string
  /** Bytes, decoded. */
  size: number
  /** Lowercase hex. */
  sha256: string
  disposition: 'inline' | 'attachment'
  /** What it is to a news desk. */
  role: AttachmentRole
  /** Without angle brackets. */
  contentId: string | null
  /** The attachment it came in, such as an archive, from 1; null: it is the message's own. */
  within: number | null
  /** Why its text cannot be read, a sentence for an editor; null: it was read, or has none. */
  unread: string | null
  /** Set for pictures. */
  picture: Picture | null
  /** Set where the bytes were over the limit: the entry stands, but there is no `AttachedFile` with its hash. */
  omitted?: 'too-large'
}

export type AttachmentRole =
  | 'photo'
  | 'logo'
  | 'signature'
  | 'icon'
  | 'spacer'
  | 'graphic'
  | 'document'
  | 'archive'
  | 'calendar'
  | 'contact card'
  | 'message'
  | 'audio'
  | 'video'
  | 'other'

/** What is known of a picture: from its EXIF, IPTC and XMP records, and from caption lines in the copy. */
export interface Picture {
  /** In pixels, as it is shown; null where it cannot be decoded. */
  width: number | null
  height: number | null
  caption: string | null
  /** Who is to be named beside it; the photographer where nobody else is. */
  credit: string | null
  /** Who took it. */
  byline: string | null
  copyright: string | null
  usageTerms: string | null
  city: string | null
  /** `YYYY-MM-DD`. */
  takenOn: string | null
  /** The `alt` with which the mail shows it. */
  alt: string | null
  /** A small JPEG or PNG without any record of the original, as an `AttachedFile` with this hash; null: none could be made. */
  preview: { sha256: string; type: string; width: number; height: number } | null
}

/** The bytes of an attachment or of a preview, found by their hash. */
export interface AttachedFile {
  sha256: string
  content: Uint8Array<ArrayBuffer>
}
