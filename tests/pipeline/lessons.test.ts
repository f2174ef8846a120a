import { expect, test } from 'vitest'
import type { Draft, Lesson } from '../../src/pipeline/draft.ts'
import { ingest } from '../../src/pipeline/ingest.ts'
import { html, releaseOf } from './build-mail.ts'

const PAGE = `
  <p><b>NEWS FROM THE HARBOUR</b></p><p>Issue 15 of 2026</p><p><b>Night boats from June</b></p>
  <p>What is new</p><p>The last boat leaves at two in the morning</p>
  <p>The harbour of Nordhafen lets its boats run at night from 1 June, so that people from the islands can go to the theatre and come home
  again on the same day. Forty people asked for it at the spring meeting, and the town pays a third of what it costs.</p>
  <p>“We have waited for this since the bridge was closed,” said Ada Lindqvist, who runs the theatre on the quay.</p>
  <h3>Who we are</h3><p>Nordhafen runs the harbour and employs forty people.</p>
  <h3>Talk to us</h3><p>Ada Lindqvist, ada@nordhafen.example</p>`

async function read(lessons: Lesson[]): Promise<Draft> {
  const source = releaseOf('News from the harbour', html(PAGE))
  const outcome = await ingest(source, { receivedAt: new Date('2026-05-20T08:00:00Z'), zone: 'UTC', lessons })
  if (outcome.kind !== 'draft') throw new Error(outcome.kind)
  return outcome.draft
}

test.each<[Lesson, Partial<Draft>]>([
  [
    { part: 'headline', rule: { by: 'element', element: 'strong', nth: 1 } },
    { headline: { value: 'Night boats from June', confidence: 0.97, evidence: expect.anything() } },
  ],
  [
    { part: 'headline', rule: { by: 'line', line: 1 } },
    { headline: expect.objectContaining({ value: 'Issue 15 of 2026' }) },
  ],
  [
    { part: 'standfirst', rule: { by: 'after', heading: 'What is new:' } },
    { standfirst: expect.objectContaining({ value: 'The last boat leaves at two in the morning' }) },
  ],
  [
    { part: 'organisation', rule: { by: 'words', words: 'Harbour of Nordhafen' } },
    { organisation: expect.objectContaining({ value: 'Harbour of Nordhafen' }) },
  ],
  [
    { part: 'boilerplate', rule: { by: 'after', heading: 'Who we are' } },
    { boilerplate: [expect.objectContaining({ text: 'Nordhafen runs the harbour and employs forty people.' })] },
  ],
  [
    { part: 'notes', rule: { by: 'after', heading: 'Who we are' } },
    { notes: expect.objectContaining({ value: 'Nordhafen runs the harbour and employs forty people.' }) },
  ],
  [
    { part: 'contacts', rule: { by: 'after', heading: 'Talk to us' } },
    { contacts: [expect.objectContaining({ name: 'Ada Lindqvist', email: 'ada@nordhafen.example' })] },
  ],
])('a lesson %o is applied and told', async (lesson, expected) => {
  const draft = await read([lesson])
  expect(draft).toMatchObject(expected)
  expect(draft.learnt).toEqual([lesson.part])
})

test('what a lesson finds below the copy is no copy', async () => {
  const { body } = await read([{ part: 'boilerplate', rule: { by: 'after', heading: 'Who we are' } }])
  expect(body.text).toContain('can go to the theatre')
  expect(body.text).not.toContain('employs forty people')
})

test.each<Lesson>([
  { part: 'headline', rule: { by: 'after', heading: 'A heading of last year' } },
  { part: 'headline', rule: { by: 'element', element: 'h1', nth: 0 } },
  { part: 'standfirst', rule: { by: 'line', line: 400 } },
  { part: 'notes', rule: { by: 'after', heading: 'Notes of last year' } },
])('a lesson %o that finds nothing changes nothing and is not told', async (lesson) => {
  expect(await read([lesson])).toEqual(await read([]))
})
