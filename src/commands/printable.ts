// What a terminal obeys instead of showing: escape sequences, and marks that turn the direction of writing (UTR 36).
const OBEYED = /[\p{Cc}\p{Bidi_Control}]/gu

/** Text out of mail as a terminal may show it: on one line, and nothing in it is obeyed. */
export function printable(text: string): string {
  return text.replace(OBEYED, ' ')
}

/** JSON that means the same and holds nothing that a terminal obeys. */
export function printableJson(value: unknown, indent?: number): string {
  return JSON.stringify(value, null, indent).replace(/[\u007f-\u009f\p{Bidi_Control}]/gu, escapeUnits)
}

function escapeUnits(character: string): string {
  return [...Array(character.length).keys()]
    .map((at) => `\\u${character.charCodeAt(at).toString(16).padStart(4, '0')}`)
    .join('')
}
