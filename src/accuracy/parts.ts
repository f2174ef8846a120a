/** The parts of a release that are scored. */
import { newTally, type Tally } from './tally.ts'

/** The parts in the order in which they are shown. */
export const PARTS = [
  'headline',
  'standfirst',
  'dateline place',
  'dateline date',
  'body start',
  'body end',
  'body start exact',
  'body end exact',
  'quotes',
  'quote speakers',
  'boilerplate',
  'boilerplate text',
  'notes',
  'contacts',
  'contact names',
  'contact phones in E.164',
  'organisation',
  'language',
  'embargo',
  'embargo certain',
  'correction',
  'attachments',
  'captions',
  'text kept',
  'clean body',
  'stories',
] as const

export type Part = (typeof PARTS)[number]
export type Tallies = Record<Part, Tally>

export function newTallies(): Tallies {
  return Object.fromEntries(PARTS.map((part) => [part, newTally()])) as Tallies
}
