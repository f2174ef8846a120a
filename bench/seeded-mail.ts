/** Messages for the bench: the same seed gives the same octets, and no two are alike. */

export type Kind = 'text' | 'mixed'

/** About 12 KB of plain text and HTML each; of `mixed`, every second one has a photo and a PDF besides (1 MB, so 500 KB on average). */
export function seededMessage(kind: Kind, index: number): Buffer {
  const random = generator(index * 7919 + (kind === 'text' ? 1 : 2))
  const headline = sentence(random, 8).replace('.', '')
  const paragraphs = Array.from({ length: 23 }, () => Array.from({ length: 3 }, () => sentence(random, 14)).join(' '))
  const alternative = alternativePart(headline, paragraphs)
  const head = [
    `Received: from mx.example by desk.example; Tue, 24 Nov 2026 09:00:00 +0000`,
    `From: Press Office ${index % 50} <press@organisation-${index % 50}.example>`,
    'To: desk@news.example',
    `Subject: ${headline}`,
    'Date: Tue, 24 Nov 2026 09:00:00 +0000',
    `Message-ID: <${kind}-${index}@organisation.example>`,
    'MIME-Version: 1.0',
  ]
  if (kind === 'text' || index % 2 === 0) return Buffer.from([...head, alternative].join('\r\n'), 'latin1')
  const parts = [
    alternative,
    attachmentPart(
      'image/jpeg',
      'photo.jpg',
      octets(random, 520_000, [0xff, 0xd8, 0xff, 0xe0, 0, 16, 0x4a, 0x46, 0x49, 0x46, 0]),
    ),
    attachmentPart('application/pdf', 'release.pdf', octets(random, 195_000, [...Buffer.from('%PDF-1.7\n')])),
  ]
  const body = parts.map((part) => `--mixed\r\n${part}\r\n`).join('')
  return Buffer.from(
    [...head, 'Content-Type: multipart/mixed; boundary=mixed', '', `${body}--mixed--\r\n`].join('\r\n'),
    'latin1',
  )
}

function alternativePart(headline: string, paragraphs: readonly string[]): string {
  const html = paragraphs
    .map((text) => `<p style="margin:0 0 12px;font-family:Arial,sans-serif">${text}</p>`)
    .join('\r\n')
  return [
    'Content-Type: multipart/alternative; boundary=alt',
    '',
    '--alt',
    'Content-Type: text/plain; charset=utf-8',
    '',
    [headline, ...paragraphs.map(wrapped), '###', 'Contact: press@organisation.example'].join('\r\n\r\n'),
    '--alt',
    'Content-Type: text/html; charset=utf-8',
    '',
    `<html><body><h1>${headline}</h1>\r\n${html}\r\n<p><a href="https://organisation.example/news">More</a></p></body></html>`,
    '--alt--',
    '',
  ].join('\r\n')
}

function attachmentPart(type: string, name: string, content: Buffer): string {
  const base64 = content.toString('base64').replace(/.{76}/g, '$&\r\n')
  return [
    `Content-Type: ${type}; name=${name}`,
    `Content-Disposition: attachment; filename=${name}`,
    'Content-Transfer-Encoding: base64',
    '',
    base64,
  ].join('\r\n')
}

function wrapped(text: string): string {
  return text.replace(/(.{1,71})(?: |$)/g, '$1\r\n').trimEnd()
}

const WORDS =
  'the of and to in a is that for it was on are as with they be at one have this from by hot word but what some there we can out other were all your when up use how said each which their time will way about many then them would write like these her long make thing see him two has look more day could go come did number sound no most people over know water than call first who may down side been now find any new work part take get place made live where after back little only round man year came show every good me give our under name very through just form much great think say help low line before turn cause same mean differ move right boy old too does tell council ministry museum hospital railway budget report region minister programme investment research university energy climate station harbour'.split(
    ' ',
  )

/** A third of running English is made of these, by which its language is told. */
const COMMONEST = WORDS.slice(0, 24)

function sentence(random: () => number, length: number): string {
  const words = Array.from({ length }, (_, at) => {
    const from = at % 3 === 1 ? COMMONEST : WORDS
    return from[Math.floor(random() * from.length)] as string
  })
  const text = words.join(' ')
  return `${text[0]?.toUpperCase()}${text.slice(1)}.`
}

function octets(random: () => number, length: number, start: readonly number[]): Buffer {
  const content = Buffer.alloc(length)
  for (let at = 0; at + 4 <= length; at += 4) content.writeUInt32LE(Math.floor(random() * 2 ** 32), at)
  content.set(start)
  return content
}

/** mulberry32, by Tommy Ettinger (public domain): small, and good enough to make octets differ. */
function generator(seed: number): () => number {
  let state = seed | 0
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}
