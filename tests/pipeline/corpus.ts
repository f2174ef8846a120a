/** The mail corpus beside the project, where it exists. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'

const CORPUS = new URL('../../../shared/corpus/', import.meta.url)

export const hasCorpus = existsSync(CORPUS)

/** Title of a test group that needs the corpus. */
export function corpusTitle(title: string): string {
  return hasCorpus ? title : `${title} (corpus not found, skipped)`
}

/** Names of the corpus's messages. */
export function corpusMessages(): string[] {
  return hasCorpus ? readdirSync(new URL('mail/', CORPUS)).filter((name) => name.endsWith('.eml')) : []
}

export function readCorpus(path: string): Uint8Array {
  return readFileSync(new URL(path, CORPUS))
}

/** The records of a JSON Lines file of the corpus, none where there is no corpus. */
export function readCorpusLines<Line>(path: string): Line[] {
  if (!hasCorpus) return []
  const lines = readFileSync(new URL(path, CORPUS), 'utf8').trim().split('\n')
  return lines.map((line) => JSON.parse(line) as Line)
}
