/**
 * The words by which press offices mark things, as data: `cues/<language>/<topic>.json`. An editor can add words, or a directory for another
 * language; what is there is read once, when the pipeline is loaded.
 */
// biome-ignore lint/style/noRestrictedImports: the cues are read once, when the pipeline is loaded
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { z } from 'zod'

const DIRECTORY = join(import.meta.dirname, 'cues')

/** A file of cues is not what it should be: the message names the file and what is wrong in it. */
class CueError extends Error {
  override name = 'CueError'
}

/** The cues of one topic by language (BCP 47). Throws `CueError` where a file cannot be read. */
export function loadCues<Cues>(
  topic: string,
  schema: z.ZodType<Cues>,
  directory = DIRECTORY,
): ReadonlyMap<string, Cues> {
  const found = new Map<string, Cues>()
  for (const language of readdirSync(directory).sort()) {
    const path = join(directory, language, `${topic}.json`)
    const cues = schema.safeParse(readJson(path))
    if (!cues.success) throw new CueError(`${path}: ${wordsOf(cues.error)}`)
    found.set(language, cues.data)
  }
  return found
}

/** The cues of these languages, in this order, each once; those that have none are left out. */
export function cuesOf<Cues>(all: ReadonlyMap<string, Cues>, languages: readonly string[]): Cues[] {
  return [...new Set(languages)].flatMap((language) => {
    const cues = all.get(language)
    // In a list of its own: cues may be a list themselves.
    return cues === undefined ? [] : [cues]
  })
}

function readJson(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, 'utf8'))
  } catch (cause) {
    throw new CueError(`${path}: ${(cause as Error).message}`, { cause })
  }
}

function wordsOf(error: z.ZodError): string {
  return error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('; ')
}
