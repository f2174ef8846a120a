import type { Proof } from './mailbox.table.ts'

const DIGITS = new Intl.NumberFormat('en-GB')

/**
 * The proof as one sentence, such as “1,482 listed, 1,482 accounted for: 1,430 filed, 31 duplicates, 19 ignored, 2 quarantined”.
 * What there is none of is left out, save the filed ones.
 */
export function proofWords(proof: Proof): string {
  const { listed, accounted, filed, duplicate, ignored, quarantined, gone, received, retrying } = proof
  const others: [number, string][] = [
    [duplicate, duplicate === 1 ? 'duplicate' : 'duplicates'],
    [ignored, 'ignored'],
    [quarantined, 'quarantined'],
    [gone, 'gone'],
    [received, 'waiting to be read'],
    [retrying, 'being downloaded again'],
    [listed - accounted, 'still to be collected'],
  ]
  const states = others.filter(([count]) => count > 0).map(([count, words]) => counted(count, words))
  return `${counted(listed, 'listed')}, ${counted(accounted, 'accounted for')}: ${[counted(filed, 'filed'), ...states].join(', ')}`
}

function counted(count: number, words: string): string {
  return `${DIGITS.format(count)} ${words}`
}
