import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net'
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

/** A TCP proxy in front of one server. Every verb may be called at any time; it knows no protocol. */
export interface TcpProxy {
  host: string
  port: number
  readonly counts: ProxyCounts
  /** The URL of the server, with the proxy in its place. */
  through(url: string): string
  /** Connections that are open now. */
  open(): number
  /** Resets every open connection; returns how many. */
  cut(): number
  /** Resets each of the next `connections` once `octets` have passed in a direction. */
  cutNext(connections: number, octets: number, direction?: Direction): void
  /** Resets a connection `beyond` octets after `pattern` has passed in a direction; `times` times in all. */
  cutWhen(pattern: string | Uint8Array, direction: Direction, options?: { beyond?: number; times?: number }): void
  /** Ends the stream to the client (FIN) of each of the next `connections` after that many octets. */
  truncate(octets: number, connections?: number): void
  /** Every piece arrives this much later; 0 ends it. */
  delay(ms: number): void
  /** Octets a second and direction of each connection; 0 ends it. */
  throttle(octetsPerSecond: number): void
  /** Open connections stay open and pass nothing, new ones are accepted in silence. What is held passes on after `restore`. */
  blackHole(): void
  /** Open connections stay open and never pass anything again, as if a router had forgotten them; new ones work. */
  forget(): void
  /** Listens no more, so that connecting is refused; open connections go on. */
  refuse(): void
  /** Undoes everything but what has happened. */
  restore(): Promise<void>
  close(): Promise<void>
}

interface Trap {
  direction: Direction
  /** Empty: at the start of a new connection. */
  pattern: Buffer
  beyond: number
  ending: 'cut' | 'truncate'
  times: number
}

/** One connection on both sides. */
interface Link {
  near: Socket
  far: Socket | undefined
  /** Pending while nothing passes; for ever for a forgotten one. */
  gate: Promise<void>
  /** Octets that may still pass in a direction before the end. */
  sprung: Partial<Record<Direction, { left: number; ending: Trap['ending'] }>>
  /** The last octets that passed, in which the start of a pattern may lie. */
  tail: Record<Direction, Buffer>
}

interface State {
  target: { host: string; port: number }
  links: Set<Link>
  traps: Trap[]
  counts: ProxyCounts
  delay: number
  rate: number
  gate: Promise<void>
  openGate: () => void
}

const HOST = '127.0.0.1'
const SLICES_A_SECOND = 20
const OPEN = Promise.resolve()

/** Starts a proxy on a free port of this machine. */
export async function startTcpProxy(target: { host: string; port: number }): Promise<TcpProxy> {
  const state: State = {
    target,
    links: new Set(),
    traps: [],
    counts: { accepted: 0, cut: 0, truncated: 0, swallowed: 0, octets: { 'to-server': 0, 'to-client': 0 } },
    delay: 0,
    rate: 0,
    gate: OPEN,
    openGate: () => {},
  }
  let server: Server | undefined = await listen(state, 0)
  const { port } = server.address() as AddressInfo
  const refuse = () => {
    server?.close()
    server = undefined
  }
  return {
    host: HOST,
    port,
    counts: state.counts,
    ...verbsOf(state),
    through(url) {
      const changed = new URL(url)
      changed.host = `${HOST}:${port}`
      return changed.href
    },
    open: () => state.links.size,
    refuse,
    async restore() {
      state.traps = []
      state.delay = 0
      state.rate = 0
      state.openGate()
      state.gate = OPEN
      server ??= await listen(state, port)
    },
    async close() {
      refuse()
      for (const link of state.links) drop(state, link, (socket) => socket.destroy())
    },
  }
}

function verbsOf(
  state: State,
): Pick<TcpProxy, 'cut' | 'cutNext' | 'cutWhen' | 'truncate' | 'delay' | 'throttle' | 'blackHole' | 'forget'> {
  const trap = (given: Omit<Trap, 'pattern'> & { pattern?: string | Uint8Array }) =>
    state.traps.push({ ...given, pattern: Buffer.from(given.pattern ?? '') })
  return {
    cut() {
      const links = [...state.links]
      for (const link of links) cutLink(state, link)
      return links.length
    },
    cutNext(times, beyond, direction = 'to-client') {
      trap({ direction, beyond, ending: 'cut', times })
    },
    cutWhen(pattern, direction, { beyond = 0, times = 1 } = {}) {
      if (pattern.length === 0) throw new RangeError('an empty pattern matches everywhere; use cutNext')
      trap({ pattern, direction, beyond, ending: 'cut', times })
    },
    truncate(beyond, times = 1) {
      trap({ direction: 'to-client', beyond, ending: 'truncate', times })
    },
    delay(ms) {
      state.delay = ms
    },
    throttle(octetsPerSecond) {
      state.rate = octetsPerSecond
    },
    blackHole() {
      const { promise, resolve } = Promise.withResolvers<void>()
      state.openGate()
      state.gate = promise
      state.openGate = resolve
      state.counts.swallowed += hold(state, promise)
    },
    forget() {
      state.counts.swallowed += hold(state, new Promise(() => {}))
    },
  }
}

