import { describe, expect, test } from 'vitest'
import { file, html, message, multipart, PDF, release, releaseOf, text } from './build-mail.ts'
import { corpusMessages, corpusTitle, hasCorpus, readCorpus, readCorpusLines } from './corpus.ts'
import { ingest } from './ingest-plainly.ts'

const LEAD =
  'BERLIN, 12 June. Acme today launched a telephone that rings only if the caller is a person whom the owner wants to speak to, and that stays silent otherwise.'

test('a release becomes a draft with all its parts', async () => {
  const outcome = await ingest(
    releaseOf(
      'Press release: Acme launches phone',
      multipart('mixed', [
        text(`Acme launches phone\n\n${LEAD}\n\n###\n\nSee https://acme.example/phone\n\n-- \nJo`),
        file('application/pdf', 'facts.pdf', PDF),
      ]),
    ),
    new Date(0),
  )
  expect(outcome).toMatchObject({
    kind: 'draft',
    origin: {
      from: { address: 'press@acme.example', name: 'Press Office' },
      forwardedBy: null,
      subject: 'Press release: Acme launches phone',
      messageId: '1@acme.example',
    },
    draft: {
      headline: { value: 'Acme launches phone', confidence: 0.95, evidence: { part: 'text', start: 0, end: 19 } },
      language: 'en',
      dateline: { place: 'BERLIN' },
      text: `Acme launches phone\n\n${LEAD}\n\n###\n\nSee https://acme.example/phone`,
      body: { text: LEAD },
      marks: [{ kind: 'end', words: '###' }],
      rest: 'See https://acme.example/phone',
      attachments: [{ name: 'facts.pdf', type: 'application/pdf', size: PDF.length, role: 'document' }],
      links: ['https://acme.example/phone'],
      removed: [{ what: 'signature', detail: 'Jo' }],
    },
  })
})

test('nothing turns the direction of a headline, a subject or a name', async () => {
  const turned = ['headline \u202edaeh', '\u2066Jane\u2069 \u202eeoD'] as const
  const source = message(
    [`From: "${turned[1]}" <press@acme.example>`, `Subject: ${turned[0]}`, 'Content-Type: text/plain; charset=utf-8'],
    LEAD,
  )
  const outcome = await ingest(source, new Date(0))
  expect(outcome).toMatchObject({
    origin: { from: { name: 'Jane eoD' }, subject: 'headline daeh' },
    draft: { headline: { value: 'headline daeh', evidence: { part: 'subject', start: 0, end: 13 } } },
  })
  const inBody = await ingest(releaseOf('', html(`<h1>${turned[0]}</h1><p>${LEAD}</p>`)), new Date(0))
  expect(inBody.kind === 'draft' && inBody.draft.headline.value).toMatch(/^headline daeh/)
})

test('each stage is told as it begins, as far as a message gets', async () => {
  const stagesOf = async (source: Uint8Array) => {
    const stages: string[] = []
    await ingest(source, new Date(0), (stage) => stages.push(stage))
    return stages
  }
  const all = [
    'parse',
    'structure',
    'screen',
    'forward',
    'documents',
    'sanitise',
    'copy',
    'language',
    'parts',
    'attachments',
    'embargo',
    'story',
    'fingerprint',
  ]
  expect(await stagesOf(releaseOf('Acme launches phone', text(LEAD)))).toEqual(all)
  expect(await stagesOf(new Uint8Array())).toEqual(all.slice(0, 7))
})

test.each<[title: string, source: Uint8Array, outcome: object]>([
  ['nothing at all', new Uint8Array(), { kind: 'quarantined', reason: 'empty' }],
  ['a header without subject or body', message(['From: a@b.example']), { kind: 'quarantined', reason: 'empty' }],
  [
    'a subject alone',
    message(['From: a@b.example', 'Subject: Acme launches phone']),
    {
      kind: 'draft',
      draft: { headline: { value: 'Acme launches phone' }, body: { text: '', html: '' }, language: null },
    },
  ],
])('%s', async (_title, source, expected) => {
  expect(await ingest(source, new Date(0))).toMatchObject(expected)
})

const inner = message(
  [
    'From: Press <press@acme.example>',
    'Subject: Acme launches phone',
    'Message-ID: <in@acme.example>',
    'Content-Type: text/plain',
  ],
  LEAD,
)
const attached = { headers: ['Content-Type: message/rfc822', 'Content-Disposition: attachment'], body: inner }
const colleague = (subject: string, note: string) => {
  const whole = multipart('mixed', note === '' ? [attached] : [text(note), attached])
  return message(
    ['From: Jo <jo@paper.example>', `Subject: ${subject}`, 'Message-ID: <out@paper.example>', ...whole.headers],
    whole.body,
  )
}

