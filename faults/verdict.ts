import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { ImapFlow } from 'imapflow'
import { type Kysely, sql } from 'kysely'
import type { Database } from '../src/database.ts'
import { type Dovecot, PASSWORD } from '../tests/support/dovecot.ts'

/** What was delivered, by its marker. */
export interface Delivered {
  marker: string
  user: string
  /** `article`: must end as exactly one article. `verdict`: its row must be settled, in whatever way. `expunged`: may be gone before it was fetched. */
  expected: 'article' | 'verdict' | 'expunged'
}

export interface Verdict {
  lost: number
  twice: number
  /** Messages that only a person can bring back: lost, but in quarantine. */
  manualSteps: number
  /** What is wrong, in words; empty: nothing. */
  wrong: string[]
}

interface Listing {
  uidValidity: number
  uids: number[]
  seen: number
}

const AT_MOST = 5

/** What the server lists for a user at this moment, asked without the product. */
export async function listServer(dovecot: Dovecot, user: string, withFlags = false): Promise<Listing> {
  const { host, port } = dovecot
  const client = new ImapFlow({ host, port, secure: false, auth: { user, pass: PASSWORD }, logger: false })
  client.on('error', () => {}) // Arrives at the command, too.
  await client.connect()
  try {
    const { uidValidity, exists } = await client.mailboxOpen('INBOX', { readOnly: true })
    const uids = exists === 0 ? [] : (await client.search({ all: true }, { uid: true })) || []
    const seen = withFlags && exists > 0 ? (await client.search({ seen: true }, { uid: true })) || [] : []
    return { uidValidity: Number(uidValidity), uids, seen: seen.length }
  } finally {
    client.close()
  }
}

/** Those UIDs of the listing that have no settled row, with what they have. */
export async function unsettled(db: Kysely<Database>, user: string, { uidValidity, uids }: Listing): Promise<string[]> {
  const { rows } = await sql<{ uid: number; status: string | null }>`
    select listed.uid, m.status from unnest(${uids}::bigint[]) as listed(uid)
    left join (select m.* from message m join mailbox b on b.id = m.mailbox_id where b.username = ${user}) m
      on m.uid = listed.uid and m.uid_validity = ${uidValidity}
    where m.settled_at is null`.execute(db)
  return rows.map(({ uid, status }) => `uid ${uid} of ${user} is ${status ?? 'without a row'}`)
}

/** Compares what was delivered and what the server lists with what the product made of it. */
export async function judge(
  db: Kysely<Database>,
  dovecot: Dovecot,
  tag: string,
  delivered: readonly Delivered[],
): Promise<Verdict> {
  const wrong: string[] = []
  const note = (what: readonly string[]) => {
    wrong.push(...what.slice(0, AT_MOST))
    if (what.length > AT_MOST) wrong.push(`… and ${what.length - AT_MOST} more`)
  }
  let stranded = 0
  for (const user of new Set(delivered.map((one) => one.user))) {
    const listing = await listServer(dovecot, user, true)
    const open = await unsettled(db, user, listing)
    stranded += open.length
    note(open)
    if (listing.seen > 0) wrong.push(`${listing.seen} messages of ${user} became \\Seen`)
  }
  const articles = await countArticles(db, tag)
  const lost = delivered.filter(({ marker, expected }) => expected === 'article' && !articles.has(marker))
  const twice = [...articles].filter(([, count]) => count > 1)
  const became = await Promise.all(lost.map(({ marker }) => whatBecameOf(db, marker)))
  note(became)
  note(twice.map(([marker, count]) => `${marker} has ${count} articles`))
  return {
    lost: Math.max(lost.length, stranded),
    twice: twice.length,
    manualSteps: became.filter(isQuarantined).length,
    wrong,
  }
}

function isQuarantined(words: string): boolean {
  return words.includes('(quarantined')
}

/** How many articles there are for each marker. */
async function countArticles(db: Kysely<Database>, tag: string): Promise<Map<string, number>> {
  const { rows } = await sql<{ marker: string; count: number }>`
    select substring(body_text from ${`REF-${tag}-[0-9]{6}`}) as marker, count(*) as count from article group by 1`.execute(
    db,
  )
  return new Map(rows.filter(({ marker }) => marker).map(({ marker, count }) => [marker, Number(count)]))
}

async function whatBecameOf(db: Kysely<Database>, marker: string): Promise<string> {
  const { rows } = await sql<{ words: string }>`
    select concat_ws(' ', status, reason, reason_detail, last_fault) as words from message
    where header_message_id like ${`${marker}%`} limit 3`.execute(db)
  return `${marker} has no article (${rows.map(({ words }) => words).join('; ') || 'no row with its Message-ID'})`
}

/** `copytaster verify --json` in a process of its own. */
export async function verifyByCommand(
  env: Record<string, string | undefined>,
  ...options: string[]
): Promise<string[]> {
  const flags = ['--disable-warning=ExperimentalWarning']
  const child = spawn(process.execPath, [...flags, 'src/cli.ts', 'verify', '--json', ...options], {
    cwd: join(import.meta.dirname, '..'),
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let out = ''
  let words = ''
  child.stdout.on('data', (chunk: Buffer) => {
    out += chunk.toString()
  })
  child.stderr.on('data', (chunk: Buffer) => {
    words += chunk.toString()
  })
  const [code] = (await once(child, 'close')) as [number | null]
  try {
    const report = JSON.parse(out) as { sound: boolean; checks: { words: string; broken: string[] }[] }
    if (report.sound && code === 0) return []
    const broken = report.checks.filter((check) => check.broken.length > 0)
    return broken.flatMap((check) => check.broken.slice(0, AT_MOST).map((row) => `verify: ${check.words}: ${row}`))
  } catch {
    return [`verify failed (exit ${code}): ${words.slice(-1_000)}`]
  }
}
