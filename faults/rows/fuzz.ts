import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { seededMessage } from '../../bench/seeded-mail.ts'
import { sampleReleases } from '../../demo/releases.ts'
import { numberedRelease } from '../mail.ts'
import { mutate } from '../mutate.ts'
import { randomFrom } from '../random.ts'
import { BOTH, type Rig } from '../rig.ts'
import type { Row } from '../run-row.ts'

const CLI = join(import.meta.dirname, '../../src/cli.ts')
const CORPUS = join(import.meta.dirname, '../../../shared/corpus/mail')
const MUTANTS = 5_000
const FEW = 60
const FILES_A_RUN = 250
const SENT_AT = '2026-11-24T09:00:00Z'
const SETTLE_MS = 1_800_000
const run = promisify(execFile)

const fuzz: Row = {
  number: 'fuzz',
  name: 'mutated messages, by `read` and the whole way: each has a verdict, nothing dies of it',
  backends: BOTH,
  async run(rig, { small, seed }, say) {
    const files = await writeMutants(rig, small ? FEW : MUTANTS, seed)
    rig.fault('mutated message', files.length)
    rig.imported = files.length
    for (let start = 0; start < files.length; start += FILES_A_RUN) {
      await readAll(rig, files.slice(start, start + FILES_A_RUN), small)
      if (!small) say(`… ${Math.min(files.length, start + FILES_A_RUN)} of ${files.length} mutants read`)
    }
    const worker = await rig.start('ingest,upkeep')
    await run(process.execPath, [CLI, 'import', join(rig.dir, 'mutants')], commandOf(rig))
    await rig.until(
      'a verdict for each mutant',
      async () => (await rig.count()) > 0 && (await rig.count('received')) === 0,
      SETTLE_MS,
    )
    assert.equal(await rig.count(), files.length, 'not every mutant was imported')
    assert.equal(worker.restarts(), 0, 'the worker died of a mutant')
  },
}

function commandOf(rig: Rig) {
  return { env: rig.env('web') as NodeJS.ProcessEnv, maxBuffer: 2 ** 30 }
}

async function readAll(rig: Rig, files: readonly string[], small: boolean): Promise<void> {
  const { stdout } = await run(process.execPath, [CLI, 'read', ...files, '--json'], commandOf(rig))
  const lines = stdout.trimEnd().split('\n')
  assert.equal(lines.length, files.length, '`read` left a mutant out')
  for (const line of lines) {
    const { file, outcome, reason } = JSON.parse(line)
    assert.match(outcome, /^(draft|ignored|quarantined)$/, `${file}: ${reason}`)
    // A minute means little while other tests run beside it.
    if (!small) assert.notEqual(reason, 'took-too-long', `${file} takes over a minute; the seed repeats it`)
  }
}

async function writeMutants(rig: Rig, count: number, seed: number): Promise<string[]> {
  const random = randomFrom(seed)
  const sources = await originals()
  const dir = join(rig.dir, 'mutants')
  await mkdir(dir)
  const files: string[] = []
  const seen = new Set<string>()
  while (files.length < count) {
    const mutant = mutate(sources[Math.floor(random() * sources.length)] as Buffer, random, sources)
    // An import leaves out what it has, and an empty file is no message.
    const hash = createHash('sha256').update(mutant).digest('hex')
    if (mutant.length === 0 || seen.has(hash)) continue
    seen.add(hash)
    const file = join(dir, `${String(files.length).padStart(5, '0')}.eml`)
    await writeFile(file, mutant)
    files.push(file)
  }
  return files
}

/** Real messages where the corpus lies beside the checkout, besides our own. */
async function originals(): Promise<Buffer[]> {
  const own = Array.from({ length: 20 }, (_, n) => Buffer.from(numberedRelease('f0f0f0', n + 1)))
  const html = Array.from({ length: 5 }, (_, n) => seededMessage('text', n))
  const samples = (await sampleReleases(new Date(SENT_AT))).map(({ source }) => Buffer.from(source))
  if (!existsSync(CORPUS)) return [...own, ...html, ...samples]
  const names = (await readdir(CORPUS)).filter((name) => name.endsWith('.eml')).sort()
  const real = await Promise.all(names.map((name) => readFile(join(CORPUS, name))))
  return [...own, ...html, ...samples, ...real]
}

export const rows: Row[] = [fuzz]
