/** Whether anything can come to the desk, as JSON. The web app imports the types only. */
import { z } from 'zod'

export const Intake = z.object({
  /**
   * `none`: no mailbox is collected; `paused`: all are; `unreachable`: none could be signed in to yet; `reading`: the first messages of a
   * mailbox are being read; `open`: whatever comes in appears.
   */
  state: z.enum(['none', 'paused', 'unreachable', 'reading', 'open']),
  /** Of the mailboxes whose first messages are being read: how many messages are read, of those found so far. */
  read: z.int(),
  found: z.int(),
})

export type Intake = z.infer<typeof Intake>
