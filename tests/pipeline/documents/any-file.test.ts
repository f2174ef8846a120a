/** Whatever is in a file, opening it ends soon and without an exception. */

import fc from 'fast-check'
import { strToU8, zipSync } from 'fflate'
import { describe, expect, test } from 'vitest'
import { openFiles } from '../../../src/pipeline/documents/open-files.ts'
import { readOutlook } from '../../../src/pipeline/documents/outlook.ts'
import type { FilePart } from '../../../src/pipeline/structure.ts'
import { msgOf } from './build-msg.ts'
import { docxOf, p, releaseDocx, releaseOdt } from './build-office.ts'
import { releasePdf } from './build-pdf.ts'
import { htmlInRtf, releaseRtf } from './build-rtf.ts'
import { tnefOf } from './build-tnef.ts'
import { LEEDS } from './releases.ts'

/** On a machine with a dozen other suites; alone none takes two seconds. */
const LIMIT_MS = 15_000

const CALENDAR =
  'BEGIN:VCALENDAR\r\nMETHOD:REQUEST\r\nBEGIN:VEVENT\r\nDTSTART;TZID=Europe/Berlin:20260701T100000\r\nRRULE:FREQ=DAILY\r\nDURATION:PT1H\r\nSUMMARY:x\\, y\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n'

const FILES: readonly [name: string, content: Uint8Array][] = [
  ['a.pdf', await releasePdf(LEEDS)],
  ['a.docx', releaseDocx(LEEDS)],
  ['a.odt', releaseOdt(LEEDS)],
  ['a.rtf', releaseRtf(LEEDS)],
  ['b.rtf', htmlInRtf('<p>words <b>more</b></p>')],
  [
    'winmail.dat',
    tnefOf({
      body: 'words',
      html: '<p>words',
      rtf: releaseRtf(LEEDS),
      files: [{ name: 'a.txt', content: strToU8('words') }],
    }),
  ],
  [
    'a.msg',
    msgOf({ subject: 'x', body: 'words', html: '<p>words', files: [{ name: 'a.txt', content: strToU8('words') }] }),
  ],
  ['a.zip', zipSync({ 'a.txt': strToU8('words '.repeat(50)), 'b/c.rtf': releaseRtf(LEEDS) })],
  ['a.ics', strToU8(CALENDAR)],
  ['a.eml', strToU8('Subject: x\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\r\nwords\r\n--b--\r\n')],
]

function part(name: string, content: Uint8Array): FilePart {
  return {
    leaf: {
      type: 'application/octet-stream',
      filename: name,
      contentId: null,
      related: false,
      chunks: [new Uint8Array(content)],
      size: content.length,
    },
    declaredType: 'application/octet-stream',
    disposition: 'attachment',
    headerLines: [],
  }
}

async function opensSoon(name: string, content: Uint8Array): Promise<void> {
  const begun = performance.now()
  const { files } = await openFiles([part(name, content)])
  expect(files[0]?.leaf.filename).toBe(name)
  expect(performance.now() - begun).toBeLessThan(LIMIT_MS)
}

/** Bytes of the file changed, a stretch of it left out or said again. */
function damage(content: Uint8Array): fc.Arbitrary<Uint8Array> {
  const at = fc.nat(content.length - 1)
  const flips = fc.array(fc.tuple(at, fc.nat(255)), { minLength: 1, maxLength: 12 }).map((changes) => {
    const bytes = Uint8Array.from(content)
    for (const [index, byte] of changes) bytes[index] = byte
    return bytes
  })
  const cut = at.map((end) => content.slice(0, end))
  const stretch = fc.tuple(at, fc.nat(400), fc.nat(3)).map(([start, length, times]) => {
    const piece = content.subarray(start, start + length)
    return new Uint8Array(
      Buffer.concat([
        content.subarray(0, start),
        ...Array.from({ length: times }, () => piece),
        content.subarray(start + length),
      ]),
    )
  })
  return fc.oneof(flips, cut, stretch)
}

describe.each(FILES)('%s', (name, content) => {
  test('damaged in any way', { timeout: 300_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(damage(content), (bytes) => opensSoon(name, bytes)),
      { numRuns: 25 },
    )
  })
})

test('a Word file of any XML', { timeout: 300_000 }, async () => {
  const body = strToU8(`${p('words', { size: 20 })}<w:tbl><w:tr><w:tc>${p('cell')}</w:tc></w:tr></w:tbl>`)
  await fc.assert(
    fc.asyncProperty(damage(body), (bytes) => opensSoon('a.docx', docxOf(new TextDecoder().decode(bytes)))),
    { numRuns: 40 },
  )
})

test.each<[title: string, content: Uint8Array]>([
  ['RTF of groups in groups', strToU8(`{\\rtf1 ${'{'.repeat(300_000)}`)],
  ['RTF of endless control words', strToU8(`{\\rtf1 ${'\\u8217?\\b\\b0'.repeat(100_000)}`)],
  ['RTF of starred groups', strToU8(`{\\rtf1\\fromhtml1 ${'{\\*\\htmltag x}'.repeat(100_000)}`)],
  ['Word XML that nests', docxOf('<w:p>'.repeat(20_000) + '</w:p>'.repeat(20_000))],
  ['tables in tables', docxOf('<w:tbl><w:tr><w:tc>'.repeat(3_000) + p('x') + '</w:tc></w:tr></w:tbl>'.repeat(3_000))],
  [
    'a PDF whose pages hold each other',
    strToU8(
      '%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[2 0 R 2 0 R]/Count 99999999>>endobj\ntrailer<</Root 1 0 R>>',
    ),
  ],
  ['a calendar of endless lines', strToU8(`BEGIN:VCALENDAR\r\n${'BEGIN:VEVENT\r\n'.repeat(50_000)}`)],
  ['a calendar of a far year', strToU8(CALENDAR.replace('20260701', '99991231'))],
])('hostile: %s', { timeout: 60_000 }, async (_title, content) => {
  await opensSoon('a', content)
})

// MS-CFB: a chain of blocks in the allocation table, the siblings of an entry in the directory.
test.each<[title: string, at: (message: DataView) => number, value: number]>([
  [
    'whose blocks lead back to themselves',
    (message) => (message.getUint32(76, true) + 1) * 512 + message.getUint32(48, true) * 4,
    -1,
  ],
  ['whose entries are their own neighbours', (message) => (message.getUint32(48, true) + 1) * 512 + 128 + 68, 1],
  [
    'whose entries are their own neighbours on the other side',
    (message) => (message.getUint32(48, true) + 1) * 512 + 128 + 72,
    1,
  ],
])('an Outlook message %s is damaged, in no time', (_title, at, value) => {
  const bytes = msgOf({ subject: 'x', body: 'words', html: '<p>words', files: [] })
  const message = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  message.setUint32(at(message), value === -1 ? message.getUint32(48, true) : value, true)
  expect(readOutlook(bytes).unread).toMatch(/damaged/)
})
