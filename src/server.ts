import { readFileSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import swagger from '@fastify/swagger'
import fastify, { type FastifyBaseLogger, type FastifyInstance, LogController } from 'fastify'
import { jsonSchemaTransform, serializerCompiler, validatorCompiler } from 'fastify-type-provider-zod'
import type { Kysely } from 'kysely'
import type pg from 'pg'
import { openAuth } from './account/auth.ts'
import { adminRoutes } from './admin/admin.ts'
import type { TestMailbox } from './admin/mailboxes.ts'
import type { BlobStore } from './blobs.ts'
import { ConfigError } from './config.ts'
import type { Database } from './database.ts'
import { openAnnouncements } from './desk/announcements.ts'
import { deskRoutes } from './desk/desk.ts'
import { signInRoutes } from './desk/sign-in.ts'
import { guardRoutes } from './http/guard.ts'
import { type HealthParts, healthRoutes } from './http/health.ts'
import { limitRequests } from './http/limits.ts'
import { type OwnAddress, ownOrigins, ownUrl } from './http/origin.ts'
import { servePage } from './http/page.ts'
import { answerProblems } from './http/problem.ts'
import { setSecurityHeaders } from './http/security-headers.ts'
import { speakPlainly } from './http/words.ts'
import type { Log } from './log.ts'
import type { IngestQueue, QueuePlace } from './queues.ts'

export interface ServerParts {
  db: Kysely<Database>
  pool: pg.Pool
  blobs: BlobStore
  queue: IngestQueue
  queuePlace: QueuePlace
  log: Log
  /** At least 32 characters; signs the cookies and encrypts the passwords of mailboxes. */
  secretKey: string
  /** Origin under which people reach the desk; needed behind a proxy and on any host that is not this machine. */
  baseUrl?: string | undefined
  host: string
  /** 0: any free one. */
  port: number
  /** Directory of the built single-page app. */
  webDir: string
  testMailbox: TestMailbox
}

export interface Server {
  /** The origin that people open, without a trailing slash. */
  url: string
  port: number
  /** Ends the live streams, waits ten seconds at most for what is under way, and stops listening. The parts stay open: they are the caller's. */
  close(): Promise<void>
}

const VERSION: string = JSON.parse(readFileSync(join(import.meta.dirname, '..', 'package.json'), 'utf8')).version

/** Largest body that any request of ours has; mail never comes in by HTTP. */
const BODY_LIMIT = 256 * 1024

/** A request, whose body is small, must have arrived by then: a slow one would hold its connection for ever. */
const REQUEST_LIMIT_MS = 60_000

/** The longest that a download may hold up a stop. */
const CLOSE_WITHIN_MS = 10_000

/**
 * Serves the desk, the engine room and their API on `host` and `port`. No header of a proxy is trusted (`X-Forwarded-For` and its like
 * are ignored), so behind one `baseUrl` must be set. Throws `ConfigError` when the port is taken.
 */
export async function startServer(parts: ServerParts): Promise<Server> {
  const address: OwnAddress = { baseUrl: parts.baseUrl, host: parts.host, port: parts.port }
  const app = await buildServer(parts, address)
  await listen(app, parts)
  address.port = (app.server.address() as AddressInfo).port
  return { url: ownUrl(address), port: address.port, close: () => closeServer(app) }
}

/** Serves only `/livez` and `/readyz`: for what watches over a process that has no desk. Throws `ConfigError` when the port is taken. */
export async function startHealth(
  parts: HealthParts & Pick<ServerParts, 'log' | 'host' | 'port'>,
): Promise<Pick<Server, 'close'>> {
  const app = bareServer(parts.log)
  await app.register(healthRoutes, parts)
  await listen(app, parts)
  return { close: () => closeServer(app) }
}

async function listen(app: FastifyInstance, { host, port }: { host: string; port: number }): Promise<void> {
  try {
    await app.listen({ host, port })
  } catch (error) {
    await app.close()
    throw isPortTaken(error)
      ? new ConfigError(`PORT: ${port} is taken by another program; set PORT to a free one`, { cause: error })
      : error
  }
}

function isPortTaken(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'EADDRINUSE'
}

/** A connection whose answer ends after closing began would else be kept alive for another minute. */
async function closeServer(app: FastifyInstance): Promise<void> {
  const sweep = setInterval(() => app.server.closeIdleConnections(), 100)
  const end = setTimeout(() => app.server.closeAllConnections(), CLOSE_WITHIN_MS)
  await app.close()
  clearInterval(sweep)
  clearTimeout(end)
}

/** The server before it listens. `onRoute` hears of every route, for who wants to walk them all. */
export async function buildServer(
  parts: ServerParts,
  address: OwnAddress,
  onRoute?: (route: { method: string | string[]; url: string }) => void,
): Promise<FastifyInstance> {
  const { db, pool, log, secretKey, baseUrl } = parts
  const app = bareServer(log)
  if (onRoute) app.addHook('onRoute', onRoute)
  app.removeContentTypeParser('text/plain') // A form of another site can send it without asking first.
  speakPlainly()
  answerProblems(app)

  const auth = openAuth(pool, { secretKey, baseUrl })
  await setSecurityHeaders(app, { https: baseUrl?.startsWith('https:') ?? false })
  guardRoutes(app, { db, auth, isOurOrigin: ownOrigins(address), isHere: isLoopback(baseUrl) })
  await limitRequests(app)
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: { title: 'Copytaster', version: VERSION, license: { name: 'MIT', identifier: 'MIT' } },
      components: { securitySchemes: { token: { type: 'http', scheme: 'bearer' } } },
      security: [{ token: [] }],
    },
    transform: jsonSchemaTransform,
  })

  const announcements = await openAnnouncements(pool, db, log)
  app.addHook('onClose', () => announcements.close())
  await app.register(healthRoutes, parts)
  await app.register(signInRoutes, { prefix: '/api/auth', auth })
  await app.register(deskRoutes, { prefix: '/api/v1', ...parts, auth, announcements })
  await app.register(adminRoutes, { ...parts, version: VERSION })
  app.get('/api/openapi.json', { config: { access: 'public' }, schema: { hide: true } }, async () => app.swagger())
  await servePage(app, parts.webDir)
  return app
}

/** No origin given means the listening address, which a proxy could not be in front of without breaking the desk. */
function isLoopback(baseUrl: string | undefined): boolean {
  return baseUrl === undefined || /^https?:\/\/(?:localhost|127\.0\.0\.1|\[::1\])(?::\d+)?$/.test(baseUrl)
}

function bareServer(log: Log): FastifyInstance {
  const app: FastifyInstance = fastify({
    loggerInstance: log as FastifyBaseLogger,
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: BODY_LIMIT,
    requestTimeout: REQUEST_LIMIT_MS,
    forceCloseConnections: 'idle',
  })
  app.setValidatorCompiler(validatorCompiler)
  app.setSerializerCompiler(serializerCompiler)
  return app
}
