/**
 * What the pipeline promises everyone else. A `Draft` has no id: an article has.
 * Parts that no stage reads yet are `null` or `[]`: absent, never a guess.
 */

/**
 * What became of a message: a verdict is a value and is never retried. `fingerprint` (see `fingerprint.ts`) is equal for copies that
 * differ only in transport; null: not to be compared.
 */
export type Outcome =
  | { kind: 'draft'; origin: Origin; draft: Draft; files: AttachedFile[]; fingerprint: string | null }
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
  | 'attachments'
  | 'headline'
  | 'language'
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
  /** To which addresses it was delivered, else to which it was sent: lowercase, each once, at most ten. */
  recipients: string[]
}

export interface Address {
  address: string
  name: string | null
}

/** Where in the message a part was read: `start` and `end` are character offsets into that part's decoded text. */
export interface Evidence {
  part: 'subject' | 'text' | 'html'
  start: number
  end: number
}

/** One part of the release with how sure we are (0 to 1) and where it stands; `evidence` is null where it was inferred. */
export interface Reading {
  value: string
  confidence: number
  evidence: Evidence | null
}

export interface Draft {
  headline: Reading
  /** BCP 47 tag, or null when the copy is too short to tell. */
  language: string | null
  /** The copy for publication: the same words as plain text and as clean HTML. */
  body: { text: string; html: string }
  attachments: Attachment[]
  /** Absolute http(s) and mailto URLs of the clean copy, in order, each once. */
  links: string[]
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
  role: 'inline' | 'attachment'
  /** Without angle brackets. */
  contentId: string | null
  /** Set where the bytes were over the limit: the entry stands, but there is no `AttachedFile` with its hash. */
  omitted?: 'too-large'
}

/** An attachment's bytes, in the order of `draft.attachments` less those that were `omitted`. */
export interface AttachedFile {
  sha256: string
  content: Uint8Array<ArrayBuffer>
}
