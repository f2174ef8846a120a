/** When two readings of the same words count as equal. */

/** White space collapsed, and the same form of each character (Unicode NFC). */
export function collapsed(text: string): string {
  return text.normalize('NFC').replace(/\s+/g, ' ').trim()
}

/** Letters and digits only, in lower case: what is left where punctuation, bullets and line breaks are not asked about. */
export function squeezed(text: string): string {
  return text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, '')
}

/** Whether both tell the same words. */
export function sameWords(one: string, other: string): boolean {
  return squeezed(one) === squeezed(other)
}

// Shorter ones, such as an extension, are equal too often.
const MIN_PHONE_DIGITS = 6
// The national number, without what it is written with from abroad.
const NATIONAL_DIGITS = 9

/** Whether both are the same telephone number, one of which may be written as within its country. */
export function samePhone(one: string, other: string): boolean {
  const [a, b] = [nationalPart(one), nationalPart(other)]
  return Math.min(a.length, b.length) >= MIN_PHONE_DIGITS && (a.endsWith(b) || b.endsWith(a))
}

function nationalPart(phone: string): string {
  return phone.replace(/\(0\)/g, '').replace(/\D/g, '').replace(/^0+/, '').slice(-NATIONAL_DIGITS)
}
