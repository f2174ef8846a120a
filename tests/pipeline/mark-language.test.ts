import { expect, test } from 'vitest'
import { markLanguage } from '../../src/pipeline/mark-language.ts'
import { paragraphOf } from '../../src/pipeline/plain-text.ts'
import { releaseOf, text } from './build-mail.ts'
import { ingest } from './ingest-plainly.ts'

const block = (words: string) => paragraphOf([words], { quoted: false, signature: false })
const GERMAN =
  'Das Unternehmen teilte heute mit, dass es im kommenden Jahr ein neues Werk im Norden des Landes eröffnet.'
const ENGLISH =
  'The company said today that it will open a new factory in the north of the country next year, and that it is hiring.'
const ARABIC =
  'أعلنت الشركة اليوم أنها ستفتتح مصنعا جديدا في شمال البلاد العام المقبل وفقا لما قاله المدير في مؤتمر صحفي.'

test.each<[title: string, words: string, language: string | null, tag: string]>([
  ['a paragraph in the language of the whole', GERMAN, 'de', '<p>'],
  ['a paragraph in another language', ENGLISH, 'de', '<p lang="en">'],
  ['a slogan in another language', 'The future is now', 'de', '<p>'],
  [
    'names',
    'Jane Doe, Max Muster, Erika Mustermann, John Public, Jan Kowalski, Mario Rossi, Kari Nordmann, Juan Pérez',
    'de',
    '<p>',
  ],
  ['Arabic copy', ARABIC, 'ar', '<p dir="rtl">'],
  ['Arabic in a release of another language', ARABIC, 'en', '<p dir="rtl" lang="ar">'],
  ['a short line in Hebrew', 'שלום עולם', 'he', '<p dir="rtl">'],
  ['English with a word of Arabic', 'The word سلام means peace.', 'en', '<p>'],
])('%s begins with the tag that says so', (_title, words, language, tag) => {
  expect(markLanguage(block(words), language).html).toMatch(new RegExp(`^${tag}`))
})

test('what the message states itself stays', () => {
  const stated = { ...block(ENGLISH), html: `<p dir="ltr" lang="en-GB">${ENGLISH}</p>` }
  expect(markLanguage(stated, 'de')).toEqual(stated)
})

test('the body of a draft says its languages and directions, of plain text too', async () => {
  const outcome = await ingest(releaseOf('بيان', text(`${ARABIC}\n\n${ARABIC}\n\n${ENGLISH}`)))
  if (outcome.kind !== 'draft') throw new Error(outcome.kind)
  expect(outcome.draft.language).toBe('ar')
  expect(outcome.draft.body.html).toContain('<p dir="rtl">')
  expect(outcome.draft.body.html).toContain('<p lang="en">')
})
