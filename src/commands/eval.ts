import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { availableParallelism, tmpdir } from 'node:os'
import { join } from 'node:path'
import { SingleBar } from 'cli-progress'
import { type Command, InvalidArgumentError } from 'commander'
import pLimit from 'p-limit'
import type { Reading } from '../../workers/answer-questions.ts'
import { openPipeline, type Pipeline, ReaderDeathError } from '../../workers/pipeline-pool.ts'
import { type Case, readCases } from '../accuracy/cases.ts'
import { newTallies } from '../accuracy/parts.ts'
import { belowFloor, type Report, reportOf, textOf } from '../accuracy/report.ts'
import { scoreRelease } from '../accuracy/score.ts'
import { scoreStories } from '../accuracy/stories.ts'
import { printable, printableJson } from './printable.ts'

interface EvalOptions {
  json?: true
  misses: number
  floor?: string
  readers: number
}

/** `eval [DIR]`: how much of the releases in a folder is read as its truths say; no database. */
export function addEval(program: Command): void {
  program
    .command('eval')
    .argument('[dir]', "a folder with truths (default: the project's own releases)")
    .option('--json', 'print the figures and all misses as JSON')
    .option('--misses <count>', 'how many misses of each part to show', wholeNumber, 5)
    .option(
      '--floor <file>',
      'JSON of part and least F1; below it, or with a wrongly certain embargo, the exit code is 1',
    )
    .option('--readers <count>', 'messages read at once', wholeNumber, availableParallelism())
    .description('Measure how well releases are read: precision, recall and F1 of each part, with the misses')
    .addHelpText(
      'after',
      '\nExample:\n  copytaster eval ~/releases --misses 20\n  copytaster eval --floor accuracy/floor.json',
    )
    .action(evaluate)
}

async function evaluate(dir: string | undefined, options: EvalOptions): Promise<void> {
  const floor = options.floor === undefined ? null : JSON.parse(await readFile(options.floor, 'utf8'))
  const scratch = await mkdtemp(join(tmpdir(), 'copytaster-eval-'))
  try {
    const cases = await readCases(dir ?? (await ownReleases(scratch)), scratch)
    const report = await measure(cases, options.readers)
    if (options.json) console.log(printableJson(report))
    else for (const line of textOf(report, options.misses).split('\n')) console.log(printable(line))
    const below = floor === null ? [] : belowFloor(report, floor)
    for (const sentence of below) console.error(`copytaster: ${sentence}`)
    if (below.length > 0) process.exitCode = 1
  } finally {
    await rm(scratch, { recursive: true })
  }
}

/** Loaded here only: they are made with the tests' libraries, which an installed product has not. */
async function ownReleases(scratch: string): Promise<string> {
  const { composeReleases } = await import('../../accuracy/compose.ts')
  return composeReleases(join(scratch, 'releases'))
}

async function measure(cases: readonly Case[], readers: number): Promise<Report> {
  const pipeline = openPipeline({ readers })
  const bar = new SingleBar({
    stream: process.stderr,
    format: '{bar} {value} of {total} releases · {eta_formatted} left',
    clearOnComplete: true,
  })
  bar.start(cases.length, 0)
  const limit = pLimit(pipeline.readers)
  try {
    const readings = await Promise.all(
      cases.map((one) => limit(() => readOne(pipeline, one).finally(() => bar.increment()))),
    )
    return score(cases, readings)
  } finally {
    bar.stop()
    await pipeline.close()
  }
}

/** Null where the message ends its reader, which is a miss of all its parts. */
async function readOne(pipeline: Pipeline, { path, receivedAt }: Case): Promise<Reading | null> {
  try {
    return await pipeline.read({ path }, receivedAt)
  } catch (error) {
    if (error instanceof ReaderDeathError) return null
    throw error
  }
}

function score(cases: readonly Case[], readings: readonly (Reading | null)[]): Report {
  const tallies = newTallies()
  const drafts = readings.map((reading) => (reading?.kind === 'draft' ? reading : null))
  for (const [at, { id, expected }] of cases.entries()) scoreRelease(tallies, id, expected, drafts[at]?.draft ?? null)
  const told = cases.flatMap(({ id, expected: { story } }, at) =>
    story === undefined ? [] : [{ id, story, read: comparedOf(drafts[at]) }],
  )
  scoreStories(tallies.stories, told)
  return reportOf(cases.length, tallies)
}

function comparedOf(reading: Extract<Reading, { kind: 'draft' }> | null | undefined) {
  if (!reading) return null
  const { draft, signature } = reading
  const datedOn = draft.dateline?.date ?? null
  return { text: draft.body.text, datedOn, bands: signature?.bands ?? [], corrects: draft.correction !== null }
}

function wholeNumber(text: string): number {
  const count = Number(text)
  if (!Number.isInteger(count) || count < 0) throw new InvalidArgumentError('write a whole number.')
  return count
}
