import { expect, test } from 'vitest'
import type { Draft } from '../../src/pipeline/draft.ts'
import { html, multipart, releaseOf, text } from './build-mail.ts'
import { ingest } from './ingest-plainly.ts'

const COPY =
  'The lock on the old canal opens again after nine years, the trust that runs it says, and boats may pass from Saturday on.'
const page = (line: string) => html(`<h1>The lock opens again</h1><p>${line}</p>${`<p>${COPY}</p>`.repeat(3)}`)

async function embargoOf(plain: string, inHtml: string): Promise<Draft['embargo']> {
  const words = `The lock opens again\n\n${plain}\n\n${COPY}`
  const source = releaseOf('The lock opens again', multipart('alternative', [text(words), page(inHtml)]))
  const outcome = await ingest(source, new Date('2026-11-26T09:00:00Z'))
  if (outcome.kind !== 'draft') throw new Error(outcome.kind)
  return outcome.draft.embargo
}

test('an embargo that only the plain text beside the HTML states is found, also wrapped', async () => {
  const embargo = await embargoOf('EMBARGOED UNTIL 10:00 GMT ON THURSDAY\n3 DECEMBER 2026', '')
  expect(embargo).toMatchObject({ certainty: 'certain', instant: '2026-12-03T10:00:00Z' })
})

test('two forms that disagree are a conflict', async () => {
  const embargo = await embargoOf('Embargo: 3 December 2026, 10:00 GMT', 'Embargo: 5 December 2026, 10:00 GMT')
  expect(embargo.certainty).toBe('conflict')
})

test('two forms that say the same are certain', async () => {
  const line = 'Embargo: 3 December 2026, 10:00 GMT'
  expect(await embargoOf(line, line)).toMatchObject({ certainty: 'certain', instant: '2026-12-03T10:00:00Z' })
})
