/** What our parser reads is compared with postal-mime, which shares no code with mailparser; each difference has its reason here. */
import PostalMime from 'postal-mime'
import { describe, expect, test } from 'vitest'
import { readVisibleText } from '../../src/pipeline/html-scan.ts'
import { parse } from '../../src/pipeline/parse.ts'
import { layOut } from '../../src/pipeline/structure.ts'
import { file, html, multipart, PDF, release, releaseOf, text } from './build-mail.ts'
import { corpusMessages, corpusTitle, hasCorpus, readCorpus } from './corpus.ts'

const wordsOf = (value: string) => new Set(value.match(/[\p{L}\p{N}]+/gu) ?? [])

interface Reading {
  words: Set<string>
  subject: string
  from: string
  files: number
}

async function readOurs(source: Uint8Array): Promise<Reading> {
  const mail = await parse(source)
  if ('reason' in mail)
    return {
      words: new Set([mail.reason]),
      subject: mail.head.subject ?? '',
      from: mail.head.from?.address ?? '',
      files: 0,
    }
  const { sections, files } = layOut(mail.tree, mail.leaves)
  const forms = sections.map((one) => `${one.text?.value ?? ''}\n${readVisibleText(one.html ?? '').text}`)
  return {
    words: wordsOf(forms.join('\n')),
    subject: mail.head.subject ?? '',
    from: mail.head.from?.address ?? '',
    files: files.length,
  }
}

async function readTheirs(source: Uint8Array): Promise<Reading> {
  const mail = await new PostalMime({ forceRfc822Attachments: true }).parse(source)
  return {
    words: wordsOf(`${mail.text ?? ''}\n${readVisibleText(mail.html ?? '').text}`),
    subject: (mail.subject ?? '').replace(/\s+/g, ' ').trim(),
    from: mail.from?.address ?? '',
    files: mail.attachments.length,
  }
}

const utf8 = 'charset=utf-8'

test.each<[title: string, source: Uint8Array]>([
  ['plain text', release('Acme launches', 'the words')],
  ['quoted-printable', release('s', 'Caf=C3=A9 a=\r\nb', 'Content-Transfer-Encoding: quoted-printable')],
  ['base64', release('s', Buffer.from('Grüße').toString('base64'), 'Content-Transfer-Encoding: base64')],
  ['windows-1251', release('s', Buffer.from('cff0e5f1f1', 'hex'), 'Content-Type: text/plain; charset=windows-1251')],
  [
    'ISO-2022-JP',
    release(
      '=?ISO-2022-JP?B?GyRCRnxLXBsoQg==?=',
      Buffer.from('\x1b$BF|K\\\x1b(B', 'latin1'),
      'Content-Type: text/plain; charset=iso-2022-jp',
    ),
  ],
  ['GB18030', release('s', Buffer.from('d0c2cec5', 'hex'), 'Content-Type: text/plain; charset=gb18030')],
  ['format=flowed', release('s', 'one \r\ntwo\r\n', `Content-Type: text/plain; ${utf8}; format=flowed`)],
  ['encoded words', release('=?utf-8?Q?Caf=C3=A9?= =?utf-8?B?IG5vdw==?=', 'b')],
  [
    'an alternative with a file',
    releaseOf(
      's',
      multipart('mixed', [
        multipart('alternative', [text('T'), html('<p>H</p>')], 'in'),
        file('application/pdf', 'a.pdf', PDF),
      ]),
    ),
  ],
  [
    'text after a file',
    releaseOf('s', multipart('mixed', [text('one'), file('application/pdf', 'a.pdf', PDF), text('two')])),
  ],
  [
    'an attached message',
    releaseOf(
      's',
      multipart('mixed', [text('one'), { headers: ['Content-Type: message/rfc822'], body: release('in', 'inner') }]),
    ),
  ],
])('both read the same: %s', async (_title, source) => {
  expect(await readOurs(source)).toEqual(await readTheirs(source))
})

/** Files whose text we read differently, and why. */
const DIFFERENCES: Readonly<Record<string, string>> = {
  'cpython-msg_04.eml': 'Of two named text parts we read the first as the text and keep the second as a file.',
  'cpython-msg_44.eml': 'As cpython-msg_04.',
  'cpython-msg_14.eml':
    'Content-Type: text, without a subtype: text to us (RFC 2045 section 5.2), a file to postal-mime.',
  'cpython-msg_40.eml':
    'A text/html part with a boundary parameter: mailparser divides it, postal-mime shows the boundary lines as text.',
  'nodemailer-mailparser-spam.eml': 'As cpython-msg_40.',
  'hostile-deep.eml': 'Nested 60 deep: over our limit of 30, so quarantined.',
  'mikel-content_transfer_encoding_empty.eml':
    'Labelled Big5, but its bytes are UTF-8 (of a text that was garbled before): we read what they are.',
  'mimekit-multipart-related-mhtml.eml':
    'The second page of a multipart/related is a resource of the first (RFC 2387): a file to us, text to postal-mime.',
  'release-006-declared-ascii-is-utf8.eml': 'Declared us-ascii, is UTF-8: we read what it is.',
  'release-007-no-charset-cp1252.eml': 'No charset, is windows-1252: we read what it is.',
  'stalwart-legacy-001.eml': 'UTF-7: we decode it (RFC 2152), postal-mime does not.',
  'stalwart-legacy-005.eml': 'UTF-7 as above.',
  'stalwart-malformed-019.eml':
    'A message cut and pasted into itself, its boundaries in two spellings: text outside any part is preamble to us.',
  'stalwart-thirdparty-000.eml':
    'An alternative of two plain texts: we read one of them (RFC 2046 section 5.1.4), postal-mime both.',
  'stalwart-thirdparty-002.eml':
    'Letters after the end of base64: mailparser decodes them too, which spoils the UTF-8 before them.',
}

/** Those that differ because we read the bytes, or the standard, more closely: they count as agreement. */
const OURS_IS_RIGHT =
  /^(cpython-msg_(14|40)|nodemailer-mailparser-spam|release-00[67]|stalwart-legacy-00[15]|hostile-deep|cpython-msg_(04|44)|mimekit-multipart-related|mikel-content_transfer_encoding_empty|stalwart-thirdparty-000)/

describe.skipIf(!hasCorpus)(corpusTitle('in the corpus'), () => {
  test('both read the same words in at least 99 % of the files, and each difference is explained', async () => {
    const different: string[] = []
    for (const name of corpusMessages()) {
      const source = readCorpus(`mail/${name}`)
      const [ours, theirs] = await Promise.all([readOurs(source), readTheirs(source)])
      if (ours.words.symmetricDifference(theirs.words).size > 0) different.push(name)
    }
    expect(different.filter((name) => !(name in DIFFERENCES))).toEqual([])
    const unexcused = different.filter((name) => !OURS_IS_RIGHT.test(name))
    expect(unexcused.length).toBeLessThanOrEqual(corpusMessages().length * 0.01)
  })
})
