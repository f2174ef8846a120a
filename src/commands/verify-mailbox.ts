import { connect, openFolder } from '../mailbox/collect.ts'
import { findCursor } from '../mailbox/cursor.ts'
import { describeFault } from '../mailbox/fault.ts'
import { listUids } from '../mailbox/list-uids.ts'
import type { Mailbox, Proof } from '../mailbox/mailbox.table.ts'
import { passwordOf } from '../mailbox/mailbox.ts'
import { proofWords } from '../mailbox/proof-words.ts'
import { startOf } from '../mailbox/start.ts'
import { accountFor, countsOf } from '../message/accounting.ts'
import type { Invariant } from '../message/verify.ts'
import type { Parts } from '../parts.ts'

/** An invariant with how much was looked at; `unchecked` says why it could not be. */
export interface Check extends Invariant {
  checked?: number
  unchecked?: string
}

/** What a server lists of a mailbox at this moment, compared with the ledger. `missing` holds at most a hundred UIDs. */
export interface MailboxReport extends Proof {
  name: string
  folder: string
  uidValidity: number
  missing: number[]
  words: string
}

const SERVER_LIMIT_MS = 10 * 60_000
const AT_MOST = 100

/**
 * Compares what the server lists within the mailbox's start with the rows of this epoch. What is missing above the cursor is still to be
 * collected; below it, it is broken. There is no report where the server was not asked or did not answer.
 */
export async function verifyMailbox(
  parts: Parts,
  mailbox: Mailbox,
): Promise<{ check: Check; report: MailboxReport | undefined }> {
  const check: Check = {
    check: 'listed-has-row',
    words: `Each message that ${mailbox.name} lists has one row`,
    broken: [],
  }
  try {
    return await compare(parts, mailbox, check)
  } catch (error) {
    return { check: { ...check, unchecked: describeFault(error, mailbox.host).words }, report: undefined }
  }
}

async function compare(parts: Parts, mailbox: Mailbox, check: Check) {
  const password = passwordOf(mailbox, parts.secretKey)
  const client = await connect({ ...mailbox, password }, AbortSignal.timeout(SERVER_LIMIT_MS))
  try {
    // The cursor before the list: whatever is listed up to it had its row then.
    const cursor = await findCursor(parts.db, mailbox.id)
    if (!cursor) return { check: { ...check, unchecked: 'nothing is collected from it yet' }, report: undefined }
    const { uidValidity } = await openFolder(client, mailbox.folder)
    if (uidValidity !== cursor.uidValidity) {
      return {
        check: { ...check, unchecked: 'the mailbox was renumbered and is to be listed anew' },
        report: undefined,
      }
    }
    const spans = listUids(client, startOf(mailbox, cursor))
    const accounting = await accountFor(parts.db, { mailboxId: mailbox.id, uidValidity }, spans)
    const { name, folder } = mailbox
    const counts = countsOf(accounting)
    const missing = accounting.missing.toSorted((a, b) => a - b)
    const lost = missing.filter((uid) => uid <= cursor.lastUid)
    return {
      check: {
        ...check,
        checked: counts.listed,
        broken: lost.slice(0, AT_MOST).map((uid) => `uid ${uid} of ${name} has no row`),
      },
      report: { name, folder, uidValidity, ...counts, missing: missing.slice(0, AT_MOST), words: proofWords(counts) },
    }
  } finally {
    client.close()
  }
}
