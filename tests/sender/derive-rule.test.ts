import { expect, test } from 'vitest'
import type { OutlineLine } from '../../src/pipeline/draft.ts'
import { deriveRule } from '../../src/sender/derive-rule.ts'

function outline(...lines: [words: string, element: string][]): OutlineLine[] {
  return lines.map(([words, element], at) => ({ at, words, element }))
}

const RELEASE = {
  subject: 'News from the harbour: Ferry line opens',
  outline: outline(
    ['NEWS FROM THE HARBOUR', 'strong'],
    ['Issue 14 of 2026', 'p'],
    ['Ferry line opens', 'strong'],
    ['What is new', 'p'],
    ['Two boats an hour from May', 'p'],
    ['The harbour of Nordhafen opens its first ferry line on 1 May.', 'p'],
    ['Who we are', 'h3'],
    ['Nordhafen runs the harbour and employs forty people.', 'p'],
    ['Talk to us', 'p'],
    ['Ada Lindqvist, ada@nordhafen.example', 'p'],
  ),
}

test.each([
  ['headline', 'Ferry line opens', { by: 'element', element: 'strong', nth: 1 }],
  ['headline', '  Ferry   line opens ', { by: 'element', element: 'strong', nth: 1 }],
  ['headline', 'News from the harbour', { by: 'subject' }],
  ['standfirst', 'Two boats an hour from May', { by: 'after', heading: 'What is new' }],
  ['standfirst', 'What is new', { by: 'after', heading: 'Ferry line opens' }],
  ['boilerplate', 'Nordhafen runs the harbour and employs forty people.', { by: 'after', heading: 'Who we are' }],
  [
    'boilerplate',
    'Who we are\nNordhafen runs the harbour and employs forty people.',
    { by: 'after', heading: 'Who we are' },
  ],
  ['contacts', 'Ada Lindqvist, ada@nordhafen.example', { by: 'after', heading: 'Talk to us' }],
  ['organisation', 'Harbour of Nordhafen', { by: 'words', words: 'Harbour of Nordhafen' }],
] as const)('%s “%s” is found in the next release by %o', (part, words, rule) => {
  expect(deriveRule(part, words, RELEASE)).toEqual(rule)
})

test('below a line that changes each time, a plain line is known by its place', () => {
  const release = { subject: null, outline: outline(['Issue 14 of 2026', 'p'], ['Ferry line opens', 'p']) }
  expect(deriveRule('headline', 'Ferry line opens', release)).toEqual({ by: 'line', line: 1 })
})

test.each(['headline', 'standfirst', 'notes', 'boilerplate', 'contacts'] as const)(
  'from words of the editor’s own nothing is learnt about the %s',
  (part) => {
    expect(deriveRule(part, 'A line that stands nowhere', RELEASE)).toBeNull()
  },
)
