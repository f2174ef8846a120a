import assert from 'node:assert/strict'
import { findCursor } from '../../src/mailbox/cursor.ts'
import { findBrokenRows } from '../../src/message/verify.ts'
import { sha256, type World } from './world.ts'

/** After a sync that ran to its end: every message that the server has now is accounted for, as itself. */
export async function noteSeen(world: World): Promise<void> {
  if (world.disguised) return
  assert.deepEqual(await unaccountedBelow(world, Number.POSITIVE_INFINITY), [], 'the sync left these out')
  for (const { source } of world.imap.inbox.messages) world.owed.add(sha256(source))
}

/** What holds after every step, whatever it was. `replayed`: the step may take messages out of quarantine. */
export async function checkAlways(world: World, replayed: boolean): Promise<void> {
  const { parts, mailbox, imap, known } = world
  const broken = (await findBrokenRows(parts.db)).flatMap((check) =>
    check.broken.map((row) => `${check.check}: ${row}`),
  )
  assert.deepEqual(broken, [])
  const cursor = await findCursor(parts.db, mailbox.id)
  if (cursor?.uidValidity === imap.inbox.uidValidity && !world.rewound && !world.disguised) {
    assert.deepEqual(await unaccountedBelow(world, cursor.lastUid), [], `the cursor ${cursor.lastUid} is beyond these`)
  }
  const rows = await parts.db.selectFrom('message').select(['id', 'status', 'epoch', 'sha256']).execute()
  const now = new Map(rows.map((row) => [row.id, row]))
  for (const [id, before] of known) {
    const after = now.get(id)
    assert.ok(after, `message ${id} is gone from the ledger`)
    assert.ok(after.epoch >= before.epoch, `the epoch of ${id} fell from ${before.epoch} to ${after.epoch}`)
    // One without a source, which was gone or too large, may be found after all.
    const open = before.status === 'received' || before.sha256 === null
    const may = open || (before.status === 'quarantined' && replayed)
    assert.ok(may || after.status === before.status, `${id} was ${before.status} and is ${after.status}`)
  }
  for (const [id, { status, epoch, sha256 }] of now) known.set(id, { status, epoch, sha256 })
}

/** What holds once everything has come to rest: the promise. */
export async function checkAtRest(world: World): Promise<void> {
  const { db } = world.parts
  assert.deepEqual(await unaccountedBelow(world, Number.POSITIVE_INFINITY), [])
  assert.deepEqual(await db.selectFrom('failedUid').selectAll().execute(), [], 'downloads that are still to be tried')
  const rows = await db.selectFrom('message').select(['id', 'sha256', 'status', 'reason', 'duplicateOf']).execute()
  const waiting = rows.filter(({ status }) => status === 'received')
  assert.deepEqual(waiting, [], 'messages that nobody reads')
  for (const content of world.owed) {
    const itsRows = rows.filter((row) => row.sha256 === content)
    if (itsRows.length === 0 && world.troubled.has(content)) continue
    assert.ok(itsRows.length > 0, `content ${content} was listed and has no row`)
    const verdicts = itsRows.map(({ status }) => status)
    const settled = verdicts.every((status) => ['filed', 'duplicate', 'ignored'].includes(status))
    assert.ok(settled, `content ${content} ended as ${verdicts}`)
  }
  await checkFiledOnce(world)
}

/** Each release that must not be lost has one article, whatever number of ways it came by. */
async function checkFiledOnce(world: World): Promise<void> {
  const articles = await world.parts.db.selectFrom('article').select('subject').execute()
  const counts = new Map<string | null, number>()
  for (const { subject } of articles) counts.set(subject, (counts.get(subject) ?? 0) + 1)
  for (const { kind, number, source } of world.made) {
    const count = counts.get(`Bridge number ${number} opens`) ?? 0
    const owed = kind === 'release' && world.owed.has(sha256(source)) && !world.troubled.has(sha256(source))
    assert.ok(kind === 'reply' ? count === 0 : count <= 1, `${kind} ${number} has ${count} articles`)
    assert.ok(!owed || count === 1, `release ${number} has ${count} articles`)
  }
}

/**
 * Messages that the server has now, with a UID up to `last`, and that the ledger does not account for: there is no row of these octets at
 * this place (or without a place, where the UID was given before), it is not to be downloaded again, and no person is asked about it.
 */
async function unaccountedBelow({ parts, mailbox, imap, troubled }: World, last: number): Promise<string[]> {
  const { uidValidity, messages } = imap.inbox
  const ofMailbox = await parts.db.selectFrom('message').selectAll().where('mailboxId', '=', mailbox.id).execute()
  const failed = await parts.db.selectFrom('failedUid').selectAll().where('uidValidity', '=', uidValidity).execute()
  const wrong: string[] = []
  for (const { uid, source } of messages) {
    if (uid > last) continue
    const content = sha256(source)
    const here = ofMailbox.filter((row) => row.uid === uid && row.uidValidity === uidValidity)
    const itself = ofMailbox.some((row) => row.sha256 === content && (row.uid === null || here.includes(row)))
    const pending = failed.some((row) => row.uid === uid)
    const asked = troubled.has(content) && ofMailbox.some((row) => row.sha256 === null && row.status === 'quarantined')
    if (here.length !== 1 && !pending) wrong.push(`uid ${uid} of ${uidValidity} has ${here.length} rows`)
    else if (!itself && !pending && !asked) wrong.push(`uid ${uid} of ${uidValidity} has a row of other octets only`)
  }
  return wrong
}
