import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { releaseNames } from '../../accuracy/compose.ts'

const ROOT = join(import.meta.dirname, '../..')
let dir: string

beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'accuracy-test-'))
})

afterEach(() => {
  rmSync(dir, { recursive: true })
})

function evaluate(...args: string[]) {
  return spawnSync(process.execPath, [join(ROOT, 'src/cli.ts'), 'eval', '--readers', '1', ...args], {
    encoding: 'utf8',
  })
}

describe('the own releases', () => {
  test('are at least 120 in ten languages or more', () => {
    const names = releaseNames()
    expect(names.length).toBeGreaterThanOrEqual(120)
    expect(new Set(names.map((name) => name.split('/')[0])).size).toBeGreaterThanOrEqual(10)
  })

  test('are read no worse than the floor', { timeout: 300_000 }, () => {
    const { status, stderr } = evaluate('--floor', join(ROOT, 'accuracy/floor.json'), '--misses', '0')
    expect(stderr).not.toContain('is below')
    expect(stderr).not.toContain('wrongly called certain')
    expect(status).toBe(0)
  })
})

describe('a folder of releases', () => {
  const row = {
    subject: 'Harbour opens',
    id: 'a',
    format: 'text',
    text: 'Harbour opens\n\nThe harbour opened today.',
    truth: { headline: 'Harbour opens' },
  }

  test('below its floor ends with 1 and says why', { timeout: 60_000 }, () => {
    const wrong = { ...row, id: 'b', truth: { headline: 'Harbour shuts' } }
    writeFileSync(join(dir, 'rows.jsonl'), `${JSON.stringify(row)}\n${JSON.stringify(wrong)}\n`)
    writeFileSync(join(dir, 'floor.json'), '{ "headline": 0.9 }')
    const { status, stdout, stderr } = evaluate(dir, '--json', '--floor', join(dir, 'floor.json'))
    expect(JSON.parse(stdout).parts).toMatchObject([
      { part: 'headline', f1: 0.5, count: 2, misses: [{ id: 'b', found: 'Harbour opens' }] },
    ])
    expect(stderr).toContain('headline: 50.0 % is below 90.0 %')
    expect(status).toBe(1)
  })

  test('with a line that is no JSON is refused, naming the line', { timeout: 60_000 }, () => {
    writeFileSync(join(dir, 'rows.jsonl'), `${JSON.stringify(row)}\n{ "id":\n`)
    const { status, stderr } = evaluate(dir)
    expect(stderr).toContain('rows.jsonl:2')
    expect(status).toBe(1)
  })
})
