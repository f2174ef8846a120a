import type { Kysely, Transaction } from 'kysely'
import { noteCopies } from '../src/article/copies.ts'
import { fileDrafts } from '../src/article/file-draft.ts'
import { crashPoint } from '../src/crash-points.ts'
import type { Database } from '../src/database.ts'
import { settleCanaries } from '../src/mailbox/canary.ts'
import { ClaimLostError, findOriginal, giveBackStart, isFiledBefore, settleMessages } from '../src/message/message.ts'
import { isNamed } from '../src/pipeline/headline-named.ts'
import { likenessOf } from '../src/pipeline/same-story.ts'
import { giveUpOn, type IngestParts, type Result } from './give-up.ts'
import { isPassingInDatabase, pastCollisions } from './passing-fault.ts'

/** Writes all results in one transaction. Where that is refused, one by one: one message's trouble is not another's. */
export async function settle(parts: IngestParts, results: readonly Result[], lastTry: boolean): Promise<void> {
  const [only, ...others] = results
  if (only === undefined) return
  const [written] = await Promise.allSettled([pastCollisions(() => write(parts.db, results))])
  if (written.status === 'fulfilled') crashPoint('after-filing-commit')
  else if (others.length === 0) await settleOtherwise(parts, only, written.reason, lastTry)
  else throwFirst(await Promise.allSettled(results.map((result) => settle(parts, [result], lastTry))))
}

async function write(db: Kysely<Database>, found: readonly Result[]): Promise<void> {
  await db.transaction().execute(async (trx) => {
    const results = await ignoreCanaries(trx, found)
    await settleMessages(trx, results)
    await fileDrafts(
      trx,
      results.flatMap(({ filing }) => filing ?? []),
      { likenessOf, isNamed },
    )
    const duplicates = results.filter(({ verdict }) => verdict.status === 'duplicate')
    await noteCopies(
      trx,
      duplicates.map(({ claim }) => claim.id),
    )
    crashPoint('before-filing-commit')
  })
}

/** The results, save that test messages of our own are ignored, whatever they were read as. */
async function ignoreCanaries(trx: Transaction<Database>, results: readonly Result[]): Promise<readonly Result[]> {
  const arrived = results.map(({ claim, origin }) => ({ ...claim, headerMessageId: origin?.messageId ?? null }))
  const canaries = await settleCanaries(trx, arrived)
  if (canaries.size === 0) return results
  return results.map(({ claim, origin, ...rest }) => ({
    ...(canaries.has(claim.id) ? { verdict: { status: 'ignored', reason: 'canary' } as const } : rest),
    ...{ claim, origin },
  }))
}

/** The verdict that stands where the one found could not be written. */
async function settleOtherwise(parts: IngestParts, result: Result, error: unknown, lastTry: boolean): Promise<void> {
  if (error instanceof ClaimLostError) return giveBackStart(parts.db, result.claim)
  const { claim, origin, fingerprint = null, verdict } = result
  if (isFiledBefore(error)) {
    const original = await findOriginal(parts.db, { ...claim, fingerprint })
    if (original) {
      const duplicate = { status: 'duplicate', duplicateOf: original.id, reason: original.reason } as const
      return settle(parts, [{ claim, origin, fingerprint, verdict: duplicate }], lastTry)
    }
    // The only equal one is of another week: this one is filed beside it, and compared with none.
    if (fingerprint !== null) return settle(parts, [{ ...result, fingerprint: null }], lastTry)
  }
  const passing = isPassingInDatabase(error) || isFiledBefore(error)
  if (passing || verdict.status !== 'quarantined') {
    return settle(parts, [await giveUpOn(parts, claim, error, passing, lastTry)], lastTry)
  }
  // What the header says may be what the database refuses.
  if (origin === null) throw error
  await settle(parts, [{ ...result, origin: null }], lastTry)
}

/** Throws the first fault there is. */
export function throwFirst(ends: readonly PromiseSettledResult<void>[]): void {
  const failed = ends.find((end) => end.status === 'rejected')
  if (failed) throw failed.reason
}
