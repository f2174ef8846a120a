import { expect, test } from 'vitest'
import { correctionNote, versionWords } from '../../src/web/words/versions.ts'

test.each([
  // Known by a heading of the mail's subject; the sender says more above the release.
  [
    'CORRECTION',
    'Correction: the cost is £64 million.\nPlease use this version.',
    'Correction: the cost is £64 million. Please use this version.',
  ],
  [
    'UPDATE',
    'CITY POLICE\nUpdate to our release of 25 November\nMedia line: 020 7946 0371',
    'Update to our release of 25 November',
  ],
  ['BERICHTIGUNG', 'Logo\nBerichtigung zur Meldung von heute.\n\nAbbestellen', 'Berichtigung zur Meldung von heute.'],
  ['Correcting the cost', '', 'Correcting the cost'],
  // A heading alone says what the banner says.
  ['CORRECTION', 'CORRECTION\nView in browser', null],
  ['CORRECTION', 'CORRECTION:\nView in browser', null],
  ['CORRECTION', '', null],
  [null, 'Correction: the cost is £64 million.', null],
])('%j above %j', (words, rest, note) => {
  expect(correctionNote(words, rest)).toBe(note)
})

test('a long note is cut', () => {
  expect(correctionNote('CORRECTION', `Correction: ${'a word '.repeat(200)}`)?.length).toBeLessThanOrEqual(601)
  expect(correctionNote('CORRECTION', `Correction: one.\n${'a word '.repeat(200)}`)).toBe('Correction: one.')
})

test.each([
  [{ correction: null, correctedBy: null, versionInStory: 1 }, ''],
  [{ correction: 'correction', correctedBy: null, versionInStory: 2 }, 'Version 2: correction'],
  // What it corrects was not found.
  [{ correction: 'update', correctedBy: null, versionInStory: 1 }, 'Update'],
  [{ correction: null, correctedBy: 'update', versionInStory: 1 }, 'Version 1: updated'],
  [{ correction: 'correction', correctedBy: 'update', versionInStory: 2 }, 'Version 2: updated'],
  // A recall is no version that anybody could use.
  [{ correction: 'recall', correctedBy: null, versionInStory: 2 }, 'Recall'],
  [{ correction: null, correctedBy: 'recall', versionInStory: 1 }, 'Recalled'],
] as const)('%j is called %j', (article, words) => {
  expect(versionWords(article)).toBe(words)
})
