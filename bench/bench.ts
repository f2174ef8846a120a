import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Stage } from '../src/pipeline/draft.ts'
import { type Dovecot, startDovecot } from '../tests/support/dovecot.ts'
import { startRedis } from '../tests/support/redis.ts'
import { type Kind, seededMessage } from './seeded-mail.ts'
import { timeStages } from './stages.ts'
import {
  collectFrom,
  measureLatency,
  type Product,
  peakMiB,
  settled,
  startProduct,
  timeWholeWay,
  type WholeWay,
} from './whole-way.ts'
import { timeImapflow, timeMbsync, timePipeline } from './yardsticks.ts'

/** How many messages each mailbox has, and how long the latency is watched. */
export interface BenchSize {
  text: number
  mixed: number
  /** Messages sent at one a second. */
  latency: number
  /** Sizes of the mailboxes whose collection shows the poller's memory; none: left out. */
  memory: readonly number[]
}

interface Row {
  mailbox: Kind
  what: string
  messagesPerSecond: number
  mebibytesPerSecond: number
  cpuSeconds?: number
  peakMiB?: number
}

interface Report {
  rows: Row[]
  /**
   * Of the pipeline, for one message; `byParse`: in shares of what taking the same message apart takes; `byCopy`: in shares of what it
   * takes to make copy of it, from its octets to clean lines.
   */
  stages: { mailbox: Kind; stage: string; milliseconds: number; byParse: number; byCopy: number }[]
  latency: { queue: string; p50Ms: number; p95Ms: number }[]
  memory: { messages: number; pollerPeakMiB: number }[]
  /** (c)/(a): whole way by mbsync's download; (c)/(b): whole way by one reader. */
  ratios: { mailbox: Kind; queue: string; byMbsync: number; byPipeline: number }[]
}

const PROBE = 300
const WARM_UP = 'warm-up'
const WARM_UP_MESSAGES = 500

/** Runs the whole bench and returns its figures. `say` hears what is being measured. */
export async function runBench(size: BenchSize, say: (what: string) => void): Promise<Report> {
  const dovecot = await startDovecot()
  const redis = await startRedis({ appendonly: 'yes' })
  const report: Report = { rows: [], stages: [], latency: [], memory: [], ratios: [] }
  try {
    await fillMailbox(dovecot, WARM_UP, 'text', WARM_UP_MESSAGES, 3_000_000)
    for (const kind of ['text', 'mixed'] as const) await measureMailbox(kind, size[kind])
    for (const messages of size.memory) await measureMemory(messages)
  } finally {
    await dovecot.close()
    await redis.close()
  }
  return report

  async function measureMailbox(kind: Kind, count: number): Promise<void> {
    say(`making the mailbox ${kind} (${count} messages)`)
    const bytes = await fillMailbox(dovecot, kind, kind, count)
    const rowOf = (what: string, messages: number, seconds: number, more: Partial<WholeWay> = {}): Row => ({
      mailbox: kind,
      what,
      messagesPerSecond: messages / seconds,
      mebibytesPerSecond: (bytes * (messages / count)) / 2 ** 20 / seconds,
      ...(more.cpuSeconds !== undefined && { cpuSeconds: more.cpuSeconds }),
      ...(more.peakMiB !== undefined && { peakMiB: more.peakMiB }),
    })
    say(`${kind}: download by imapflow and by mbsync`)
    // imapflow first: the first reader of a mailbox waits for Dovecot to index it, which would flatter everything measured later.
    const imapflow = rowOf('(a) download, imapflow', count, await timeImapflow(dovecot, kind))
    const mbsync = rowOf('(a) download, mbsync', count, await timeMbsync(dovecot, kind))
    say(`${kind}: the pipeline in one reader`)
    const probe = Math.min(count, kind === 'text' ? count : PROBE)
    const pipeline = rowOf('(b) pipeline, one reader', probe, await timePipeline(kind, probe))
    report.rows.push(mbsync, imapflow, pipeline)
    say(`${kind}: the stages of the pipeline`)
    const stages = await timeStages(kind, probe)
    const parse = stages[0]?.milliseconds ?? 0
    const sumOf = (some: ReadonlySet<Stage>) =>
      stages.filter(({ stage }) => some.has(stage)).reduce((sum, one) => sum + one.milliseconds, 0)
    const copy = sumOf(COPY)
    for (const { stage, milliseconds } of [...stages, { stage: 'all parts together', milliseconds: sumOf(PARTS) }])
      report.stages.push({
        mailbox: kind,
        stage,
        milliseconds,
        byParse: milliseconds / parse,
        byCopy: milliseconds / copy,
      })
    for (const queue of ['postgres', 'redis']) {
      say(`${kind}: the whole way on the ${queue} queue`)
      const product = await startProduct(['web,poller,ingest,upkeep'], queue === 'redis' ? redis.url : undefined)
      try {
        // A mailbox of its own before: like (b), the whole way is measured once its code is compiled, as it is on a desk that runs for weeks.
        await timeWholeWay(product, dovecot, WARM_UP, WARM_UP_MESSAGES)
        const way = await timeWholeWay(product, dovecot, kind, count)
        const row = rowOf(`(c) whole way, ${queue}`, count, way.seconds, way)
        report.rows.push(row)
        report.ratios.push({
          mailbox: kind,
          queue,
          byMbsync: row.messagesPerSecond / mbsync.messagesPerSecond,
          byPipeline: row.messagesPerSecond / pipeline.messagesPerSecond,
        })
        if (kind === 'text') report.latency.push({ queue, ...(await latencyOn(queue, product)) })
      } finally {
        await product.close()
      }
    }
  }

  async function latencyOn(queue: string, product: Product): Promise<{ p50Ms: number; p95Ms: number }> {
    say(`arrival to draft on the ${queue} queue, ${size.latency} messages at one a second`)
    // A mailbox of its own for each: the same octets a second time would be a duplicate.
    const user = `latency-${queue}`
    const first = queue === 'redis' ? 2_000_000 : 1_000_000
    await dovecot.append(seededMessage('text', first), { user })
    await collectFrom(product, dovecot, user)
    await sleep(3_000)
    return percentiles(await measureLatency(product, dovecot, user, { first: first + 1, count: size.latency }))
  }

  async function measureMemory(messages: number): Promise<void> {
    say(`the poller's memory on a mailbox of ${messages} messages`)
    const user = `memory-${messages}`
    await fillMailbox(dovecot, user, 'text', messages)
    const product = await startProduct(['poller', 'ingest,upkeep'], redis.url)
    try {
      await collectFrom(product, dovecot, user)
      while ((await settled(product)) < messages) await sleep(500)
      report.memory.push({ messages, pollerPeakMiB: await peakMiB(product.pids.slice(0, 1)) })
    } finally {
      await product.close()
    }
  }
}

