/** Words as a reader sees them: without what is not drawn, and in one alphabet where letters of another only look the same (UTS 39). */

/** Text as it is seen, and how words of it are written. */
export interface Seen {
  text: string
  asWritten(words: string): string
}

/** Control characters, soft hyphens, joiners, fillers, spaces without width, marks of direction, variation selectors. */
const UNDRAWN =
  '\\0-\\x08\\x0e-\\x1f\\x7f-\\x9f\\u115f\\u1160\\u17b4\\u17b5\\u3164\\ufe00-\\ufe0f\\uffa0\\u00ad\\u034f\\u061c\\u180e\\u200b-\\u200f\\u202a-\\u202e\\u2060-\\u2064\\u2066-\\u2069\\ufeff'
/** Circled letters, and the bold and italic ones of mathematics, which people write with where they cannot set type. */
const DRAWN_OTHERWISE = '\\u24b6-\\u24e9\\u{1d400}-\\u{1d7ff}'
/** `E.M.B.A.R.G.O`: words of five letters and more, as initials are fewer. */
const SPELT = '(?<![\\p{L}\\p{N}])\\p{L}([.·•*_|/–—-] ?)\\p{L}(?:\\1\\p{L}){3,30}(?![\\p{L}\\p{N}])'
/** A word that was divided at the end of a line. */
const DIVIDED = '(?<=\\p{L})[-‐]\\n(?=\\p{L})'
const LATIN = 'A-Za-z'
const OTHER = '\\u0370-\\u03ff\\u0400-\\u04ff'

const ANY = new RegExp(`[${UNDRAWN}${DRAWN_OTHERWISE}]|[${LATIN}][${OTHER}]|[${OTHER}][${LATIN}]`, 'u')
const UNUSUAL = /[^\t\n -~]/
const MAY_BE_SPELT = /[.·•*_|/–—-] ?[^\s.][.·•*_|/–—-]|[-‐]\n/
const EVERY = new RegExp(
  [
    // What follows is drawn from right to left.
    '\\u202e[^\\u202c\\n]{1,200}\\u202c?',
    `[${UNDRAWN}]{1,200}`,
    `[${DRAWN_OTHERWISE}]{1,200}`,
    SPELT,
    DIVIDED,
    `(?:[${LATIN}]{1,30}(?=[${OTHER}])|[${OTHER}]{1,30}(?=[${LATIN}]))[${LATIN}${OTHER}]{1,60}`,
  ].join('|'),
  'gu',
)

const IS_UNDRAWN = new RegExp(`^[${UNDRAWN}]`, 'u')
const IS_DRAWN_OTHERWISE = new RegExp(`^[${DRAWN_OTHERWISE}]`, 'u')

const IS_WORD = /^\p{L}+$/u

const TO_LATIN = twins('АВЕКМНОРСТУХІЈЅаеорсухіјѕԁԛԝһΑΒΕΖΗΙΚΜΝΟΡΤΥΧο', 'ABEKMHOPCTYXIJSaeopcyxijsdqwhABEZHIKMNOPTYXo')
const TO_CYRILLIC = twins('ABEKMHOPCTYXIJSaeopcyxijs', 'АВЕКМНОРСТУХІЈЅаеорсухіјѕ')

/** Reads a text as it is seen; nearly all are written so. */
export function asSeen(written: string): Seen {
  if (!MAY_BE_SPELT.test(written) && !(UNUSUAL.test(written) && ANY.test(written)))
    return { text: written, asWritten: (words) => words }
  const stops = [{ seen: 0, written: 0 }]
  let text = ''
  let end = 0
  for (const found of written.matchAll(EVERY)) {
    text += written.slice(end, found.index) + drawn(found[0])
    end = found.index + found[0].length
    stops.push({ seen: text.length, written: end })
  }
  text += written.slice(end)
  return { text, asWritten: (words) => slice({ text, written, stops }, words) }
}

function slice(
  { text, written, stops }: { text: string; written: string; stops: readonly { seen: number; written: number }[] },
  words: string,
): string {
  const start = text.indexOf(words)
  if (start === -1) return words
  const place = (offset: number) => {
    const stop = stops.findLast(({ seen }) => seen <= offset)
    return stop === undefined ? 0 : stop.written + offset - stop.seen
  }
  return written.slice(place(start), place(start + words.length - 1) + 1)
}

function drawn(piece: string): string {
  if (piece.startsWith('\u202e')) return [...piece.replace(/[\u202c\u202e]/g, '')].reverse().join('')
  if (IS_UNDRAWN.test(piece)) return ''
  if (IS_DRAWN_OTHERWISE.test(piece)) return piece.normalize('NFKC')
  if (piece.includes('\n')) return ''
  if (!IS_WORD.test(piece)) return piece.replace(/\P{L}/gu, '')
  const others = [...piece].filter((letter) => !/[A-Za-z]/.test(letter))
  const twin = others.every((letter) => TO_LATIN.has(letter)) ? TO_LATIN : TO_CYRILLIC
  return Array.from(piece, (letter) => twin.get(letter) ?? letter).join('')
}

function twins(from: string, to: string): ReadonlyMap<string, string> {
  return new Map(Array.from(from, (letter, at) => [letter, to[at] ?? letter]))
}
