/** Puts a release that is only text or HTML into a made-up message. */

interface Letter {
  subject: string
  /** When it was sent and received. */
  sentAt: Date
  /** The sender's clock, as `+0200`; that of Greenwich where it is not given. */
  offset?: string
  type: 'plain' | 'html'
  text: string
}

/** The octets of a message to a news desk with that text, in UTF-8; nothing in its envelope tells of a part of the release. */
export function envelopeOf({ subject, sentAt, offset, type, text }: Letter): Buffer {
  const header = [
    'From: Press Office <press@mail.invalid>',
    'To: newsroom@paper.example',
    `Subject: ${subject === '' ? '' : encodedWord(subject)}`,
    `Date: ${dateField(sentAt, offset ?? '+0000')}`,
    'Message-ID: <release@mail.invalid>',
    'MIME-Version: 1.0',
    `Content-Type: text/${type}; charset=utf-8`,
    'Content-Transfer-Encoding: base64',
  ]
  const body = Buffer.from(text).toString('base64').replace(/.{76}/g, '$&\r\n')
  return Buffer.from(`${header.join('\r\n')}\r\n\r\n${body}\r\n`)
}

/** RFC 5322, on the clock that is `offset` from Greenwich. */
function dateField(at: Date, offset: string): string {
  const [, sign, hours, minutes] = /^([+-])(\d\d)(\d\d)$/.exec(offset) ?? []
  const ahead = (sign === '-' ? -1 : 1) * (Number(hours ?? 0) * 60 + Number(minutes ?? 0))
  return new Date(at.getTime() + ahead * 60_000).toUTCString().replace('GMT', offset)
}

/** RFC 2047, in words of at most 75 characters. */
function encodedWord(text: string): string {
  const words: string[] = []
  let word = ''
  for (const character of text) {
    if (Buffer.byteLength(word + character) > 45) {
      words.push(word)
      word = ''
    }
    word += character
  }
  return [...words, word].map((part) => `=?utf-8?B?${Buffer.from(part).toString('base64')}?=`).join('\r\n ')
}
