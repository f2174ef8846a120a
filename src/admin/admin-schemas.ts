import { z } from 'zod'

/** The engine room's half of the HTTP API, for admins. Times are RFC 3339 in UTC. The web app imports the types only. */

/** No control characters: these go into commands to the mail server. */
const PRINTABLE = /^\P{Cc}+$/u

/** Minutes between two test messages that we put into the mailbox ourselves; null: none. */
const CanaryMinutes = z.int().min(1).max(1440).nullable()

export const MailboxSettings = z
  .object({
    name: z.string().trim().min(1).max(100),
    host: z.string().trim().min(1).max(253),
    port: z.int().min(1).max(65535).default(993),
    /** `none` sends the password in clear: for a server on the same machine only. */
    security: z.enum(['tls', 'starttls', 'none']).default('tls'),
    username: z.string().min(1).max(320).regex(PRINTABLE),
    password: z.string().min(1).max(1000),
    folder: z.string().min(1).max(500).regex(PRINTABLE).default('INBOX'),
    /** YYYY-MM-DD: collect only what was received since; null: everything. */
    since: z.iso.date().nullable().default(null),
    afterFiling: z.enum(['keyword', 'move', 'nothing']).default('keyword'),
    moveTo: z.string().min(1).max(500).regex(PRINTABLE).nullable().default(null),
    /** Collect only what arrives after the mailbox is added; `since` is then null. */
    fromNow: z.boolean().default(false),
    /** A Junk folder of the same account, whose messages are listed and not filed unasked; null: none. */
    junkFolder: z.string().min(1).max(500).regex(PRINTABLE).nullable().default(null),
    canaryMinutes: CanaryMinutes.default(null),
  })
  .refine(({ fromNow, since }) => !fromNow || since === null, {
    path: ['since'],
    error: 'must be absent where fromNow is set',
  })
  .refine(({ folder, junkFolder }) => folder !== junkFolder, {
    path: ['junkFolder'],
    error: 'must be another folder than the one that is read',
  })

/** A change of a mailbox; what is absent stays. */
export const MailboxChange = z
  .object({
    password: z.string().min(1).max(1000).optional(),
    canaryMinutes: CanaryMinutes.optional(),
    /** YYYY-MM-DD: collect what was received since then too; null: everything. A later day than the one that holds changes nothing. */
    collectSince: z.iso.date().nullable().optional(),
  })
  .refine((change) => Object.values(change).some((value) => value !== undefined), { error: 'must hold a change' })

export const MailboxHealth = z.object({
  id: z.uuid(),
  kind: z.enum(['imap', 'import']),
  name: z.string(),
  /** Such as `desk@mail.example.org/INBOX`. */
  address: z.string(),
  paused: z.boolean(),
  /**
   * `late`: no successful sync for five minutes though not paused, or stored messages wait to be read for ten.
   * `dead`: no successful sync for half an hour, or a test message has not come back within five minutes.
   */
  health: z.enum(['new', 'good', 'late', 'dead', 'refused', 'paused']),
  /** One sentence in plain words for the state, with what to do next where something is wrong. */
  words: z.string(),
  lastSucceededAt: z.iso.datetime().nullable(),
  counts: z.object({
    received: z.int(),
    filed: z.int(),
    ignored: z.int(),
    duplicate: z.int(),
    quarantined: z.int(),
    gone: z.int(),
  }),
  /** UIDs whose download failed and is tried again. */
  retrying: z.int(),
  /** A Junk folder: its messages are listed, not filed unasked. */
  listOnly: z.boolean(),
  /** YYYY-MM-DD; null: everything, unless `fromNow`. */
  since: z.iso.date().nullable(),
  fromNow: z.boolean(),
  /** The last comparison of what the server lists with the ledger, in one sentence; null: none yet. */
  proof: z.object({ words: z.string(), listed: z.int(), accounted: z.int(), provenAt: z.iso.datetime() }).nullable(),
  canaryMinutes: CanaryMinutes,
  /** What the test messages tell; null: none was sent. */
  canaryWords: z.string().nullable(),
  /** When the newest message came in, test messages aside. */
  newestAt: z.iso.datetime().nullable(),
  /** Since when the oldest stored message waits to be read; null: none waits. */
  oldestWaitsSince: z.iso.datetime().nullable(),
  /** What happened to the mailbox as a whole, newest first. */
  events: z.array(z.object({ at: z.iso.datetime(), words: z.string() })),
})