function hold({ links }: State, gate: Promise<void>): number {
  for (const link of links) link.gate = gate
  return links.size
}

async function listen(state: State, port: number): Promise<Server> {
  const server = createServer({ allowHalfOpen: true }, (near) => void accept(state, near))
  server.listen(port, HOST)
  await once(server, 'listening')
  return server
}

async function accept(state: State, near: Socket): Promise<void> {
  near.on('error', () => {}) // Dealt with where its octets are read.
  const tail = { 'to-server': Buffer.alloc(0), 'to-client': Buffer.alloc(0) }
  const link: Link = { near, far: undefined, gate: state.gate, sprung: {}, tail }
  state.links.add(link)
  state.counts.accepted++
  if (state.gate !== OPEN) state.counts.swallowed++
  for (const trap of state.traps) if (trap.pattern.length === 0) spring(link, trap)
  if (isOver(state, link, 'to-client') || isOver(state, link, 'to-server')) return
  await link.gate
  if (near.destroyed) return void state.links.delete(link)
  const far = connect({ ...state.target, allowHalfOpen: true })
  far.on('error', () => {})
  link.far = far
  await Promise.all([pump(state, link, near, far, 'to-server'), pump(state, link, far, near, 'to-client')])
  state.links.delete(link)
}

/** Passes one direction on until it ends; how one side ends is how the other side sees it end. */
async function pump(state: State, link: Link, from: Socket, to: Socket, direction: Direction): Promise<void> {
  try {
    for await (const chunk of from as AsyncIterable<Buffer>) {
      await link.gate
      if (state.delay > 0) await sleep(state.delay)
      if (!(await pass(state, link, to, chunk, direction))) return
    }
    await link.gate
    if (!link.sprung[direction]) to.end()
  } catch {
    await link.gate
    to.resetAndDestroy()
  }
}

/** Whether more may follow. */
async function pass(state: State, link: Link, to: Socket, chunk: Buffer, direction: Direction): Promise<boolean> {
  let rest = chunk
  while (rest.length > 0) {
    const slice = state.rate > 0 ? rest.subarray(0, Math.max(1, Math.floor(state.rate / SLICES_A_SECOND))) : rest
    rest = rest.subarray(slice.length)
    if (state.rate > 0) await sleep((slice.length / state.rate) * 1000)
    await link.gate
    look(state, link, slice, direction)
    const { left = slice.length } = link.sprung[direction] ?? {}
    const passing = slice.subarray(0, left)
    if (!(await write(to, passing))) return false
    state.counts.octets[direction] += passing.length
    const sprung = link.sprung[direction]
    if (sprung) sprung.left -= passing.length
    if (isOver(state, link, direction)) return false
  }
  return true
}

/** Springs the first trap whose pattern ends in these octets. */
function look(state: State, link: Link, octets: Buffer, direction: Direction): void {
  if (link.sprung[direction]) return
  const before = link.tail[direction]
  const seen = Buffer.concat([before, octets])
  let keep = 0
  for (const trap of state.traps) {
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
function isOver(state: State, link: Link, direction: Direction): boolean {
  const sprung = link.sprung[direction]
  if (!sprung || sprung.left > 0) return false
  if (sprung.ending === 'cut') cutLink(state, link)
  else {
    state.counts.truncated++
    drop(state, link, (socket) => socket.end(() => socket.destroy()))
  }
  return true
}

function cutLink(state: State, link: Link): void {
  state.counts.cut++
  drop(state, link, (socket) => socket.resetAndDestroy())
}

function drop(state: State, link: Link, end: (socket: Socket) => void): void {
  state.links.delete(link)
  end(link.near)
  if (link.far) end(link.far)
}

/** Resolves when the octets are with the system, or to false when the socket is gone. */
function write(to: Socket, octets: Buffer): Promise<boolean> {
  if (to.destroyed) return Promise.resolve(false)
  return new Promise((resolve) => to.write(octets, (error) => resolve(!error)))
}
