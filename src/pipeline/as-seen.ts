/** Words as a reader sees them: without what is not drawn, and in one alphabet where letters of another only look the same (UTS 39). */

/** Text as it is seen, and how words of it are written. */
export interface Seen {
  text: string
  asWritten(words: string): string
}

/** Soft hyphens, joiners, spaces without width, marks of direction. */
const UNDRAWN = '\\u00ad\\u034f\\u061c\\u180e\\u200b-\\u200f\\u202a-\\u202e\\u2060-\\u2064\\u2066-\\u2069\\ufeff'
/** Circled letters, and the bold and italic ones of mathematics, which people write with where they cannot set type. */
const DRAWN_OTHERWISE = '\\u24b6-\\u24e9\\u{1d400}-\\u{1d7ff}'
const LATIN = 'A-Za-z'
const OTHER = '\\u0370-\\u03ff\\u0400-\\u04ff'

const ANY = new RegExp(`[${UNDRAWN}${DRAWN_OTHERWISE}]|[${LATIN}][${OTHER}]|[${OTHER}][${LATIN}]`, 'u')
const EVERY = new RegExp(
  [
    // What follows is drawn from right to left.
    '\\u202e[^\\u202c\\n]{1,200}\\u202c?',
    `[${UNDRAWN}]{1,200}`,
    `[${DRAWN_OTHERWISE}]{1,200}`,
    `(?:[${LATIN}]{1,30}(?=[${OTHER}])|[${OTHER}]{1,30}(?=[${LATIN}]))[${LATIN}${OTHER}]{1,60}`,
  ].join('|'),
  'gu',
)

const IS_UNDRAWN = new RegExp(`^[${UNDRAWN}]`, 'u')
const IS_DRAWN_OTHERWISE = new RegExp(`^[${DRAWN_OTHERWISE}]`, 'u')

const TO_LATIN = twins('АВЕКМНОРСТУХІЈЅаеорсухіјѕԁԛԝһΑΒΕΖΗΙΚΜΝΟΡΤΥΧο', 'ABEKMHOPCTYXIJSaeopcyxijsdqwhABEZHIKMNOPTYXo')
const TO_CYRILLIC = twins('ABEKMHOPCTYXIJSaeopcyxijs', 'АВЕКМНОРСТУХІЈЅаеорсухіјѕ')

/** Reads a text as it is seen; nearly all are written so. */
export function asSeen(written: string): Seen {
  if (!ANY.test(written)) return { text: written, asWritten: (words) => words }
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
  const others = [...piece].filter((letter) => !/[A-Za-z]/.test(letter))
  const twin = others.every((letter) => TO_LATIN.has(letter)) ? TO_LATIN : TO_CYRILLIC
  return Array.from(piece, (letter) => twin.get(letter) ?? letter).join('')
}

function twins(from: string, to: string): ReadonlyMap<string, string> {
  return new Map(Array.from(from, (letter, at) => [letter, to[at] ?? letter]))
}
