import { encodedWords, encodeIn, type OldCharset } from './charsets.ts'

/** A message in an old charset, its parts ready to be written. */
export interface OldMessage {
  charset: OldCharset
  /** Fields other than From and Subject, ready to be written: ASCII only. */
  fields: [name: string, value: string][]
  from: string
  subject: string
  /** Lines ended by LF. */
  text: string
  attachments: { filename: string; contentType: string; content: Buffer }[]
  boundary: string
}

/**
 * Writes an RFC 5322 message whose header and text are in an old charset, 8-bit or (ISO-2022-JP) 7-bit, unencoded.
 * By hand, because nodemailer writes field text in UTF-8 only and turns unencoded text into quoted-printable.
 */
export function writeOldMessage({ charset, fields, from, subject, text, attachments, boundary }: OldMessage): Buffer {
  const [, name = '', address = ''] = /^(.*?) *<(.*)>$/.exec(from) ?? []
  const head = [
    ...fields,
    ['From', `${encodedWords(charset, name)} <${address}>`],
    ['Subject', encodedWords(charset, subject)],
    ['MIME-Version', '1.0'],
  ].map(([field, value]) => `${field}: ${value}`)
  const textHead = [
    `Content-Type: text/plain; charset=${charset}`,
    `Content-Transfer-Encoding: ${charset === 'iso-2022-jp' ? '7bit' : '8bit'}`,
  ]
  const body = encodeIn(charset, text.replaceAll('\n', '\r\n'))
  if (attachments.length === 0) return Buffer.concat([ascii([...head, ...textHead, '', '']), body])

  return Buffer.concat([
    ascii([...head, `Content-Type: multipart/mixed; boundary="${boundary}"`, '', `--${boundary}`, ...textHead, '', '']),
    body,
    ...attachments.map(({ filename, contentType, content }) =>
      ascii([
        `--${boundary}`,
        `Content-Type: ${contentType}; name="${filename}"`,
        `Content-Disposition: attachment; filename="${filename}"`,
        'Content-Transfer-Encoding: base64',
        '',
        content.toString('base64').replace(/.{76}(?=.)/g, '$&\r\n'),
        '',
      ]),
    ),
    ascii([`--${boundary}--`, '']),
  ])
}

function ascii(lines: string[]): Buffer {
  return Buffer.from(lines.join('\r\n'), 'ascii')
}
