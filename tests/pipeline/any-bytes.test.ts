import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { corpusMessages, corpusTitle, hasCorpus, readCorpus } from './corpus.ts'
import { ingest } from './ingest-plainly.ts'

const PIECES = [
  'Content-Type: multipart/mixed; boundary=b\r\n',
  'Content-Type: text/html; charset=utf-7\r\n',
  'Content-Type: message/rfc822\r\n',
  'Content-Type: text/plain; format=flowed; delsp=yes\r\n',
  'Content-Transfer-Encoding: base64\r\n',
  'Content-Transfer-Encoding: quoted-printable\r\n',
  "Content-Disposition: attachment; filename*0*=utf-8''%\r\n",
  'Subject: =?utf-8?Q?=C3?=\r\n',
  'From: a <b@c.example>, "\r\n',
  'Auto-Submitted: x\r\n',
  '\r\n',
  '\n',
  '--b\r\n',
  '--b--\r\n',
  '> ',
  '-- \r\n',
  '<p style="display:none">',
  '<table><tr><td>',
  '</div>',
  '<!--',
  '&#x0;',
  '\0',
  '\ud800',
  '=\r\n',
  '=C3',
  'the words ',
  '###\r\n',
  'On 1 wrote:\r\n',
  'From: x\r\n',
]

const anyMail = fc.oneof(
  fc.uint8Array({ maxLength: 400 }),
  fc
    .array(fc.oneof(fc.constantFrom(...PIECES), fc.string({ unit: 'binary', maxLength: 20 })), { maxLength: 40 })
    .map((pieces) => new Uint8Array(Buffer.from(pieces.join('')))),
)

async function check(source: Uint8Array): Promise<void> {
  const outcome = await ingest(source, new Date(0))
  expect(['draft', 'ignored', 'quarantined']).toContain(outcome.kind)
  const written = JSON.stringify({ ...outcome, files: undefined })
  expect(written).not.toMatch(/\\u0000|\\ud[89a-f]/i)
  if (outcome.kind !== 'draft') return
  expect(outcome.draft.headline.value).not.toBe('')
  expect(outcome.draft.body.html).not.toMatch(/<(script|img|style|iframe|svg|form|input)|<[^>]*\son\w+=/i)
  const { attachments } = outcome.draft
  const kept = attachments.filter((one) => !one.omitted).map((one) => one.sha256)
  const previews = attachments.flatMap(({ picture }) => picture?.preview?.sha256 ?? [])
  expect(new Set(outcome.files.map((file) => file.sha256))).toEqual(new Set([...kept, ...previews]))
}

test('any octets give an outcome whose strings can be stored', async () => {
  await fc.assert(fc.asyncProperty(anyMail, check), { numRuns: 1000 })
}, 120_000)

test('the same octets always give the same outcome', async () => {
  await fc.assert(
    fc.asyncProperty(anyMail, async (source) => {
      expect(await ingest(source, new Date(0))).toEqual(await ingest(source, new Date(0)))
    }),
    { numRuns: 200 },
  )
}, 60_000)

describe.skipIf(!hasCorpus)(corpusTitle('with real mail'), () => {
  test('messages with octets changed, cut and repeated give an outcome', async () => {
    const small = corpusMessages()
      .map((name) => readCorpus(`mail/${name}`))
      .filter((source) => source.length < 20_000)
    const changed = fc.tuple(
      fc.constantFrom(...small),
      fc.array(fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.nat(255)), { maxLength: 8 }),
      fc.double({ min: 0.2, max: 1, noNaN: true }),
    )
    await fc.assert(
      fc.asyncProperty(changed, async ([source, changes, part]) => {
        const octets = new Uint8Array(source.subarray(0, Math.ceil(source.length * part)))
        for (const [where, octet] of changes) octets[Math.floor(where * octets.length)] = octet
        await check(octets)
      }),
      { numRuns: 300 },
    )
  }, 120_000)
})
