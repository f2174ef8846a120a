/** What every part of a release is read with. */
import type { Circumstances, Evidence } from './draft.ts'
import { type CopySource, locate } from './evidence.ts'
import type { Subject } from './subject.ts'

export interface Given extends Circumstances {
  subject: Subject
  /** Whose cues count, the likeliest first: that of the copy, of the header, English. */
  languages: readonly string[]
  /** Name of the first attachment. */
  fileName: string | null
  /** Where words of the copy stand in the message; from that character of the visible text on. */
  locate(words: string, from?: number): Evidence | null
}

/** Puts together what the parts are read with. */
export function gather(
  circumstances: Circumstances,
  subject: Subject,
  source: CopySource,
  language: string | null,
  fileName: string | null,
): Given {
  return {
    ...circumstances,
    subject,
    languages: [...new Set(language === null ? ['en'] : [language, 'en'])],
    fileName,
    locate: (words, from) => locate(source, words, from),
  }
}
