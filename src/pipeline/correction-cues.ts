/** The cues of corrections, and how patterns are made of them. */
import { z } from 'zod'
import { loadCues } from './cues.ts'
import type { Correction } from './draft.ts'

const Kinds = z.object({
  correction: z.array(z.string()),
  update: z.array(z.string()),
  recall: z.array(z.string()),
})

/**
 * Words of one language. `correction`, `update`, `recall`: labels, which stand before a headline with a sign after them, in brackets, with
 * what they are about (`paper`), or alone; ` …` at the end: the headline may follow at once. `told`: what the writer says in a sentence that
 * names the paper; `*` stands for up to 80 characters, `{paper}` for any of these. `outlook`: what Outlook writes when it recalls a message.
 */
const Cues = Kinds.extend({
  paper: z.array(z.string()),
  told: Kinds,
  outlook: z.object({ subject: z.array(z.string()), told: z.array(z.string()) }),
})

export type Kind = Correction['kind']

export const KINDS = ['correction', 'update', 'recall'] as const
export const CUES = loadCues('corrections', Cues)

export const LETTER_BEFORE = String.raw`(?<![\p{L}\p{N}])`
export const LETTER_AFTER = String.raw`(?![\p{L}\p{N}])`

/** The words of all languages. */
export function everyLanguage(read: (cues: z.infer<typeof Cues>) => readonly string[]): string[] {
  return [...CUES.values()].flatMap(read)
}

/** The text with the same number of characters, with plain quotes, spaces and dashes. */
export function plainly(text: string): string {
  return (
    text
      .replace(/[\u00a0\u2000-\u200a\u202f\u3000]/g, ' ')
      .replace(/[‘’‚ʼ]/g, "'")
      // No pattern takes the two for one letter, whatever its flags.
      .replace(/İ/g, 'I')
      .replace(/[‐‑‒–—―−]/g, '-')
  )
}

/** A pattern for any of the words, the longest first. */
export function oneOf(words: readonly string[]): string {
  const longestFirst = [...new Set(words)].sort((one, other) => other.length - one.length)
  return `(?:${longestFirst.map(escaped).join('|')})`
}

/** A pattern for exactly these words. */
export function escaped(words: string): string {
  return plainly(words)
    .replace(/[.*+?^${}()|[\]\\/]/g, '\\$&')
    .replace(/ /g, '\\s{1,3}')
}

/** Whether it holds writing without spaces. */
export function isWide(words: string): boolean {
  return /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u.test(words)
}
