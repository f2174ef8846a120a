import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { composeReleases } from '../../accuracy/compose.ts'
import type { Draft } from '../../src/pipeline/draft.ts'
import { corpusMessages, corpusTitle, hasCorpus, readCorpus } from './corpus.ts'
import { ingest } from './ingest-plainly.ts'
import { untoldWords } from './untold-words.ts'

const folder = mkdtempSync(join(tmpdir(), 'told-'))
afterAll(() => rmSync(folder, { recursive: true }))

/** Words of the copy below its last paragraph that stand in no part. */
function untoldBelow({ text, ...draft }: Draft): string[] {
  const last = draft.body.text.split('\n').at(-1) ?? ''
  const end = text.lastIndexOf(last)
  return untoldWords({ ...draft, text: last === '' || end === -1 ? '' : text.slice(end + last.length) })
}

async function untoldIn(octets: Uint8Array): Promise<string[]> {
  const outcome = await ingest(octets)
  return outcome.kind === 'draft' ? untoldBelow(outcome.draft) : []
}

describe('Every word below the copy stands in a part of the draft', () => {
  it('in the releases of accuracy/', { timeout: 120_000 }, async () => {
    const mail = join(await composeReleases(join(folder, 'releases')), 'mail')
    const names = readdirSync(mail)
    expect(names.length).toBeGreaterThan(100)
    for (const name of names)
      expect({ name, untold: await untoldIn(readFileSync(join(mail, name))) }).toEqual({ name, untold: [] })
  })

  it.skipIf(!hasCorpus)(corpusTitle('in the releases of the corpus'), { timeout: 120_000 }, async () => {
    for (const name of corpusMessages().filter((one) => one.startsWith('release-')))
      expect({ name, untold: await untoldIn(readCorpus(`mail/${name}`)) }).toEqual({ name, untold: [] })
  })

  it.each([
    [
      'a page',
      'Contact: Jane Doe, jane@acme.example. For further information visit https://acme.example/boats.',
      'visit',
    ],
    ['hours', 'Media contact:\nJane Doe, 020 7946 0000 (weekdays 9am to 5pm)', 'weekdays'],
    ['an address', 'Media contact:\nJane Doe\n12 Shore Road, Leith\n020 7946 0000', 'Shore'],
    ['a box office', 'Press contact: Jane Doe, jane@acme.example\nBox office: 01632 960300', '960300'],
  ])('%s beside a contact is in the rest', async (_what, foot, word) => {
    const copy =
      'Acme opens a yard\n\nEDINBURGH, 14 May 2026 – Acme Boats has opened a yard for solar ferries in Leith.'
    const outcome = await ingest(
      Buffer.from(`From: Acme <news@acme.example>\nSubject: Acme opens a yard\n\n${copy}\n\n${foot}\n`),
    )
    if (outcome.kind !== 'draft') throw new Error(outcome.kind)
    expect(outcome.draft.contacts.map(({ name }) => name)).toEqual(['Jane Doe'])
    expect(outcome.draft.rest).toContain(word)
  })
})
