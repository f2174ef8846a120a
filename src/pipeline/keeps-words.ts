/** Whether cleaning kept every word. */

/** Cleaning must prove that it lost nothing: the letters and digits before are those after and those reported as hidden. */
export function keepsWords(before: string, after: string, hidden: readonly string[]): boolean {
  if (haveSameLetters(before, after) || (hidden.length > 0 && isInterleaved(before, after, hidden))) return true
  const left = new Map<string, number>()
  for (const text of [after, ...hidden]) for (const word of wordsOf(text)) left.set(word, (left.get(word) ?? 0) + 1)
  for (const word of wordsOf(before)) {
    const count = left.get(word) ?? 0
    // Tags split a word for one reader and not for the other: `<b>W</b>ord`.
    if (count === 0 && !after.includes(word) && !isJoined(word, left)) return false
    left.set(word, count - 1)
  }
  return true
}

/** What is hidden runs into what follows it where only an inline element parts the two. */
function isJoined(word: string, known: ReadonlyMap<string, number>): boolean {
  if (word.length > 100) return false
  for (let at = 1; at < word.length; at++) if (known.has(word.slice(0, at)) && known.has(word.slice(at))) return true
  return false
}

/** Compares letters and digits one by one, all between them left out. */
function haveSameLetters(one: string, other: string): boolean {
  let at = 0
  let beside = 0
  for (;;) {
    // Nearly all the way the two are the same, and what is the same need not be told apart.
    while (at < one.length && one.charCodeAt(at) === other.charCodeAt(beside)) {
      at++
      beside++
    }
    while (at < one.length && !isWordUnit(one.charCodeAt(at))) at++
    while (beside < other.length && !isWordUnit(other.charCodeAt(beside))) beside++
    if (at === one.length || beside === other.length) return at === one.length && beside === other.length
    if (one.charCodeAt(at++) !== other.charCodeAt(beside++)) return false
  }
}

/** The letters before are those after with those that are hidden among them, in their order. */
function isInterleaved(before: string, after: string, hidden: readonly string[]): boolean {
  const [whole, shown] = [lettersOf(before), lettersOf(after)]
  let at = 0
  let beside = 0
  for (const letters of hidden.map(lettersOf)) {
    let same = 0
    while (at + same < whole.length && whole.charCodeAt(at + same) === shown.charCodeAt(beside + same)) same++
    // What is hidden may begin as that which is shown behind it does.
    const last = Math.max(0, same - MAX_STEPS_BACK)
    while (same > last && !whole.startsWith(letters, at + same)) same--
    if (!whole.startsWith(letters, at + same)) return false
    at += same + letters.length
    beside += same
  }
  return whole.slice(at) === shown.slice(beside)
}

const MAX_STEPS_BACK = 40

function lettersOf(text: string): string {
  let letters = ''
  let from = -1
  for (let at = 0; at <= text.length; at++) {
    const isLetter = at < text.length && isWordUnit(text.charCodeAt(at))
    if (isLetter && from === -1) from = at
    else if (!isLetter && from !== -1) {
      letters += text.slice(from, at)
      from = -1
    }
  }
  return letters
}

/** ASCII letters and digits, and every unit beyond Latin-1's signs that is not general punctuation or a space. */
function isWordUnit(code: number): boolean {
  if (code < 0x80)
    return (code >= 0x61 && code <= 0x7a) || (code >= 0x30 && code <= 0x39) || (code >= 0x41 && code <= 0x5a)
  return code >= 0xc0 && !(code >= 0x2000 && code <= 0x206f) && code !== 0x3000 && code !== 0xfeff && code !== 0x34f
}

function wordsOf(text: string): readonly string[] {
  return text.match(/[\p{L}\p{N}]+/gu) ?? []
}