test.each([
  ['without a word', 'Fwd: Acme launches phone', ''],
  ['with a note', 'Fwd: Acme launches phone', 'One for the business desk?'],
  ['with a note under the same subject', 'Acme launches phone', 'See this.'],
  ['with two words under another subject', 'For Monday', 'Yours?'],
  ['with a note that points to it under another subject', 'Two things', 'Please also read this.'],
])('a message forwarded as an attachment %s is read as the release', async (_title, subject, note) => {
  const outcome = await ingest(colleague(subject, note), new Date(0))
  expect(outcome).toMatchObject({
    kind: 'draft',
    origin: {
      from: { address: 'press@acme.example' },
      forwardedBy: { address: 'jo@paper.example' },
      subject,
      messageId: 'out@paper.example',
    },
    draft: {
      headline: { value: 'Acme launches phone' },
      body: { text: LEAD },
      attachments: [],
      removed: note === '' ? [] : [{ what: 'cover note', detail: note }],
    },
  })
})

test.each([
  ['a release', LEAD],
  ['a release that points to it', `${LEAD}\n\nPlease see the attached message for the first release.`],
  ['a short notice', 'The photo call on Monday begins at ten and not at nine, at the south gate of the works.'],
])('%s with a message attached keeps that as a file named after its subject', async (_title, own) => {
  const outcome = await ingest(colleague('Beta launches ferry', own), new Date(0))
  expect(outcome).toMatchObject({
    origin: { from: { address: 'jo@paper.example' }, forwardedBy: null },
    draft: { headline: { value: 'Beta launches ferry' }, attachments: [{ name: 'Acme launches phone.eml' }] },
  })
  expect(outcome.kind === 'draft' && outcome.draft.text).toBe(own)
})

test('a release forwarded inline has its first sender, and the colleague beside', async () => {
  const outcome = await ingest(
    release(
      'Fwd: Acme launches phone',
      `FYI\n\n---------- Forwarded message ---------\nFrom: Jane Doe <jane@beta.example>\nDate: Mon, 1 June 2026\nSubject: Acme launches phone\nTo: x@y.example\n\n${LEAD}`,
    ),
    new Date(0),
  )
  expect(outcome).toMatchObject({
    origin: {
      from: { address: 'jane@beta.example', name: 'Jane Doe' },
      forwardedBy: { address: 'press@acme.example' },
    },
    draft: { body: { text: LEAD } },
  })
})

describe.skipIf(!hasCorpus)(corpusTitle('with the release messages of the corpus'), () => {
  interface Truth {
    file: string
    expected: {
      subject?: string
      language?: string
      text_needles?: string[]
      not_in_body?: string[]
      attachments_min?: number
    }
  }
  const flat = (value: string) => value.replace(/\s+/g, ' ').trim()

  test.each(readCorpusLines<Truth>('truth/mail.jsonl'))('$file', async ({ file: path, expected }) => {
    const outcome = await ingest(readCorpus(path), new Date(0))
    if (outcome.kind !== 'draft') throw new Error(`${outcome.kind} instead of a draft`)
    const copy = flat(outcome.draft.text)
    // Above a release that came as a file stands a note, which is shown beside the copy.
    const notes = outcome.draft.removed.filter(({ what }) => what === 'cover note').map(({ detail }) => flat(detail))
    const shown = [copy, ...notes].join('\n')
    expect((expected.text_needles ?? []).filter((needle) => !shown.includes(flat(needle)))).toEqual([])
    expect((expected.not_in_body ?? []).filter((needle) => copy.includes(flat(needle)))).toEqual([])
    expect(outcome.origin.subject ?? '').toBe(flat(expected.subject ?? ''))
    expect(outcome.draft.attachments.length).toBeGreaterThanOrEqual(expected.attachments_min ?? 0)
    if (copy.length > 200) expect(outcome.draft.language).toBe(expected.language)
  })
})

describe.skipIf(!hasCorpus)(corpusTitle('with all mail of the corpus'), () => {
  test.each(corpusMessages())('%s gives an outcome', async (name) => {
    expect((await ingest(readCorpus(`mail/${name}`), new Date(0))).kind).toMatch(/^(draft|ignored|quarantined)$/)
  })
})