/** One step of a mailbox test, in order: DNS, TLS, login, folder, capabilities. Steps after a failed one are absent. */
const MailboxTestStep = z.object({
  step: z.enum(['dns', 'connect', 'login', 'folder', 'capabilities']),
  passed: z.boolean(),
  /** What was found, or what went wrong and what to do. */
  words: z.string(),
})
export const MailboxTest = z.object({ passed: z.boolean(), steps: z.array(MailboxTestStep) })

export const QueueHealth = z.object({
  name: z.string(),
  backend: z.enum(['postgres', 'redis']),
  waiting: z.int(),
  running: z.int(),
  /** Waiting for another try after a fault. */
  retrying: z.int(),
  failed: z.int(),
  /** Messages settled in the last five minutes, per minute. */
  perMinute: z.number(),
  /** Age in seconds of the oldest message that is not settled; null: none. */
  oldestSeconds: z.number().nullable(),
  words: z.string(),
})

export const QuarantinedMessage = z.object({
  id: z.uuid(),
  mailboxName: z.string(),
  subject: z.string().nullable(),
  fromName: z.string().nullable(),
  fromAddress: z.string().nullable(),
  receivedAt: z.iso.datetime(),
  size: z.int(),
  reason: z.string(),
  /** The reason in plain words, with what a person can do. */
  words: z.string(),
  detail: z.string().nullable(),
  /** Where and how reading failed, such as `sanitise:took-too-long`: equal for messages with the same trouble. */
  fault: z.string().nullable(),
  /** Where the fault happened, such as `while making the HTML safe`. */
  faultWords: z.string().nullable(),
  /** Path of the message as it was received; null where it was never stored, or is stored no more. */
  sourceHref: z.string().nullable(),
  /** Whether the poller can be asked to fetch it from the mailbox. */
  fetchable: z.boolean(),
  /** When a person asked for it to be fetched from the mailbox; null: not asked, or answered. */
  fetchAskedAt: z.iso.datetime().nullable(),
})

/** Quarantined messages with the same reason and fault. */
const TroubleGroup = z.object({
  reason: z.string(),
  /** The reason in a few words. */
  words: z.string(),
  fault: z.string().nullable(),
  faultWords: z.string().nullable(),
  count: z.int(),
  /** How many of them have a source to be read again. */
  replayable: z.int(),
})

export const Quarantine = z.object({
  messages: z.array(QuarantinedMessage),
  next: z.string().nullable(),
  /** Of the whole quarantine, whatever is listed. */
  total: z.int(),
  groups: z.array(TroubleGroup),
})

/** A message that lies in a Junk folder. */
export const JunkMessage = z.object({
  id: z.uuid(),
  mailboxName: z.string(),
  subject: z.string().nullable(),
  fromName: z.string().nullable(),
  fromAddress: z.string().nullable(),
  receivedAt: z.iso.datetime(),
  size: z.int(),
  fetchAskedAt: z.iso.datetime().nullable(),
})
export const Junk = z.object({ messages: z.array(JunkMessage), next: z.string().nullable() })

/** What happened to a message, oldest first. */
export const Way = z.array(z.object({ at: z.iso.datetime(), what: z.string(), words: z.string() }))

export const PageQuery = z.object({
  before: z.string().optional().describe('Where the previous page ended: its `next`'),
  limit: z.coerce.number().int().min(1).max(200).default(50),
})
const Trouble = z.object({
  reason: z.string().min(1).max(100).optional(),
  fault: z.string().min(1).max(200).optional(),
})
export const QuarantineQuery = PageQuery.extend(Trouble.shape)
export const ReplayRequest = Trouble.refine(({ reason, fault }) => (reason ?? fault) !== undefined, {
  error: 'must name a reason or a fault',
})
export const Replayed = z.object({ replayed: z.int() })

export type MailboxSettings = z.infer<typeof MailboxSettings>
export type MailboxChange = z.infer<typeof MailboxChange>
export type MailboxHealth = z.infer<typeof MailboxHealth>
export type MailboxTest = z.infer<typeof MailboxTest>
export type QueueHealth = z.infer<typeof QueueHealth>
export type QuarantinedMessage = z.infer<typeof QuarantinedMessage>
export type Trouble = z.infer<typeof Trouble>
export type TroubleGroup = z.infer<typeof TroubleGroup>
export type JunkMessage = z.infer<typeof JunkMessage>
export type Junk = z.infer<typeof Junk>
export type Way = z.infer<typeof Way>
export type Quarantine = z.infer<typeof Quarantine>
