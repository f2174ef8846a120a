import { connect, type Socket } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'

/** Which way octets go, as the server behind the proxy sees it. */
export type Direction = 'to-server' | 'to-client'

/** What the proxy has done so far, for the table of the suite. */
export interface ProxyCounts {
  accepted: number
  /** Connections ended by RST. */
  cut: number
  /** Streams ended early by FIN. */
  truncated: number
  /** Connections that were held, or accepted into, a black hole. */
  swallowed: number
  octets: Record<Direction, number>
}

/** When a connection is to end. */
export interface Trap {
  direction: Direction
  /** Empty: at the start of a new connection. */
  pattern: Buffer
  beyond: number
  ending: 'cut' | 'truncate'
  times: number
}

/** One connection on both sides. */
export interface Link {
  near: Socket
  far: Socket | undefined
  /** Pending while nothing passes; for ever for a forgotten one. */
  gate: Promise<void>
  /** Octets that may still pass in a direction before the end. */
  sprung: Partial<Record<Direction, { left: number; ending: Trap['ending'] }>>
  /** The last octets that passed, in which the start of a pattern may lie. */
  tail: Record<Direction, Buffer>
}

/** What all connections of a proxy share. */
export interface Relay {
  target: { host: string; port: number }
  links: Set<Link>
  traps: Trap[]
  counts: ProxyCounts
  delay: number
  rate: number
  gate: Promise<void>
  openGate: () => void
}

/** Resolved: everything passes. */
export const OPEN = Promise.resolve()

const SLICES_A_SECOND = 20

/** Relays one connection until it ends. */
export async function accept(relay: Relay, near: Socket): Promise<void> {
  near.on('error', () => {}) // Dealt with where its octets are read.
  const tail = { 'to-server': Buffer.alloc(0), 'to-client': Buffer.alloc(0) }
  const link: Link = { near, far: undefined, gate: relay.gate, sprung: {}, tail }
  relay.links.add(link)
  relay.counts.accepted++
  if (relay.gate !== OPEN) relay.counts.swallowed++
  for (const trap of relay.traps) if (trap.pattern.length === 0) spring(link, trap)
  if (isOver(relay, link, 'to-client') || isOver(relay, link, 'to-server')) return
  await link.gate
  if (near.destroyed) return void relay.links.delete(link)
  const far = connect({ ...relay.target, allowHalfOpen: true })
  far.on('error', () => {})
  link.far = far
  await Promise.all([pump(relay, link, near, far, 'to-server'), pump(relay, link, far, near, 'to-client')])
  relay.links.delete(link)
}

/** Passes one direction on until it ends; how one side ends is how the other side sees it end. */
async function pump(relay: Relay, link: Link, from: Socket, to: Socket, direction: Direction): Promise<void> {
  try {
    for await (const chunk of from as AsyncIterable<Buffer>) {
      await link.gate
      if (relay.delay > 0) await sleep(relay.delay)
      if (!(await pass(relay, link, to, chunk, direction))) return
    }
    await link.gate
    if (!link.sprung[direction]) to.end()
  } catch {
    await link.gate
    to.resetAndDestroy()
  }
}

/** Whether more may follow. */
async function pass(relay: Relay, link: Link, to: Socket, chunk: Buffer, direction: Direction): Promise<boolean> {
  let rest = chunk
  while (rest.length > 0) {
    const slice = relay.rate > 0 ? rest.subarray(0, Math.max(1, Math.floor(relay.rate / SLICES_A_SECOND))) : rest
    rest = rest.subarray(slice.length)
    if (relay.rate > 0) await sleep((slice.length / relay.rate) * 1000)
    await link.gate
    look(relay, link, slice, direction)
    const { left = slice.length } = link.sprung[direction] ?? {}
    const passing = slice.subarray(0, left)
    if (!(await write(to, passing))) return false
    relay.counts.octets[direction] += passing.length
    const sprung = link.sprung[direction]
    if (sprung) sprung.left -= passing.length
    if (isOver(relay, link, direction)) return false
  }
  return true
}

/** Springs the first trap whose pattern ends in these octets. */
function look(relay: Relay, link: Link, octets: Buffer, direction: Direction): void {
  if (link.sprung[direction]) return
  const before = link.tail[direction]
  const seen = Buffer.concat([before, octets])
  let keep = 0
  for (const trap of relay.traps) {
    if (trap.direction !== direction || trap.pattern.length === 0 || trap.times === 0) continue
    const at = seen.indexOf(trap.pattern, Math.max(0, before.length - trap.pattern.length + 1))
    if (at >= 0) {
      spring(link, trap, at + trap.pattern.length - before.length)
      return
    }
    keep = Math.max(keep, trap.pattern.length - 1)
  }
  link.tail[direction] = keep > 0 ? seen.subarray(-keep) : Buffer.alloc(0)
}

function spring(link: Link, trap: Trap, upToHere = 0): void {
  if (trap.times === 0 || link.sprung[trap.direction]) return
  trap.times--
  link.sprung[trap.direction] = { left: upToHere + trap.beyond, ending: trap.ending }
}

/** Ends a connection all of whose octets have passed. */
function isOver(relay: Relay, link: Link, direction: Direction): boolean {
  const sprung = link.sprung[direction]
  if (!sprung || sprung.left > 0) return false
  if (sprung.ending === 'cut') cutLink(relay, link)
  else {
    relay.counts.truncated++
    drop(relay, link, (socket) => socket.end(() => socket.destroy()))
  }
  return true
}

/** Resets a connection on both sides. */
export function cutLink(relay: Relay, link: Link): void {
  relay.counts.cut++
  drop(relay, link, (socket) => socket.resetAndDestroy())
}

/** Ends a connection on both sides. */
export function drop(relay: Relay, link: Link, end: (socket: Socket) => void): void {
  relay.links.delete(link)
  end(link.near)
  if (link.far) end(link.far)
}

/** Resolves when the octets are with the system, or to false when the socket is gone. */
function write(to: Socket, octets: Buffer): Promise<boolean> {
  if (to.destroyed) return Promise.resolve(false)
  return new Promise((resolve) => to.write(octets, (error) => resolve(!error)))
}
