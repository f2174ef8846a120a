import { join } from 'node:path'
import type { Config } from '../src/config.ts'
import { armCrashPoint } from '../src/crash-points.ts'
import type { Log } from '../src/log.ts'
import { upsertMailboxFromUrl } from '../src/mailbox/mailbox.ts'
import { testMailbox } from '../src/mailbox/test-mailbox.ts'
import { openParts, type Parts } from '../src/parts.ts'
import { type Server, startHealth, startServer } from '../src/server.ts'
import { endsWithin } from '../src/within.ts'
import { keepIngesting } from './ingest-keeper.ts'
import { openPipeline } from './pipeline-pool.ts'
import { startPoller } from './poller.ts'
import { runUpkeep } from './upkeep.ts'

/** The roles of this process at work. */
export interface Running {
  parts: Parts
  /** Where the desk answers, or undefined without the role web. */
  server: Server | undefined
  /** Lets running work end (25 s at most), then closes everything. Takes half a minute at most, whatever is down. */
  stop(): Promise<void>
}

const DEFAULT_PORT = 8025
const DRAIN_LIMIT_MS = 25_000
const WEB_DIR = join(import.meta.dirname, '..', 'dist', 'web')

/** Opens what the roles stand on and starts each that `config.roles` names. Throws what keeps it from starting, with everything closed again. */
export async function startRoles(config: Config, log: Log): Promise<Running> {
  armCrashPoint(config.crashAt)
  const parts = await openParts(config, log)
  const ending = new AbortController()
  const stops: (() => Promise<unknown>)[] = []
  const cuts: (() => Promise<unknown>)[] = []
  const stop = async () => {
    ending.abort()
    const drained = await endsWithin(DRAIN_LIMIT_MS, Promise.allSettled(stops.map((end) => end())))
    if (!drained) log.warn('some work did not end in time; it is done again after the next start')
    await Promise.all(cuts.map((cut) => cut()))
    await parts.close()
  }
  try {
    if (config.imapUrl) await upsertMailboxFromUrl(parts.db, parts.secretKey, config.imapUrl)
    const roles = new Set(config.roles)
    const server = roles.has('web') ? await startWeb(config, parts) : undefined
    if (server) stops.push(() => server.close())
    else if (config.port !== undefined) {
      const health = await startHealth({ ...parts, host: config.host, port: config.port })
      stops.push(() => health.close())
    }
    if (roles.has('ingest')) {
      const ingest = startIngestRole(parts, config.deskZone)
      stops.push(ingest.close)
      cuts.push(ingest.cut)
    }
    if (roles.has('poller')) {
      const { done } = startPoller(parts, ending.signal)
      stops.push(() => done)
    }
    if (roles.has('upkeep')) {
      const done = runUpkeep(parts, ending.signal)
      stops.push(() => done)
    }
    log.info({ roles: config.roles, queue: parts.queuePlace.backend }, 'started')
    return { parts, server, stop }
  } catch (error) {
    await stop()
    throw error
  }
}

/** Resolves at the first SIGINT, SIGTERM or SIGHUP. Later ones are ignored: a signal to a process group may arrive more than once. */
export function untilSignal(): Promise<NodeJS.Signals> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => resolve(signal))
  })
}

/**
 * Keeps a fault that nobody caught from ending the process: the libraries that talk to servers start work of which nobody hears. Whatever
 * it was, no message is lost with it, as the truth is in Postgres; a process that ends would interrupt all the others.
 */
export function outliveStrayFaults(log: Log): void {
  process.on('unhandledRejection', (err) => log.error({ err }, 'a fault that nobody caught; work goes on'))
}

function startIngestRole(parts: Parts, zone: string): { close(): Promise<void>; cut(): Promise<void> } {
  const pipeline = openPipeline({ zone })
  const { close, cut } = keepIngesting({ ...parts, pipeline })
  return {
    close: async () => {
      await close()
      await pipeline.close()
    },
    cut,
  }
}

function startWeb(config: Config, parts: Parts): Promise<Server> {
  return startServer({
    ...parts,
    host: config.host,
    port: config.port ?? DEFAULT_PORT,
    baseUrl: config.baseUrl,
    webDir: WEB_DIR,
    testMailbox,
  })
}
