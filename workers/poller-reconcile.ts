import { ListingRefusedError, listTimes, listUids, uidFromEnd } from '../src/mailbox/list-uids.ts'
import type { Proof } from '../src/mailbox/mailbox.table.ts'
import { noteProof, noteState } from '../src/mailbox/mailbox.ts'
import { isWithin } from '../src/mailbox/start.ts'
import { unlessRefused } from '../src/mailbox/unless-refused.ts'
import { type Accounting, accountFor, countsOf, findReplaced } from '../src/message/accounting.ts'
import { hasDied, type Session } from './poller-session.ts'
import { collectMissing } from './poller-sync.ts'

/** Compares and heals, when it is due. False: there is more to do, and the folder should be opened anew before. */
export type Reconcile = (session: Session) => Promise<boolean>

interface Reconciling {
  /** Milliseconds between two comparisons of a mailbox in which nothing is missing. */
  every: number
  /** Milliseconds after which healing pauses, so that the folder is opened anew. */
  healFor: number
  /** Called between chunks: new mail goes first. */
  meanwhile: (session: Session) => Promise<void>
}

// Between two of these new mail is looked after.
const CHUNK = 200
const TELL_EVERY_MS = 2_000
// While messages wait to be read, the proof would soon be out of date.
const SOON_MS = 60_000
// Healing of so many is told as the mailbox's state.
const WORTH_TELLING = 200

/**
 * Proves, for one connection, that every message which the server lists is accounted for: compares the list with the ledger, collects what
 * is missing below the cursor, and keeps the proof with the mailbox. The first time at once, and again every so often.
 */
export function reconciler({ every, healFor, meanwhile }: Reconciling): Reconcile {
  let due = performance.now()
  let missedBefore = 0
  return async (session) => {
    if (performance.now() < due) return true
    const accounting = await compare(session).catch((error) => passOver(session, error))
    if (!accounting) {
      due = performance.now() + every
      return true
    }
    const gaps = gapsOf(session, accounting, await findReused(session))
    const complete = await heal(session, gaps, countsOf(accounting), healFor, meanwhile)
    // What healing did not better is looked at again when the next comparison is due, not at once and for ever.
    if (!complete || (gaps.length > 0 && gaps.length !== missedBefore)) {
      missedBefore = complete ? gaps.length : 0
      return false
    }
    missedBefore = 0
    const settling = accounting.received + accounting.retrying > 0
    due = performance.now() + (settling ? Math.min(SOON_MS, every) : every)
    return true
  }
}

async function compare({ parts, mailbox, client, cursor, start }: Session): Promise<Accounting> {
  const place = { mailboxId: mailbox.id, uidValidity: cursor.uidValidity }
  const accounting = await accountFor(parts.db, place, listUids(client, start))
  await noteProof(parts.db, mailbox, countsOf(accounting))
  return accounting
}

/** A server that does not answer the question is still collected from. */
function passOver({ parts, mailbox }: Session, error: unknown): undefined {
  if (!(error instanceof ListingRefusedError)) throw error
  parts.log.warn({ err: error, mailbox: mailbox.name }, 'the mailbox cannot be compared with the ledger')
}

// UIDs that were given twice are looked for among the last messages only.
const LAST = 200

/** UIDs under which the server has other messages now: UIDNEXT went back, and was beyond the cursor again before we looked. */
async function findReused(session: Session): Promise<number[]> {
  const { parts, mailbox, client, cursor, start, suspicion } = session
  if (suspicion.timesDied) return []
  try {
    const first = Math.max(await uidFromEnd(client, LAST), start.aboveUid + 1)
    const times = await unlessRefused(client, listTimes(client, first))
    if (!times) suspicion.timesDied = true
    const listed = (times ?? []).filter((one) => isWithin(start, one))
    return await findReplaced(parts.db, { mailboxId: mailbox.id, uidValidity: cursor.uidValidity }, listed)
  } catch (error) {
    if (hasDied(session, error)) suspicion.timesDied = true
    throw error
  }
}

/** What is missing above the cursor has just arrived, and is collected as new mail. */
function gapsOf({ cursor }: Session, { missing, returned }: Accounting, reused: readonly number[]): number[] {
  return [...missing, ...returned, ...reused].filter((uid) => uid <= cursor.lastUid).sort((a, b) => a - b)
}

/** Collects what is missing, oldest first, and tells how far it is. False: it paused before the end. */
async function heal(
  session: Session,
  gaps: readonly number[],
  found: Proof,
  healFor: number,
  meanwhile: (session: Session) => Promise<void>,
): Promise<boolean> {
  const until = performance.now() + healFor
  const { parts, mailbox, cursor } = session
  const place = { mailboxId: mailbox.id, uidValidity: cursor.uidValidity }
  if (gaps.length > 0)
    parts.log.warn({ mailbox: mailbox.name, messages: gaps.length }, 'collecting what the ledger misses')
  let proof = found
  let told = performance.now()
  for (let done = 0; done < gaps.length; done += CHUNK) {
    if (done > 0 && performance.now() > until) return false
    const chunk = gaps.slice(done, done + CHUNK)
    await collectMissing(session, chunk)
    proof = withHealed(proof, await accountFor(parts.db, place, [chunk]))
    if (performance.now() - told > TELL_EVERY_MS || done + CHUNK >= gaps.length) {
      await noteProof(parts.db, mailbox, proof)
      await tellProgress(session, gaps.length, done + chunk.length)
      told = performance.now()
    }
    await meanwhile(session)
  }
  return true
}

/** The proof after some of what was not accounted for has been collected. */
function withHealed(proof: Proof, healed: Accounting): Proof {
  const { listed: _, ...counts } = countsOf(healed)
  const sums = Object.entries(counts).map(([state, count]) => [state, proof[state as keyof Proof] + count])
  return { ...proof, ...Object.fromEntries(sums) }
}

async function tellProgress({ parts, mailbox }: Session, gaps: number, done: number): Promise<void> {
  if (gaps < WORTH_TELLING) return
  const [state, words] =
    done < gaps
      ? (['syncing', `Fetching older messages: ${done} of ${gaps} so far`] as const)
      : (['watching', 'Waiting for new messages'] as const)
  await noteState(parts.db, mailbox.id, state, words)
}
