import { z } from 'zod'

/** The engine room's half of the HTTP API, for admins. Times are RFC 3339 in UTC. The web app imports the types only. */

/** No control characters: these go into commands to the mail server. */
const PRINTABLE = /^\P{Cc}+$/u

export const MailboxSettings = z.object({
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
})

export const MailboxHealth = z.object({
  id: z.uuid(),
  kind: z.enum(['imap', 'import']),
  name: z.string(),
  /** Such as `desk@mail.example.org/INBOX`. */
  address: z.string(),
  paused: z.boolean(),
  /** `late`: no successful sync for five minutes though not paused. */
  health: z.enum(['new', 'good', 'late', 'refused', 'paused']),
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
  /** Path of the message as it was received; null where it was never stored. */
  sourceHref: z.string().nullable(),
})
export const Quarantine = z.object({
  messages: z.array(QuarantinedMessage),
  next: z.string().nullable(),
  total: z.int(),
})

export const QuarantineQuery = z.object({
  before: z.string().optional().describe('Where the previous page ended: its `next`'),
  limit: z.coerce.number().int().min(1).max(200).default(50),
})
export const ReplayRequest = z.object({ reason: z.string().min(1).max(100) })
export const Replayed = z.object({ replayed: z.int() })

export type MailboxSettings = z.infer<typeof MailboxSettings>
export type MailboxHealth = z.infer<typeof MailboxHealth>
export type MailboxTest = z.infer<typeof MailboxTest>
export type QueueHealth = z.infer<typeof QueueHealth>
export type QuarantinedMessage = z.infer<typeof QuarantinedMessage>
export type Quarantine = z.infer<typeof Quarantine>
