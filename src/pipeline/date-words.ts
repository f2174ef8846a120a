/** The words of dates and times of day in every language. */
import { z } from 'zod'
import { cuesOf, loadCues } from './cues.ts'
import { compilePhrases, fold, type Phrases } from './tokens.ts'

const words = z.array(z.string())

const DateCues = z.strictObject({
  months: z.array(words).length(12),
  /** Monday first. */
  weekdays: z.array(words).length(7),
  /** How a date in figures reads; `either`: day and month stand in both orders. */
  order: z.enum(['dmy', 'ymd', 'either']),
  /** Months that are other words too where they are written without a capital. */
  wary: words,
  of: words,
  ordinals: words,
  firstDay: words,
  yearMarks: words,
  clockBefore: words,
  clockAfter: words,
  minutesAfter: words,
  am: words,
  pm: words,
  /** Late with a large hour, early with a small one; at twelve it is midnight. */
  night: words,
  /** The hours in words from one o'clock on, where they are written so. */
  hours: z.array(words),
  noon: words,
  midnight: words,
  /** The first minute of a day, in words. */
  pastMidnight: words,
  relative: words,
  /** An hour such as `10` alone may be one in the morning or in the evening. */
  twelveHour: z.boolean(),
})
type DateCues = z.infer<typeof DateCues>

const CUES = loadCues('dates', DateCues)

/** Abbreviations of another language are other words too often. */
const MAX_ABBREVIATION = 3

export interface DateWords {
  months: Phrases<number>
  weekdays: Phrases<number>
  of: Phrases<true>
  ordinals: Phrases<true>
  firstDay: Phrases<true>
  yearMarks: Phrases<true>
  clockBefore: Phrases<true>
  clockAfter: Phrases<true>
  minutesAfter: Phrases<true>
  am: Phrases<true>
  pm: Phrases<true>
  night: Phrases<true>
  hours: Phrases<number>
  noon: Phrases<true>
  midnight: Phrases<true>
  pastMidnight: Phrases<true>
  relative: Phrases<true>
  wary: ReadonlySet<string>
  order: DateCues['order']
  twelveHour: boolean
}

const known = new Map<string, DateWords>()

/** The words to read a text in these languages with, the likeliest first; full names count in every language. */
export function dateWords(languages: readonly string[]): DateWords {
  const key = languages.join()
  const words = known.get(key) ?? gatherWords(languages)
  known.set(key, words)
  return words
}

/** The languages in which a folded word is one of dates and times; none for words of one or two letters. */
export function languagesOfWord(word: string): ReadonlySet<string> {
  return WORD_LANGUAGES.get(word) ?? NONE
}

const NONE: ReadonlySet<string> = new Set()
const WORD_LANGUAGES = compileLanguages()

function compileLanguages(): Map<string, Set<string>> {
  const found = new Map<string, Set<string>>()
  for (const [language, cues] of CUES) {
    const names = [...cues.months.flat(), ...cues.weekdays.flat(), ...cues.clockBefore, ...cues.clockAfter, ...cues.of]
    for (const name of names.map(fold).filter((one) => /^[\p{L}]{3,}$/u.test(one) || /[^\0-\x7f]/.test(one))) {
      const languages = found.get(name) ?? new Set()
      found.set(name, languages.add(language))
    }
  }
  return found
}

function gatherWords(languages: readonly string[]): DateWords {
  const own = cuesOf(CUES, languages)
  const all = [...new Set([...own, ...CUES.values()])]
  const numbered = (topic: 'months' | 'weekdays' | 'hours') =>
    compilePhrases(
      all.flatMap((cues) =>
        cues[topic].flatMap((names, index) =>
          names
            .filter(
              (name) =>
                own.includes(cues) ||
                fold(name).replace(/\W/g, '').length > MAX_ABBREVIATION ||
                /\P{ASCII}{4}/u.test(name),
            )
            .map((name) => [name, index + 1] as const),
        ),
      ),
    )
  const phrases = (topic: PhraseTopic, of = all) =>
    compilePhrases(of.flatMap((cues) => cues[topic].map((name) => [name, true] as const)))
  // The Swedish `em`, the afternoon, is a small word of others.
  const halves = (topic: 'am' | 'pm' | 'night') =>
    compilePhrases(
      all.flatMap((cues) =>
        cues[topic]
          .filter((name) => own.includes(cues) || /^[ap]\W?m|\w{3}|\P{ASCII}/iu.test(name))
          .map((name) => [name, true] as const),
      ),
    )
  return {
    months: numbered('months'),
    weekdays: numbered('weekdays'),
    of: phrases('of'),
    ordinals: phrases('ordinals'),
    firstDay: phrases('firstDay'),
    yearMarks: phrases('yearMarks'),
    clockBefore: phrases('clockBefore'),
    clockAfter: phrases('clockAfter'),
    minutesAfter: phrases('minutesAfter'),
    am: halves('am'),
    pm: halves('pm'),
    night: halves('night'),
    hours: numbered('hours'),
    noon: phrases('noon'),
    midnight: phrases('midnight'),
    pastMidnight: phrases('pastMidnight'),
    relative: phrases('relative'),
    wary: new Set(own[0]?.wary ?? []),
    order: own[0]?.order ?? 'either',
    twelveHour: own[0]?.twelveHour ?? true,
  }
}

type PhraseTopic =
  | 'of'
  | 'ordinals'
  | 'firstDay'
  | 'yearMarks'
  | 'clockBefore'
  | 'clockAfter'
  | 'minutesAfter'
  | 'am'
  | 'pm'
  | 'night'
  | 'noon'
  | 'midnight'
  | 'pastMidnight'
  | 'relative'
