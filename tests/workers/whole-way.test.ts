import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Config, readConfig } from '../../src/config.ts'
import { openLog } from '../../src/log.ts'
import { countByStatus, findBrokenRows } from '../../src/message/verify.ts'
import { startRoles } from '../../workers/main.ts'
import { openTestDatabase, type TestDatabase } from '../support/database.ts'
import { type Dovecot, flagsInMaildir, startDovecot } from '../support/dovecot.ts'
import { startRedis, type TestRedis } from '../support/redis.ts'

const CORPUS = join(import.meta.dirname, '../../../shared/corpus/mail')

let dovecot: Dovecot
let redis: TestRedis
beforeAll(async () => {
  dovecot = await startDovecot()
  redis = await startRedis()
})
afterAll(async () => {
  await dovecot.close()
  await redis.close()
})

describe.each(['postgres', 'redis'] as const)('from mailbox to article, queue on %s', (backend) => {
  let database: TestDatabase
  let config: Config
  const user = `desk-${backend}`
  beforeAll(async () => {
    database = await openTestDatabase()
    const dataDir = await mkdtemp(join(tmpdir(), 'copytaster-way-'))
    config = readConfig({
      DATABASE_URL: database.url,
      DATA_DIR: dataDir,
      IMAP_URL: dovecot.imapUrl(user),
      PORT: '0',
      LOG_LEVEL: 'silent',
      ROLES: 'poller,ingest,upkeep',
      ...(backend === 'redis' && { REDIS_URL: redis.url }),
    })
  })
  afterAll(async () => {
    await database.close()
    await rm(config.dataDir, { recursive: true })
  })

  const start = () => startRoles(config, openLog('silent'))
  async function untilSettled(count: number): Promise<Record<string, number>> {
    for (let waited = 0; waited < 120_000; waited += 100) {
      const counts = await countByStatus(database.db)
      const settled = Object.entries(counts).reduce((sum, [status, n]) => sum + (status === 'received' ? 0 : n), 0)
      if (settled >= count) return counts
      await sleep(100)
    }
    throw new Error(`not settled in time: ${JSON.stringify(await countByStatus(database.db))}`)
  }
  const release = (n: number) =>
    `From: press@ministry.example\r\nSubject: Bridge ${n} opens to traffic\r\n\r\nThe ministry says ${n}.\r\n`

  test('a message that lands in the mailbox becomes an article within seconds, is marked and stays unseen', async () => {
    await dovecot.append(release(1), { user })
    const running = await start()
    await untilSettled(1)
    const arrived = Date.now()
    await dovecot.append(release(2), { user })
    await untilSettled(2)
    expect(Date.now() - arrived).toBeLessThan(5_000)
    for (
      let waited = 0;
      waited < 10_000 && !(await flagsInMaildir(dovecot.maildir(user))).every(Boolean);
      waited += 100
    )
      await sleep(100)
    const flags = await flagsInMaildir(dovecot.maildir(user))
    expect(flags).toHaveLength(2)
    expect(flags.every((letters) => /^[a-z]$/.test(letters))).toBe(true) // One keyword, and no S for \Seen.
    await running.stop()
  })

  test('stopping and starting again repeats nothing and misses nothing', async () => {
    await dovecot.append(release(3), { user })
    const running = await start()
    expect(await untilSettled(3)).toEqual({ filed: 3 })
    await running.stop()
    const headlines = await database.db.selectFrom('article').select('headline').orderBy('headline').execute()
    expect(headlines.map(({ headline }) => headline)).toEqual([1, 2, 3].map((n) => `Bridge ${n} opens to traffic`))
  })

  test.skipIf(!existsSync(CORPUS))(
    'every message of the corpus ends in a verdict (corpus not found, skipped)',
    async () => {
      const names = (await readdir(CORPUS)).filter((name) => name.endsWith('.eml'))
      const hashes = new Set<string>()
      for (const name of names) {
        const source = await readFile(join(CORPUS, name))
        // IMAP sends lines as CRLF, whatever the file has, and has no NUL, for which Dovecot sends 0x80 (RFC 9051 §4.3.1).
        const sent = Buffer.from(
          source
            .toString('latin1')
            .replace(/(?<!\r)\n/g, '\r\n')
            .replaceAll('\0', '\x80'),
          'latin1',
        )
        hashes.add(createHash('sha256').update(sent).digest('hex'))
        await dovecot.append(source, { user })
      }
      const running = await start()
      const counts = await untilSettled(names.length + 3)
      await running.stop()
      expect(counts.received).toBeUndefined()
      expect(Object.values(counts).reduce((sum, n) => sum + n, 0)).toBe(names.length + 3)
      expect((await findBrokenRows(database.db)).flatMap(({ broken }) => broken)).toEqual([])
      const stored = await database.db.selectFrom('message').select('sha256').distinct().execute()
      const kept = new Set(stored.map(({ sha256 }) => sha256))
      expect([...hashes].filter((hash) => !kept.has(hash))).toEqual([])
      expect((await flagsInMaildir(dovecot.maildir(user))).some((letters) => letters.includes('S'))).toBe(false)
    },
    180_000,
  )
})
