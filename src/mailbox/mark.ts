import { COMMAND_MS, type Connection, listThese, TRANSFER_MS, withDeadline } from './collect.ts'
import { unlessRefused } from './unless-refused.ts'

const KEYWORD = '$CopytasterFiled'

/** Whether the open folder takes our keyword (RFC 9051 §7.1, PERMANENTFLAGS); a server that does not say is asked by trying. */
export function markingAllowed(client: Connection): boolean {
  const { permanentFlags, readOnly } = client.mailbox || {}
  return !readOnly && (!permanentFlags || permanentFlags.has('\\*') || permanentFlags.has(KEYWORD))
}

/** Adds the keyword to messages. False: the server refuses keywords here. */
export async function addKeyword(client: Connection, uids: readonly number[]): Promise<boolean> {
  if (!markingAllowed(client)) return false
  const range = uids.join(',')
  return withDeadline(client, COMMAND_MS, 'mark', client.messageFlagsAdd(range, [KEYWORD], { uid: true, silent: true }))
}

/** Makes `folder` unless it is there. False: the server refuses. */
export async function ensureFolder(client: Connection, folder: string): Promise<boolean> {
  const folders = await withDeadline(client, COMMAND_MS, 'list folders', client.list())
  if (folders.some(({ path }) => path === folder)) return true
  return withDeadline(client, COMMAND_MS, 'make a folder', client.mailboxCreate(folder)).then(
    () => true,
    (error: unknown) => {
      if (!client.usable) throw error
      return false
    },
  )
}

/** A message as the ledger has it. `size` in octets. */
interface Known {
  uid: number
  size: number
  receivedAt: Date
}

/**
 * The UIDs of those that the server still has, and of those under whose UIDs it has another message now, by the time at which it says that
 * it received them; where it tells none, by their sizes, which not every server tells exactly. Undefined: it refuses to say.
 */
export async function tellReplaced(
  client: Connection,
  known: readonly Known[],
): Promise<{ same: number[]; replaced: number[] } | undefined> {
  const uids = known.map(({ uid }) => uid)
  const listed = await unlessRefused(client, listThese(client, uids))
  if (!listed) return undefined
  const knownAt = new Map(known.map((one) => [one.uid, one]))
  const [same, replaced]: [number[], number[]] = [[], []]
  for (const { uid, size, receivedAt } of listed) {
    const { size: knownSize, receivedAt: knownTime } = knownAt.get(uid) ?? {}
    const isSame = receivedAt ? receivedAt.getTime() === knownTime?.getTime() : size === knownSize
    ;(isSame ? same : replaced).push(uid)
  }
  return { same, replaced }
}

/**
 * Moves messages to a folder that is there. False: the server refuses, or knows neither MOVE nor UIDPLUS, without which other people's
 * deleted messages would be expunged too.
 */
export async function moveTo(client: Connection, uids: readonly number[], folder: string): Promise<boolean> {
  const { readOnly } = client.mailbox || {}
  const canMove = client.capabilities.has('MOVE') || client.capabilities.has('UIDPLUS')
  if (readOnly || !canMove) return false
  const moving = client.messageMove(uids.join(','), folder, { uid: true })
  const moved = await withDeadline(client, TRANSFER_MS, 'move', moving)
  return moved !== false && moved !== undefined
}

/** Whether single messages can be removed: without UIDPLUS other people's deleted messages would be expunged too. */
export function canRemove(client: Connection): boolean {
  const { readOnly, permanentFlags } = client.mailbox || {}
  return !readOnly && client.capabilities.has('UIDPLUS') && permanentFlags?.has('\\Deleted') !== false
}

/** Removes messages for good; only where `canRemove`. False: the server refuses. */
export async function removeThese(client: Connection, uids: readonly number[]): Promise<boolean> {
  if (!canRemove(client)) return false
  return withDeadline(client, COMMAND_MS, 'remove', client.messageDelete(uids.join(','), { uid: true }))
}

/** Puts a message into a folder, as one that was seen. False: the server refuses. Throws when the connection is lost. */
export async function appendSeen(client: Connection, folder: string, source: string): Promise<boolean> {
  return withDeadline(client, COMMAND_MS, 'take a message', client.append(folder, source, ['\\Seen'])).then(
    (appended) => appended !== false,
    (error: unknown) => {
      if (!client.usable) throw error
      return false
    },
  )
}
