import { once } from 'node:events'
import { type AddressInfo, createServer, type Server } from 'node:net'
import { accept, cutLink, type Direction, drop, OPEN, type ProxyCounts, type Relay, type Trap } from './tcp-link.ts'

export type { Direction }

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

const HOST = '127.0.0.1'

/** Starts a proxy on a free port of this machine. */
export async function startTcpProxy(target: { host: string; port: number }): Promise<TcpProxy> {
  const relay: Relay = {
    target,
    links: new Set(),
    traps: [],
    counts: { accepted: 0, cut: 0, truncated: 0, swallowed: 0, octets: { 'to-server': 0, 'to-client': 0 } },
    delay: 0,
    rate: 0,
    gate: OPEN,
    openGate: () => {},
  }
  let server: Server | undefined = await listen(relay, 0)
  const { port } = server.address() as AddressInfo
  const refuse = () => {
    server?.close()
    server = undefined
  }
  return {
    host: HOST,
    port,
    counts: relay.counts,
    ...verbsOf(relay),
    through(url) {
      const changed = new URL(url)
      changed.host = `${HOST}:${port}`
      return changed.href
    },
    open: () => relay.links.size,
    refuse,
    async restore() {
      relay.traps = []
      relay.delay = 0
      relay.rate = 0
      relay.openGate()
      relay.gate = OPEN
      server ??= await listen(relay, port)
    },
    async close() {
      refuse()
      for (const link of relay.links) drop(relay, link, (socket) => socket.destroy())
    },
  }
}

function verbsOf(
  relay: Relay,
): Pick<TcpProxy, 'cut' | 'cutNext' | 'cutWhen' | 'truncate' | 'delay' | 'throttle' | 'blackHole' | 'forget'> {
  const trap = (given: Omit<Trap, 'pattern'> & { pattern?: string | Uint8Array }) =>
    relay.traps.push({ ...given, pattern: Buffer.from(given.pattern ?? '') })
  return {
    cut() {
      const links = [...relay.links]
      for (const link of links) cutLink(relay, link)
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
      relay.delay = ms
    },
    throttle(octetsPerSecond) {
      relay.rate = octetsPerSecond
    },
    blackHole() {
      const { promise, resolve } = Promise.withResolvers<void>()
      relay.openGate()
      relay.gate = promise
      relay.openGate = resolve
      relay.counts.swallowed += hold(relay, promise)
    },
    forget() {
      relay.counts.swallowed += hold(relay, new Promise(() => {}))
    },
  }
}

function hold({ links }: Relay, gate: Promise<void>): number {
  for (const link of links) link.gate = gate
  return links.size
}

async function listen(relay: Relay, port: number): Promise<Server> {
  const server = createServer({ allowHalfOpen: true }, (near) => void accept(relay, near))
  server.listen(port, HOST)
  await once(server, 'listening')
  return server
}
