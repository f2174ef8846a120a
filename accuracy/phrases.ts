/** What mail clients and platforms write around a release, by language. */
import { readFileSync } from 'node:fs'

export interface Phrases {
  browser: string
  why: string
  unsubscribe: string
  /** A cover note for a release that is attached. */
  cover: string
  /** The head of an inline forward: `{from}`, `{name}`, `{date}`, `{subject}` and `{to}` are filled in. */
  outlook: string
  gmail: string
  apple: string
  note: string
}

const PHRASES = JSON.parse(readFileSync(new URL('phrases.json', import.meta.url), 'utf8')) as Record<string, Phrases>

/** Throws where there are none for the language. */
export function phrasesOf(language: string): Phrases {
  const phrases = PHRASES[language]
  if (!phrases) throw new Error(`accuracy/phrases.json has no ${language}`)
  return phrases
}
