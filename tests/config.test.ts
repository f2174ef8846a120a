import { mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { ConfigError, readConfig } from '../src/config.ts'

test('nothing set gives embedded defaults and every role', () => {
  const config = readConfig({})
  expect(config).toMatchObject({
    databaseUrl: undefined,
    redisUrl: undefined,
    roles: ['web', 'poller', 'ingest', 'upkeep'],
  })
  expect(config.blobDir).toBe(join(config.dataDir, 'blobs'))
})

test.each<[title: string, env: Record<string, string>, named: RegExp]>([
  ['a database that is no Postgres', { DATABASE_URL: 'mysql://x' }, /^DATABASE_URL: .*postgres:\/\//],
  ['a mailbox that is no URL', { IMAP_URL: 'mail.example.org' }, /^IMAP_URL: .*imaps:\/\//],
  ['an unknown role', { ROLES: 'web,pooler' }, /^ROLES: .*web, poller, ingest, upkeep/],
  ['a short secret', { SECRET_KEY: 'short' }, /^SECRET_KEY: .*openssl rand/],
  ['a port beyond the range', { PORT: '70000' }, /^PORT: /],
  ['S3, which is not there yet', { BLOB_URL: 's3://bucket' }, /^BLOB_URL: .*not supported yet/],
  ['a file that is not there', { SECRET_KEY_FILE: '/nowhere/key' }, /^SECRET_KEY_FILE: cannot read \/nowhere\/key/],
  ['one thing set twice', { SECRET_KEY: 'x'.repeat(32), SECRET_KEY_FILE: '/nowhere/key' }, /^SECRET_KEY: is set twice/],
])('%s is refused by name', (_title, env, named) => {
  expect(() => readConfig(env)).toThrow(ConfigError)
  expect(() => readConfig(env)).toThrow(named)
})

test('every wrong variable is named at once', () => {
  expect(() => readConfig({ PORT: 'x', LOG_LEVEL: 'loud' })).toThrow(/PORT: [\s\S]*LOG_LEVEL: /)
})

test('a secret is read from a file, without the line end', async () => {
  const path = join(await mkdtemp(join(tmpdir(), 'copytaster-config-')), 'key')
  await writeFile(path, `${'k'.repeat(40)}\n`)
  expect(readConfig({ SECRET_KEY_FILE: path }).secretKey).toBe('k'.repeat(40))
})

test('an empty value counts as unset, as compose files write it', () => {
  expect(readConfig({ REDIS_URL: '', PORT: '' })).toMatchObject({ redisUrl: undefined, port: undefined })
})
