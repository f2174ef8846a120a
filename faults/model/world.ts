import { createHash } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { type BlobStore, openBlobStore } from '../../src/blobs.ts'
import { type DatabaseHandle, openDatabase } from '../../src/database.ts'
import { openLog } from '../../src/log.ts'
import type { Mailbox } from '../../src/mailbox/mailbox.table.ts'
import { upsertMailboxFromUrl } from '../../src/mailbox/mailbox.ts'
import type { ClaimedMessage } from '../../src/message/message.ts'
import { type IngestQueue, openIngestQueue, type QueuePlace } from '../../src/queues.ts'
import { type ScriptedImap, type ScriptedMessage, startScriptedImap } from '../../tests/support/scripted-imap.ts'
import type { PollerParts } from '../../workers/poller.ts'
import { noSuspicion, type Session, type Suspicion } from '../../workers/poller-session.ts'

/** What the steps of one run share: a server whose mailbox is an object, the product's own parts on real Postgres and disk, and what was seen so far. */
export interface World {
  parts: PollerParts
  mailbox: Mailbox
  imap: ScriptedImap
  /** Two processes that each believe to hold the mailbox, as when one lost the database for a while. */
  pollers: [Poller, Poller]
  /** Every message ever made, by its number; copies are made of these. */
  made: Made[]
  /** Contents that the server misbehaved about: they may end before a person. */
  troubled: Set<string>
  /** Contents that a whole sync has seen, and so must not be lost. */
  owed: Set<string>
  /** UIDNEXT went back and no sync has noticed it. */
  rewound: boolean
  /** UIDs mean other messages than the ledger knows, and UIDVALIDITY and UIDNEXT do not say so: only comparing shows it. */
  disguised: boolean
  /** What the server does in the middle of a command, until it is done. */
  doing: Promise<void>[]
  /** Every UIDVALIDITY that the server ever had. */
  validities: number[]
  /** What workers claimed that hang since. */
  stalled: ClaimedMessage[][]
  /** Status and epoch of each message when last looked at. */
  known: Map<string, { status: string; epoch: number; sha256: string | null }>
}

export interface Poller {
  session: Session | undefined
  ended: AbortController
  suspicion: Suspicion
}

export interface Made {
  kind: 'release' | 'reply'
  number: number
  source: Buffer
}

/** What outlives the runs: they empty the tables instead of making a database each. */
export interface Ground extends DatabaseHandle {
  blobs: BlobStore
  queue: IngestQueue
  close(): Promise<void>
}

const SECRET = 'a secret of more than thirty-two characters'

/** `url`: a migrated database that nobody else uses. The queue is in it unless another place is given. */
export async function openGround(url: string, place: QueuePlace = { backend: 'postgres', url }): Promise<Ground> {
  const database = openDatabase(url, () => {}, 8)
  const dir = await mkdtemp(join(tmpdir(), 'ledger-model-'))
  const queue = openIngestQueue(place, () => {})
  return {
    ...database,
    blobs: await openBlobStore(dir),
    queue,
    close: async () => {
      await queue.close()
      await database.db.destroy()
      await rm(dir, { recursive: true, force: true })
    },
  }
}

export async function openWorld({ db, pool, blobs, queue }: Ground): Promise<World & { close(): Promise<void> }> {
  await sql`truncate mailbox, cursor, failed_uid, canary, message, article, attachment, story, history cascade`.execute(
    db,
  )
  await emptyQueue(queue)
  const imap = await startScriptedImap()
  const mailbox = await upsertMailboxFromUrl(db, SECRET, imap.imapUrl())
  const world: World = {
    parts: { db, pool, blobs, queue, log: openLog('silent'), secretKey: SECRET },
    mailbox,
    imap,
    pollers: [newPoller(), newPoller()],
    made: [],
    troubled: new Set(),
    owed: new Set(),
    rewound: false,
    disguised: false,
    doing: [],
    validities: [imap.inbox.uidValidity],
    stalled: [],
    known: new Map(),
  }
  return {
    ...world,
    close: async () => {
      for (const { ended } of world.pollers) ended.abort()
      await imap.close()
    },
  }
}

export function newPoller(): Poller {
  return {
    session: undefined,
    ended: new AbortController(),
    suspicion: noSuspicion(),
  }
}

export async function emptyQueue(queue: IngestQueue): Promise<void> {
  await queue.obliterate({ force: true })
}

/** A message that was not there before. Numbers make them differ in words, so that no two are the same to a reader. */
export function makeMessage({ made }: World, kind: Made['kind']): Made {
  const number = made.length + 1
  const source = sourceOf(kind, number, `<${number}@organisation.example>`)
  made.push({ kind, number, source })
  return { kind, number, source }
}

/** The same release as it arrives by another way: other transport fields, other Message-ID, same words. */
export function remakeMessage({ kind, number }: Made, way: number): Buffer {
  return sourceOf(
    kind,
    number,
    `<${number}-${way}@list.example>`,
    `Received: from list-${way}.example by mx.example\r\n`,
  )
}

function sourceOf(kind: Made['kind'], number: number, messageId: string, transport = ''): Buffer {
  const auto = kind === 'reply' ? 'Auto-Submitted: auto-replied\r\n' : ''
  const head = `From: Press Office <press@organisation.example>\r\nSubject: Bridge number ${number} opens\r\nMessage-ID: ${messageId}\r\n`
  const body = `The council opened bridge number ${number} to traffic on Monday.\r\n`.repeat(1 + (number % 3))
  return Buffer.from(`${transport}${auto}${head}Date: Tue, 24 Nov 2026 09:00:00 +0000\r\n\r\n${body}`)
}

export function sha256(source: Uint8Array): string {
  return createHash('sha256').update(source).digest('hex')
}

/** The message at a place in the mailbox, counted round and round; undefined: it is empty. */
export function pick({ imap }: World, at: number): ScriptedMessage | undefined {
  const { messages } = imap.inbox
  return messages.length > 0 ? messages[at % messages.length] : undefined
}