/** The stages that make copy of a message: octets, parts of MIME, charsets, clean HTML, lines. */
const COPY: ReadonlySet<Stage> = new Set(['parse', 'structure', 'sanitise', 'copy'])
/** The stages in which the parts of a release are found. */
const PARTS: ReadonlySet<Stage> = new Set(['language', 'parts', 'embargo'])

/** The report as one table for people. */
export function tableOf(report: Report): string {
  const lines = [['mailbox', 'what', 'messages/s', 'MiB/s', 'CPU s', 'peak MiB']]
  for (const row of report.rows) {
    const cells = [
      row.messagesPerSecond.toFixed(0),
      row.mebibytesPerSecond.toFixed(1),
      row.cpuSeconds?.toFixed(1) ?? '',
      `${row.peakMiB ?? ''}`,
    ]
    lines.push([row.mailbox, row.what, ...cells])
  }
  for (const { mailbox, queue, byMbsync, byPipeline } of report.ratios) {
    lines.push(
      [mailbox, `(c)/(a) on ${queue}`, byMbsync.toFixed(2), '', '', ''],
      [mailbox, `(c)/(b) on ${queue}`, byPipeline.toFixed(2), '', '', ''],
    )
  }
  for (const { mailbox, stage, milliseconds, byParse, byCopy } of report.stages) {
    const shares = [`${byParse.toFixed(2)} of parse`, `${byCopy.toFixed(2)} of parse to copy`]
    const cells = [`${milliseconds.toFixed(2)} ms`, ...shares, '']
    lines.push([mailbox, `stage ${stage}`, ...cells])
  }
  for (const { queue, p50Ms, p95Ms } of report.latency)
    lines.push(['text', `arrival to draft, ${queue}`, `p50 ${p50Ms} ms`, `p95 ${p95Ms} ms`, '', ''])
  for (const { messages, pollerPeakMiB } of report.memory)
    lines.push(['text', `poller, ${messages} messages`, '', '', '', `${pollerPeakMiB}`])
  const widths = lines[0]?.map((_, column) => Math.max(...lines.map((line) => line[column]?.length ?? 0))) ?? []
  return lines
    .map((line) =>
      line
        .map((cell, column) => (column < 2 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0)))
        .join('  '),
    )
    .join('\n')
}

/** Puts seeded messages into the Maildir as a mail transport would have, from index `from` on; returns their octets. */
async function fillMailbox(dovecot: Dovecot, user: string, kind: Kind, count: number, from = 0): Promise<number> {
  const first = seededMessage(kind, from)
  const dir = join(await dovecot.append(first, { user }), '..')
  let bytes = first.length
  for (let index = from + 1; index < from + count; index += 1) {
    const source = seededMessage(kind, index)
    bytes += source.length
    await writeFile(join(dir, `${1_763_000_000 + index}.M${index}.bench`), source)
  }
  return bytes
}

function percentiles(sorted: readonly number[]): { p50Ms: number; p95Ms: number } {
  const at = (part: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] as number
  return { p50Ms: at(0.5), p95Ms: at(0.95) }
}
