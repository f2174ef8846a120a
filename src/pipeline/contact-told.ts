/** Which words of contact lines the contacts themselves tell: hours, addresses and pages must be read elsewhere. */
import type { Card } from './contact-cards.ts'
import { readContactHeading } from './contact-line.ts'
import { asks, headings, invitations } from './contact-words.ts'
import { findPhrases, fold, keyOf, type Phrases } from './phrases.ts'
import { findReachable } from './reachable.ts'

/** What stands between names, posts and numbers, and says nothing. */
const BETWEEN =
  /^(?:and|or|und|oder|et|ou|y|o|e|en|of|och|eller|og|ja|tai|i|lub|ve|veya|və|и|или|та|або|і|و|أو|at|on|by|via|bei|unter|au|al|per|på|под|за|по|with|mit|from|the|der|die|das|mr|mrs|ms|herr|frau|please|bitte|using|to|for|für|من|على|عبر)$/iu
const LEADING: readonly Phrases[] = [asks, headings, invitations]

/** Whether all that a line says stands in the contacts that were read from it and its neighbours. */
export function isTold(text: string, cards: readonly Card[]): boolean {
  let left = text
  const heading = readContactHeading(text)
  if (heading !== null && (heading.rest === '' ? heading.scope === '' : true)) left = heading.rest
  for (const { start, end, kind } of findReachable(left).reverse())
    if (kind !== 'web' && kind !== 'fax') left = `${left.slice(0, start)} ${left.slice(end)}`
  for (const card of cards)
    for (const words of [card.name, card.role, card.organisation, ...card.emails, ...(card.role ?? '').split(', ')])
      if (words) left = without(left, words)
  const folded = fold(left)
  for (const phrases of LEADING)
    for (const { start, end } of findPhrases(phrases, folded))
      left = left.slice(0, start) + ' '.repeat(end - start) + left.slice(end)
  const words = keyOf(left).split(' ')
  return words.every((word) => word.length < 2 || BETWEEN.test(word))
}

function without(text: string, words: string): string {
  const at = text.indexOf(words)
  return at === -1 ? text : `${text.slice(0, at)} ${text.slice(at + words.length)}`
}
