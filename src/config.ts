import { readFileSync } from 'node:fs'
import { isAbsolute, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { z } from 'zod'
import { CRASH_POINTS, type CrashPoint, type CrashSetting } from './crash-points.ts'

/** What one process may be asked to run; unset `ROLES` means all of them. */
const ROLES = ['web', 'poller', 'ingest', 'upkeep'] as const
type Role = (typeof ROLES)[number]

export interface Config {
  /** Unset: an embedded Postgres under `dataDir`. */
  databaseUrl: string | undefined
  /** Unset: the queue lives in Postgres. */
  redisUrl: string | undefined
  /** Absolute directory of the blob store. */
  blobDir: string
  dataDir: string
  /** A mailbox to collect from, made or updated at start. */
  imapUrl: string | undefined
  /** Origin under which people reach the desk, without a trailing slash. */
  baseUrl: string | undefined
  /** IANA name, such as `Europe/London`: what dates without a zone may mean, and how times are shown. */
  deskZone: string
  port: number | undefined
  host: string
  /** Encrypts mailbox passwords and signs sessions. Unset: generated once under `dataDir`. */
  secretKey: string | undefined
  roles: readonly Role[]
  logLevel: 'silent' | 'debug' | 'info' | 'warn' | 'error'
  /** For tests of faults: where this process dies, such as `after-blob-rename` or, at the third time, `after-blob-rename:3`. */
  crashAt: CrashSetting | undefined
}

/** The configuration is wrong: the message names the variable and the remedy. */
export class ConfigError extends Error {
  override name = 'ConfigError'
}

const url = (schemes: string[], example: string) =>
  z.string().refine((value) => URL.canParse(value) && schemes.includes(new URL(value).protocol), {
    error: `must be a URL such as ${example}`,
  })

const Environment = z.object({
  DATABASE_URL: url(['postgres:', 'postgresql:'], 'postgres://user:password@host/copytaster').optional(),
  REDIS_URL: url(['redis:', 'rediss:'], 'redis://host:6379').optional(),
  BLOB_URL: url(['file:'], 'file:///var/lib/copytaster/blobs (s3: is not supported yet)').optional(),
  DATA_DIR: z.string().min(1).default('./data'),
  IMAP_URL: url(['imap:', 'imaps:'], 'imaps://user:password@mail.example.org').optional(),
  BASE_URL: url(['http:', 'https:'], 'https://desk.example.org').optional(),
  DESK_ZONE: z.string().default('UTC').refine(isZone, { error: 'must be a time zone such as Europe/London' }),
  PORT: z.coerce.number({ error: 'must be a port number' }).int().min(0).max(65535).optional(),
  HOST: z.string().min(1).default('127.0.0.1'),
  SECRET_KEY: z.string().min(32, 'must have at least 32 characters; make one with: openssl rand -base64 48').optional(),
  ROLES: z
    .string()
    .default(ROLES.join(','))
    .transform((list) => list.split(',').map((role) => role.trim()))
    .pipe(z.array(z.enum(ROLES, { error: `must be a comma-separated list of ${ROLES.join(', ')}` })).min(1)),
  LOG_LEVEL: z.enum(['silent', 'debug', 'info', 'warn', 'error']).default('info'),
  COPYTASTER_CRASH_AT: z
    .string()
    .transform((text) => /^([a-z-]+)(?::([1-9]\d*))?$/.exec(text))
    .refine((found) => found !== null && found[1] !== undefined && found[1] in CRASH_POINTS, {
      error: 'must be a crash point such as after-blob-rename; list them with: npm run faults -- --list',
    })
    .transform((found) => ({ point: found?.[1] as CrashPoint, passing: Number(found?.[2] ?? 1) }))
    .optional(),
})

/**
 * Reads the whole configuration from environment variables; each may also be given as `NAME_FILE`, a file that holds the value.
 * An empty value counts as unset, as compose files write it so. Throws `ConfigError` naming every wrong variable.
 */
export function readConfig(env: Record<string, string | undefined> = process.env): Config {
  const names = Object.keys(Environment.shape)
  const given = Object.fromEntries(names.map((name) => [name, settingOf(env, name)]))
  const parsed = Environment.safeParse(given)
  if (!parsed.success) {
    throw new ConfigError(
      parsed.error.issues.map((issue) => `${issue.path[0]?.toString()}: ${issue.message}`).join('\n'),
    )
  }
  const read = parsed.data
  const dataDir = resolve(read.DATA_DIR)
  return {
    databaseUrl: read.DATABASE_URL,
    redisUrl: read.REDIS_URL,
    blobDir: read.BLOB_URL ? fileURLToPath(read.BLOB_URL) : join(dataDir, 'blobs'),
    dataDir,
    imapUrl: read.IMAP_URL,
    baseUrl: read.BASE_URL?.replace(/\/$/, ''),
    deskZone: read.DESK_ZONE,
    port: read.PORT,
    host: read.HOST,
    secretKey: read.SECRET_KEY,
    roles: read.ROLES,
    logLevel: read.LOG_LEVEL,
    crashAt: read.COPYTASTER_CRASH_AT,
  }
}

/** Whether this is the name of a time zone. */
export function isZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name })
    return true
  } catch {
    return false
  }
}

function settingOf(env: Record<string, string | undefined>, name: string): string | undefined {
  const path = env[`${name}_FILE`]
  if (!path) return env[name] || undefined
  if (env[name]) throw new ConfigError(`${name}: is set twice, as ${name} and as ${name}_FILE; keep one`)
  try {
    return readFileSync(isAbsolute(path) ? path : resolve(path), 'utf8').trim() || undefined
  } catch (cause) {
    throw new ConfigError(`${name}_FILE: cannot read ${path}; name a readable file`, { cause })
  }
}
