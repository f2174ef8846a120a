/** Who sent it: the name, else the address. */
export function senderName(from: { fromName: string | null; fromAddress: string | null }): string {
  return from.fromName || from.fromAddress || 'Unknown sender'
}

/** One or two capitals for a name's disc. */
export function initials(name: string): string {
  const words = name.split(/[\s@.]+/).filter((word) => /\p{L}|\p{N}/u.test(word))
  return words
    .slice(0, 2)
    .map((word) => Array.from(word)[0] ?? '')
    .join('')
    .toUpperCase()
}
