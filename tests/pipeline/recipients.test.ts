import { expect, test } from 'vitest'
import { message, multipart, releaseOf } from './build-mail.ts'
import { ingest } from './ingest-plainly.ts'

const TO = ['To: News Desk <Desk@Paper.example>, "Doe, Jane" <jane@paper.example>', 'Cc: press@paper.example']
const many = Array.from({ length: 40 }, (_none, at) => `r${at}@paper.example`)

test.each<[title: string, head: string[], recipients: string[]]>([
  ['To and Cc', TO, ['desk@paper.example', 'jane@paper.example', 'press@paper.example']],
  ['the envelope before To', ['Delivered-To: desk@paper.example', ...TO], ['desk@paper.example']],
  [
    'every field of the envelope, topmost first',
    [
      'X-Original-To: Press@paper.example',
      'Delivered-To: vmail@host.example',
      'Envelope-To: press@paper.example',
      ...TO,
    ],
    ['press@paper.example', 'vmail@host.example'],
  ],
  ['Exim', ['Envelope-to: <desk@paper.example>'], ['desk@paper.example']],
  ['Fastmail', ['X-Delivered-to: desk@paper.example'], ['desk@paper.example']],
  [
    'a list of the envelope',
    ['X-Envelope-To: a@paper.example, <b@paper.example>'],
    ['a@paper.example', 'b@paper.example'],
  ],
  ['an empty field of the envelope', ['Delivered-To:', 'To: desk@paper.example'], ['desk@paper.example']],
  ['ten at most', [`To: ${many.join(', ')}`], many.slice(0, 10)],
  ['a group', ['To: undisclosed-recipients:;'], []],
  ['none', [], []],
])('%s', async (_title, head, recipients) => {
  const { origin } = await ingest(message(['From: a@b.example', 'Subject: x', ...head], 'Words.'), new Date(0))
  expect(origin.recipients).toEqual(recipients)
})

test('are those of the message received, not of the one inside it', async () => {
  const inner = message(['From: press@ministry.example', 'To: jo@paper.example', 'Subject: Acme'], 'Words.')
  const outer = releaseOf('Fwd: Acme', multipart('mixed', [{ headers: ['Content-Type: message/rfc822'], body: inner }]))
  const { origin } = await ingest(outer, new Date(0))
  expect(origin).toMatchObject({
    forwardedBy: { address: 'press@acme.example' },
    recipients: ['newsroom@paper.example'],
  })
})

test('are known of a message that is no draft', async () => {
  const away = message(['From: a@b.example', 'To: desk@paper.example', 'Auto-Submitted: auto-replied'], 'Away.')
  expect((await ingest(away, new Date(0))).origin.recipients).toEqual(['desk@paper.example'])
})
