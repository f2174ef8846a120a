import { expect, test } from 'vitest'
import { ingest } from './ingest-plainly.ts'

const NOW = new Date('2026-11-24T09:00:00Z')

async function draftOf(message: string) {
  const outcome = await ingest(new Uint8Array(Buffer.from(message)), NOW)
  if (outcome.kind !== 'draft') throw new Error(outcome.kind)
  return outcome.draft
}

const asHtml = (html: string) => `From: a@b.example\r\nSubject: x\r\nContent-Type: text/html\r\n\r\n${html}\r\n`

// An inline element that stays open is written again in every block: 26 KiB made 40 MiB, which killed the whole process.
test.each([
  ['one long link over many paragraphs', `<a href="https://e.example/${'x'.repeat(3_900)}">${'<p>w'.repeat(20_000)}`],
  ['a link beyond any length', `<a href="https://e.example/${'x'.repeat(100_000)}">${'<p>w'.repeat(5_000)}`],
  ['many nested elements', `${'<b lang="aaaaaaaa-aaaaaaaa-aaaaaaaa-aaaaaaaa">'.repeat(180)}${'<p>w'.repeat(20_000)}`],
  ['a list in a link', `<a href="https://e.example/${'x'.repeat(3_900)}"><ul>${'<li>w'.repeat(20_000)}`],
])('%s: the HTML of the copy stays small and no word is lost', async (_what, html) => {
  const { body } = await draftOf(asHtml(html))
  expect(body.html.length).toBeLessThan(3 * 1024 * 1024)
  expect(body.text.match(/w/g)?.length).toBe(html.match(/>w/g)?.length)
})

test('what the header claims is cut to what a list can show', async () => {
  const outcome = await ingest(
    new Uint8Array(
      Buffer.from(
        `From: "${'N'.repeat(100_000)}" <${'a'.repeat(50_000)}@b.example>\r\nSubject: ${'S'.repeat(50_000)}\r\n\r\ntext\r\n`,
      ),
    ),
    NOW,
  )
  expect(outcome.origin.from?.name?.length ?? 0).toBeLessThanOrEqual(200)
  expect(outcome.origin.from?.address.length ?? 0).toBeLessThanOrEqual(320)
  expect(outcome.origin.subject?.length).toBe(2_000)
})

test.each(['text/x-\u20ac', 'text/x-\u0001b', `text/${'x'.repeat(100_000)}`])(
  'a declared type that is none (%j) is not kept as the type',
  async (type) => {
    const { attachments } = await draftOf(
      `From: a@b.example\r\nSubject: x\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\r\nHello there.\r\n--b\r\nContent-Type: ${type}\r\nContent-Disposition: attachment; filename=a.txt\r\n\r\nwords\r\n--b--\r\n`,
    )
    for (const attachment of attachments) expect(attachment.type).toMatch(/^[a-z]+\/[a-z0-9][a-z0-9.+_-]{0,80}$/)
    expect(attachments).toHaveLength(1)
  },
)
