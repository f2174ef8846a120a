/** To whom a message was delivered, as its header tells. */
import type { Head } from './head.ts'
import { addressesIn } from './mailing-list.ts'

/** What the last servers note of the envelope (Postfix, Exim, qmail, Dovecot, Fastmail): the addresses of this mailbox. */
const ENVELOPE = new Set(['delivered-to', 'x-original-to', 'envelope-to', 'x-envelope-to', 'x-delivered-to'])
/** A mailbox has a few addresses; a list of all that a release was sent to is of no use. */
const MAX_RECIPIENTS = 10

/** The addresses of the envelope where the header has them, topmost first, else those of To and Cc: lowercase, each once, at most ten. */
export function recipientsOf(head: Head): string[] {
  // Fields come in the order in which each name was first met.
  const envelope = [...head.fields.keys()].filter((name) => ENVELOPE.has(name))
  const delivered = envelope.flatMap((field) => addressesIn(head, field))
  const found = delivered.length > 0 ? delivered : ['to', 'cc'].flatMap((field) => addressesIn(head, field))
  return [...new Set(found)].slice(0, MAX_RECIPIENTS)
}
