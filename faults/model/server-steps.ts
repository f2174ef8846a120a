import { findCursor } from '../../src/mailbox/cursor.ts'
import { type Made, makeMessage, pick, remakeMessage, sha256, type World } from './world.ts'

/** What happens on the server, by its own doing or by people who use the mailbox. */
export type ServerStep =
  | { do: 'deliver'; count: number; kind: Made['kind'] }
  | { do: 'deliver a copy'; of: number }
  | { do: 'deliver by another way'; of: number; way: number }
  | { do: 'expunge'; at: number }
  /** A new UIDVALIDITY. */
  | { do: 'renumber'; from: number }
  /** A UIDVALIDITY that was there before, now with other messages. */
  | { do: 'come back'; to: number; from: number }
  /** The last messages are gone and their UIDs are given again. */
  | { do: 'rewind'; by: number }
  /** RFC822.SIZE says something else; 60 MB is over the limit. */
  | { do: 'lie'; at: number; size: number }
  /** Each reading gives something else, or the connection dies in it. */
  | { do: 'garble'; at: number; how: 'differently' | 'not at all' }
  | { do: 'heal' }

const FIRST_ARRIVAL = Date.UTC(2026, 10, 1)

export async function takeServerStep(world: World, step: ServerStep): Promise<void> {
  const { imap, made } = world
  switch (step.do) {
    case 'deliver':
      for (let i = 0; i < step.count; i++) await deliver(world, () => makeMessage(world, step.kind).source)
      return
    case 'deliver a copy':
      return deliver(world, () => made[step.of % made.length]?.source)
    case 'deliver by another way': {
      const original = made[step.of % made.length]
      return deliver(world, () => original && remakeMessage(original, step.way))
    }
    case 'expunge':
      return expunge(world, step.at)
    case 'renumber':
      return revalidate(world, Math.max(...world.validities) + 1, step.from)
    case 'come back':
      return revalidate(world, world.validities[step.to % world.validities.length] as number, step.from)
    case 'rewind':
      return rewind(world, step.by)
    case 'lie':
    case 'garble':
      return misbehave(world, step)
    case 'heal':
      for (const what of [imap.faults.sizes, imap.faults.sends, imap.faults.cuts]) what.clear()
  }
}

let delivered = 0

/** No two arrive in the same second: it is all by which a message under a known UID can be told from the one before. */
async function deliver(world: World, source: () => Buffer | undefined): Promise<void> {
  const { imap, parts, mailbox } = world
  const octets = source()
  if (!octets) return
  const cursor = world.rewound ? await findCursor(parts.db, mailbox.id) : undefined
  // A UIDNEXT that went back and grows past the cursor before anybody has looked.
  if (cursor && imap.inbox.uidNext + 1 > cursor.lastUid) world.disguised = true
  imap.deliver(octets, { receivedAt: new Date(FIRST_ARRIVAL + ++delivered * 1_000) })
}

export function expunge(world: World, at: number): void {
  const { messages } = world.imap.inbox
  const message = pick(world, at)
  if (message) messages.splice(messages.indexOf(message), 1)
}

export async function revalidate(world: World, to: number, from: number): Promise<void> {
  const { imap, parts, mailbox } = world
  const cursor = await findCursor(parts.db, mailbox.id)
  if (to === imap.inbox.uidValidity) return
  imap.renumber('INBOX', from)
  imap.inbox.uidValidity = to
  world.validities.push(to)
  world.rewound = false
  world.disguised = to === cursor?.uidValidity
  await takeServerStep(world, { do: 'heal' })
  imap.cut()
}

async function rewind(world: World, by: number): Promise<void> {
  const { imap, parts, mailbox } = world
  const { inbox } = imap
  const uidNext = Math.max(1, inbox.uidNext - by)
  const cursor = await findCursor(parts.db, mailbox.id)
  // Only a rewind below the cursor is one to the poller; above it, UIDs are given again that it never saw.
  if (cursor?.uidValidity !== inbox.uidValidity || uidNext > cursor.lastUid) return
  inbox.messages = inbox.messages.filter(({ uid }) => uid < uidNext)
  inbox.uidNext = uidNext
  world.rewound = true
  imap.cut()
}

function misbehave(world: World, step: Extract<ServerStep, { do: 'lie' | 'garble' }>): void {
  const { faults } = world.imap
  const message = pick(world, step.at)
  if (!message) return
  world.troubled.add(sha256(message.source))
  if (step.do === 'lie') faults.sizes.set(message.uid, step.size)
  else if (step.how === 'not at all') faults.cuts.set(message.uid, 40)
  else {
    let readings = 0
    faults.sends.set(message.uid, (source) => source.subarray(0, source.length - 2 - (readings++ % 20)))
  }
}
