import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { ImapFlow } from 'imapflow'
import { type DatabaseHandle, openDatabase } from '../src/database.ts'
import { findEmbeddedPostgres } from '../src/embedded-postgres.ts'
import { upsertMailboxFromUrl } from '../src/mailbox/mailbox.ts'
import { type Dovecot, PASSWORD } from '../tests/support/dovecot.ts'
import { seededMessage } from './seeded-mail.ts'

const SECRET_KEY = 'the key of a bench that keeps no secrets at all'
const TICKS_PER_SECOND = 100 // USER_HZ on Linux, proc(5)

/** The product in processes of its own, on an embedded Postgres and, where given, a Redis. */
export interface Product extends DatabaseHandle {
  pids: number[]
  dataDir: string
  close(): Promise<void>
}

/** Starts one process, as bin/copytaster.mjs does, for each list of roles and waits until the database is there. No mailbox is collected yet. */
export async function startProduct(roleLists: readonly string[], redisUrl: string | undefined): Promise<Product> {
  const dataDir = await mkdtemp(join(tmpdir(), 'copytaster-bench-'))
  const children: ChildProcess[] = []
  let url: string | undefined
  for (const roles of roleLists) {
    const env = {
      PATH: process.env.PATH,
      DATA_DIR: dataDir,
      ROLES: roles,
      PORT: '0',
      LOG_LEVEL: 'warn',
      SECRET_KEY,
      REDIS_URL: redisUrl,
    }
    children.push(
      spawn(process.execPath, ['--max-semi-space-size=8', 'src/cli.ts', 'start'], {
        env,
        stdio: ['ignore', 'ignore', 'inherit'],
      }),
    )
    for (let tries = 0; !url && tries < 300; tries += 1) {
      await sleep(100)
      url = await findEmbeddedPostgres(dataDir)
    }
  }
  if (!url) throw new Error('the product did not start')
  const handle = openDatabase(url, () => {})
  await sleep(3_000)
  return {
    ...handle,
    pids: children.map(({ pid }) => pid as number),
    dataDir,
    close: async () => {
      await handle.db.destroy()
      for (const child of children.toReversed()) {
        child.kill('SIGTERM')
        if (child.exitCode === null) await once(child, 'exit')
      }
      await rm(dataDir, { recursive: true, force: true })
    },
  }
}

/** Makes the product collect that user's INBOX. */
export async function collectFrom({ db }: Product, dovecot: Dovecot, user: string): Promise<void> {
  await upsertMailboxFromUrl(db, SECRET_KEY, dovecot.imapUrl(user))
}

export interface WholeWay {
  seconds: number
  /** CPU seconds of the product's processes and of its Postgres. */
  cpuSeconds: number
  /** Peak resident memory of the product's largest process, MiB. */
  peakMiB: number
}

/** Lets the product collect a mailbox of `count` messages and waits until each is settled. */
export async function timeWholeWay(product: Product, dovecot: Dovecot, user: string, count: number): Promise<WholeWay> {
  const before = await settled(product)
  const cpuBefore = await cpuSeconds(product)
  const started = performance.now()
  await collectFrom(product, dovecot, user)
  while ((await settled(product)) < before + count) await sleep(50)
  const seconds = (performance.now() - started) / 1000
  return { seconds, cpuSeconds: (await cpuSeconds(product)) - cpuBefore, peakMiB: await peakMiB(product.pids) }
}

/** Milliseconds from the server's answer to APPEND until the draft is filed, for one message a second. */
export async function measureLatency(
  product: Product,
  dovecot: Dovecot,
  user: string,
  messages: { first: number; count: number },
): Promise<number[]> {
  const client = new ImapFlow({
    host: dovecot.host,
    port: dovecot.port,
    secure: false,
    auth: { user, pass: PASSWORD },
    logger: false,
  })
  await client.connect()
  const arrived = new Map<number, number>()
  for (let sent = 0; sent < messages.count; sent += 1) {
    const appended = await client.append('INBOX', seededMessage('text', messages.first + sent))
    if (appended) arrived.set(appended.uid as number, Date.now())
    await sleep(1_000)
  }
  await client.logout()
  await sleep(3_000)
  const filed = await product.db
    .selectFrom('article')
    .innerJoin('message', 'message.id', 'article.messageId')
    .innerJoin('mailbox', 'mailbox.id', 'message.mailboxId')
    .select(['message.uid', 'article.filedAt'])
    .where('mailbox.username', '=', user)
    .where('message.uid', 'in', [...arrived.keys()])
    .execute()
  if (filed.length < messages.count) throw new Error(`only ${filed.length} of ${messages.count} were filed`)
  return filed
    .map(({ uid, filedAt }) => filedAt.getTime() - (arrived.get(uid as number) as number))
    .sort((a, b) => a - b)
}

export async function settled({ db }: Pick<Product, 'db'>): Promise<number> {
  const { count } = await db
    .selectFrom('message')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('status', '!=', 'received')
    .executeTakeFirstOrThrow()
  return count
}

/** Peak resident memory of the largest of these processes, MiB (VmHWM, proc(5)). */
export async function peakMiB(pids: readonly number[]): Promise<number> {
  const peaks = await Promise.all(
    pids.map(
      async (pid) => Number(/VmHWM:\s+(\d+) kB/.exec(await readFile(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1024,
    ),
  )
  return Math.round(Math.max(...peaks))
}

async function cpuSeconds({ pids }: Product): Promise<number> {
  const parents = new Map<number, number>()
  const ticks = new Map<number, number>()
  for (const name of (await readdir('/proc')).filter((entry) => /^\d+$/.test(entry))) {
    const line = await readFile(`/proc/${name}/stat`, 'utf8').catch(() => '')
    const fields = line.slice(line.lastIndexOf(')') + 2).split(' ')
    parents.set(Number(name), Number(fields[1]))
    // Its own time and that of the children it has waited for: utime, stime, cutime, cstime.
    ticks.set(
      Number(name),
      [11, 12, 13, 14].reduce((sum, at) => sum + Number(fields[at] ?? 0), 0),
    )
  }
  const belongs = (pid: number): boolean => pids.includes(pid) || (pid > 1 && belongs(parents.get(pid) ?? 0))
  return [...ticks].reduce((sum, [pid, spent]) => sum + (belongs(pid) ? spent : 0), 0) / TICKS_PER_SECOND
}
