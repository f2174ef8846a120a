/** Reads a folder with truths into cases: a message each, and what is expected of it. */
import { existsSync } from 'node:fs'
import { readdir, readFile, writeFile } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { receivedAtOf } from '../pipeline/received-at.ts'
import { envelopeOf } from './envelope.ts'
import { type Expected, expectedOf } from './truth.ts'

export interface Case {
  id: string
  /** Where its message lies. */
  path: string
  receivedAt: Date
  expected: Expected
}

// biome-ignore lint/suspicious/noExplicitAny: rows come from outside; what is not as the form says shows as a miss
type Row = Record<string, any>

/**
 * All cases of the JSON Lines files in a folder and in its `truth/`, in the order of the files' names. What comes as text is written as
 * messages into `scratch`. Throws a `RangeError` naming the line that is no JSON, and where no row is of a known form.
 */
export async function readCases(dir: string, scratch: string): Promise<Case[]> {
  const rows = (await Promise.all((await linesFiles(dir)).map(readRows))).flat()
  const cases: Case[] = []
  for (const { row, from } of rows) {
    const found = await caseOf(row, from, dir, join(scratch, `${cases.length}.eml`))
    if (found) cases.push(found)
  }
  if (cases.length === 0) throw new RangeError(`${dir}: no truths found (see docs/accuracy.md for their form)`)
  return cases
}

async function linesFiles(dir: string): Promise<string[]> {
  const folders = [dir, join(dir, 'truth')].filter(existsSync)
  const names = await Promise.all(
    folders.map(async (folder) => (await readdir(folder)).sort().map((name) => join(folder, name))),
  )
  return names.flat().filter((name) => name.endsWith('.jsonl'))
}

async function readRows(file: string): Promise<{ row: Row; from: string }[]> {
  const lines = (await readFile(file, 'utf8')).split('\n')
  return lines.flatMap((line, index) =>
    line.trim() === '' ? [] : [{ row: parsed(line, `${file}:${index + 1}`), from: file }],
  )
}

function parsed(line: string, place: string): Row {
  try {
    return JSON.parse(line)
  } catch (error) {
    throw new RangeError(`${place}: ${(error as Error).message}`)
  }
}

/** Null for a row of another form, such as what must hold for an attack. */
async function caseOf(row: Row, from: string, dir: string, path: string): Promise<Case | null> {
  const expected = expectedOf(row)
  if (typeof row.file === 'string' && (row.expected || row.truth)) {
    const file = [resolve(dir, row.file), resolve(dirname(from), row.file)].find(existsSync)
    if (!file) throw new RangeError(`${from}: ${row.file} is not there`)
    return { id: row.id ?? row.file, path: file, receivedAt: receivedAt(row, await readFile(file)), expected }
  }
  const source = sourceOf(row)
  if (source === null) return null
  await writeFile(path, source)
  return { id: row.id, path, receivedAt: receivedAt(row, source), expected }
}

function sourceOf(row: Row): Buffer | null {
  if (typeof row.eml === 'string') return Buffer.from(row.eml)
  const letter = { subject: row.subject ?? SUBJECT, sentAt: sentAtOf(row), offset: row.sender_offset }
  if (typeof row.line === 'string') return envelopeOf({ ...letter, type: 'plain', text: `${row.line}\n\n${COPY}` })
  if (!row.truth || typeof (row.html ?? row.text) !== 'string') return null
  return row.format === 'html' && typeof row.html === 'string'
    ? envelopeOf({ ...letter, type: 'html', text: row.html })
    : envelopeOf({ ...letter, type: 'plain', text: row.text })
}

const SUBJECT = 'Press release'

/** What stands below an embargo line; it names no time of its own. */
const COPY = `Harbour Trust opens its new reading room

Visitors to the old harbour can now read its logs and charts in a room of their own. The trust has restored the former customs hall
and moved its whole collection there.

"We have waited a long time for this," said Mara Quill, who keeps the collection.
`

function receivedAt(row: Row, source: Uint8Array): Date {
  return typeof row.received_at === 'string' ? new Date(row.received_at) : (receivedAtOf(source) ?? sentAtOf(row))
}

/** A release is sent on its own day, as far as its truth knows it. */
function sentAtOf({ received_at, truth }: Row): Date {
  const day = truth?.release_date ?? truth?.dateline_date ?? truth?.date
  const sentAt = new Date(received_at ?? `${day}T08:00:00Z`)
  return Number.isNaN(sentAt.getTime()) ? new Date('2025-06-10T08:00:00Z') : sentAt
}
