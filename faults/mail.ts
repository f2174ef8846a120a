import { randomFrom } from './random.ts'

/** The word by which a message is found again in whatever became of it. */
export function markerOf(tag: string, n: number): string {
  return `REF-${tag}-${String(n).padStart(6, '0')}`
}

/** A release of a few hundred bytes to 20 KB; every fifth has an attachment, every tenth one that others have too. Same arguments, same octets. */
export function numberedRelease(
  tag: string,
  n: number,
  options: { messageId?: string; received?: string } = {},
): string {
  const random = randomFrom(n * 7919 + 17)
  const marker = markerOf(tag, n)
  const { messageId = `${marker}@organisation.example`, received = 'mx.example' } = options
  const head = [
    `Received: from ${received} by desk.example; Tue, 24 Nov 2026 09:00:00 +0000`,
    `From: Press Office ${n % 40} <press@organisation-${n % 40}.example>`,
    'To: desk@news.example',
    `Subject: Council opens bridge number ${n} to traffic`,
    'Date: Tue, 24 Nov 2026 09:00:00 +0000',
    `Message-ID: <${messageId}>`,
    'MIME-Version: 1.0',
  ]
  const text = [`The council opened bridge ${marker} on Monday.`, ...paragraphs(random)].join('\r\n\r\n')
  if (n % 5 !== 0) return [...head, 'Content-Type: text/plain; charset=utf-8', '', text, ''].join('\r\n')
  const shared = n % 10 === 0
  const table = shared ? 'year,bridges\r\n2026,12\r\n' : `bridge,opened\r\n${marker},2026\r\n`
  const file = Buffer.from(table.repeat(shared ? 40 : 1 + Math.floor(random() * 60))).toString('base64')
  return [
    ...head,
    'Content-Type: multipart/mixed; boundary=mixed',
    '',
    '--mixed',
    'Content-Type: text/plain; charset=utf-8',
    '',
    text,
    '--mixed',
    'Content-Type: text/csv; name=bridges.csv',
    'Content-Disposition: attachment; filename=bridges.csv',
    'Content-Transfer-Encoding: base64',
    '',
    file.replace(/.{76}/g, '$&\r\n'),
    '--mixed--',
    '',
  ].join('\r\n')
}

/** A release whose source is exactly that many octets long: one large attachment. */
export function releaseOfSize(marker: string, octets: number): string {
  const head = [
    'From: Press Office <press@organisation.example>',
    `Subject: A film of the bridge ${marker}`,
    `Message-ID: <${marker}@organisation.example>`,
    'MIME-Version: 1.0',
    'Content-Type: multipart/mixed; boundary=mixed',
    '',
    '--mixed',
    'Content-Type: text/plain; charset=utf-8',
    '',
    `The film ${marker} is attached.`,
    '--mixed',
    'Content-Type: video/mp4; name=bridge.mp4',
    'Content-Disposition: attachment; filename=bridge.mp4',
    'Content-Transfer-Encoding: base64',
    '',
    '',
  ].join('\r\n')
  const tail = '\r\n--mixed--\r\n'
  // The marker makes the attachment's octets its own.
  const line = `${Buffer.from(marker.padEnd(57, '.').slice(0, 57)).toString('base64')}\r\n`
  const room = octets - head.length - tail.length
  const body = line.repeat(Math.floor(room / line.length))
  return `${head}${body}${'A'.repeat(room - body.length)}${tail}`
}

const WORDS =
  'council bridge traffic minister budget railway station region museum harbour energy research hospital report climate river public work new first long open plan year people city water road'.split(
    ' ',
  )

function paragraphs(random: () => number): string[] {
  // Most are short; one in twenty is long.
  const count = random() < 0.05 ? 60 : Math.floor(random() * 6)
  return Array.from({ length: count }, () =>
    Array.from({ length: 50 }, () => WORDS[Math.floor(random() * WORDS.length)] as string)
      .join(' ')
      .replace(/(.{1,71})(?: |$)/g, '$1\r\n')
      .trimEnd(),
  )
}
