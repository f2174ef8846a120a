import { SingleBar } from 'cli-progress'
import type { Command } from 'commander'
import { openPipeline, type Pipeline, ReaderDeathError } from '../../workers/pipeline-pool.ts'
import { readAsTaught } from '../../workers/read-as-taught.ts'
import { type DraftChange, draftChanges } from '../article/draft-changes.ts'
import { countToReread, listToReread, rereadArticle, type ToReread } from '../article/reread.ts'
import { BlobError, dropStaged, keepBlobs } from '../blobs.ts'
import { readConfig } from '../config.ts'
import type { Parts } from '../parts.ts'
import { printable, printableJson } from './printable.ts'
import { withParts } from './with-parts.ts'

/** Articles that are read in one step of the walk. */
const PAGE = 50
/** Of a part that differs, in the form for people. */
const WORDS_SHOWN = 160

/** What came of one article. */
interface Line {
  article: string
  headline: string
  /** `changed` in a dry run: it would be. */
  outcome: 'same' | 'changed' | 'kept: a person has touched it' | 'unread'
  changes: DraftChange[]
  /** Why it could not be read, or would be no draft. */
  detail?: string
}

/** `replay --since`: the present pipeline on stored originals, to see what reads otherwise, and to file that. */
export function addReplay(program: Command): void {
  program
    .command('replay')
    .requiredOption('--since <day>', 'releases received since this day, YYYY-MM-DD')
    .option('--dry-run', 'only show how each draft would differ')
    .option('--json', 'one JSON line for each release that differs')
    .description('Read stored releases again, as the pipeline reads now; what a person has touched stays as it is')
    .addHelpText(
      'after',
      '\nExamples:\n  copytaster replay --since 2026-11-01 --dry-run\n  copytaster replay --since 2026-11-01 --dry-run --json | jq .changes[].part | sort | uniq -c',
    )
    .action(replay)
}

async function replay({ since, dryRun, json }: { since: string; dryRun?: true; json?: true }): Promise<void> {
  const from = new Date(`${since}T00:00:00Z`)
  if (!/^\d{4}-\d\d-\d\d$/.test(since) || Number.isNaN(from.getTime()))
    throw new RangeError('--since: write a day such as 2026-11-01')
  const counts = { same: 0, changed: 0, kept: 0, unread: 0 }
  await withParts(async (parts) => {
    const pipeline = openPipeline({ zone: readConfig().deskZone })
    const bar = new SingleBar({
      stream: process.stderr,
      format: '{bar} {value} of {total} releases · {eta_formatted} left',
      clearOnComplete: true,
    })
    bar.start(await countToReread(parts.db, from), 0)
    try {
      for await (const line of readAll(parts, pipeline, from, dryRun !== true)) {
        bar.increment()
        counts[line.outcome.startsWith('kept') ? 'kept' : (line.outcome as keyof typeof counts)] += 1
        if (line.outcome !== 'same') console.log(json ? printableJson(line) : wordsOf(line))
      }
    } finally {
      bar.stop()
      await pipeline.close()
    }
  })
  const { same, changed, kept, unread } = counts
  const would = dryRun ? 'would read otherwise' : 'read otherwise now'
  console.error(
    `${changed} ${would}, ${same} the same, ${kept} differ and stay as a person left them, ${unread} could not be read`,
  )
}

async function* readAll(parts: Parts, pipeline: Pipeline, since: Date, write: boolean): AsyncGenerator<Line> {
  let last: ToReread | undefined
  for (;;) {
    const page = await listToReread(parts.db, since, last, PAGE)
    // As many at once as there are readers.
    for (let at = 0; at < page.length; at += pipeline.readers)
      yield* await Promise.all(
        page.slice(at, at + pipeline.readers).map((article) => readOne(parts, pipeline, article, write)),
      )
    last = page.at(-1)
    if (page.length < PAGE) return
  }
}

async function readOne({ db, blobs }: Parts, pipeline: Pipeline, article: ToReread, write: boolean): Promise<Line> {
  const line = (outcome: Line['outcome'], changes: DraftChange[] = [], detail?: string): Line => ({
    ...{ article: article.id, headline: article.headline, outcome, changes },
    ...(detail !== undefined && { detail }),
  })
  if (article.sha256 === null) return line('unread', [], 'its source is not stored')
  try {
    const reading = await readAsTaught({ db, pipeline }, { blobs, sha256: article.sha256 }, article.receivedAt)
    if (reading.kind !== 'draft') return line('unread', [], `it would be ${reading.kind} now`)
    const changes = draftChanges(filedDraft(article), reading.draft)
    if (!write || changes.length === 0 || article.touched) {
      await Promise.allSettled(reading.staged.map(dropStaged))
      if (changes.length === 0) return line('same')
      return line(article.touched ? 'kept: a person has touched it' : 'changed', changes)
    }
    await keepBlobs(blobs, reading.staged).finally(() => Promise.allSettled(reading.staged.map(dropStaged)))
    const parts = changes.map(({ part }) => part)
    const written = await db.transaction().execute((trx) => rereadArticle(trx, article, reading, parts))
    return line(written ? 'changed' : 'kept: a person has touched it', changes)
  } catch (error) {
    if (error instanceof ReaderDeathError || error instanceof BlobError) return line('unread', [], error.message)
    throw error
  }
}

function filedDraft({ draft, bodyHtml, bodyText, language, attachments }: ToReread) {
  return { ...draft, body: { html: bodyHtml, text: bodyText }, language, attachments }
}

function wordsOf({ article, headline, outcome, changes, detail }: Line): string {
  const short = (words: string) => {
    const flat = words.replace(/\s+/g, ' ')
    return flat === '' ? '(none)' : flat.length > WORDS_SHOWN ? `${flat.slice(0, WORDS_SHOWN)}…` : flat
  }
  return [
    `${printable(headline)} (${article}): ${outcome}${detail === undefined ? '' : `, ${printable(detail)}`}`,
    ...changes.flatMap(({ part, before, after }) => [
      `  ${part}`,
      `  - ${printable(short(before))}`,
      `  + ${printable(short(after))}`,
    ]),
  ].join('\n')
}
