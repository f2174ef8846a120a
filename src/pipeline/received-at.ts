/**
 * The time of receipt that a message from a file tells of itself: the topmost Received field, which the last server wrote
 * (RFC 5321 §4.4), else the Date field, which is the sender's claim. Undefined when neither can be read. Takes the octets of the message.
 */
export function receivedAtOf(source: Uint8Array): Date | undefined {
  const header = headerOf(source)
  const received = /^received:([^\n]*(?:\n[ \t][^\n]*)*)/im.exec(header)?.[1]
  const date = /^date:([^\n]*(?:\n[ \t][^\n]*)*)/im.exec(header)?.[1]
  return dateOf(received?.slice(received.lastIndexOf(';') + 1)) ?? dateOf(date)
}

// Real header sections are far smaller; a body without a blank line before it is not searched to its end.
const HEADER_LIMIT = 256 * 1024

function headerOf(source: Uint8Array): string {
  const start = Buffer.from(source.buffer, source.byteOffset, Math.min(source.byteLength, HEADER_LIMIT)).toString(
    'latin1',
  )
  const end = start.search(/\r?\n\r?\n/)
  return (end < 0 ? start : start.slice(0, end)).replaceAll('\r\n', '\n')
}

function dateOf(field: string | undefined): Date | undefined {
  if (field === undefined) return undefined
  // Comments such as "(CET)" (RFC 5322 §3.2.2) and folding are no part of the date.
  const date = new Date(
    field
      .replace(/\([^()]*\)/g, ' ')
      .replace(/\s+/g, ' ')
      .trim(),
  )
  // A year of five digits is no date that a mail server has written, and none that JSON can carry (RFC 3339).
  const year = date.getUTCFullYear()
  return year >= 1970 && year <= 9999 ? date : undefined
}
