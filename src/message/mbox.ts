/**
 * Splits an mbox file (RFC 4155) into its messages, octet for octet, without the separator lines and the blank line that ends each.
 * `mbox-reader` splits at every line that starts with "From ", also inside a text, and joins lines anew; here a message must come out
 * as it went in. A separator stands at the start or after a blank line and holds a time and a year (asctime). `>From ` is unescaped once (mboxrd).
 */
export async function* readMbox(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Buffer> {
  let lines: Buffer[] = []
  let inMessage = false
  let afterBlank = true
  for await (const line of readLines(chunks)) {
    if (afterBlank && isSeparator(line)) {
      if (inMessage) yield join(lines)
      lines = []
      inMessage = true
      afterBlank = false
      continue
    }
    if (inMessage) lines.push(isEscapedSeparator(line) ? line.subarray(1) : line)
    afterBlank = isBlank(line)
  }
  if (inMessage) yield join(lines)
}

/** Whether a file that starts with these octets is an mbox. */
export function isMbox(start: Uint8Array): boolean {
  const head = Buffer.from(start)
  const end = head.indexOf(LF)
  return isSeparator(end < 0 ? head : head.subarray(0, end))
}

const LF = 10
const SEPARATOR = /^From \S.*\d:\d\d\b.*\b(?:19|20)\d\d\b/

async function* readLines(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Buffer> {
  let rest: Buffer[] = []
  for await (const chunk of chunks) {
    const bytes = Buffer.from(chunk)
    let start = 0
    for (let end = bytes.indexOf(LF); end >= 0; end = bytes.indexOf(LF, start)) {
      const line = bytes.subarray(start, end + 1)
      yield rest.length > 0 ? Buffer.concat([...rest, line]) : line
      rest = []
      start = end + 1
    }
    if (start < bytes.length) rest.push(bytes.subarray(start))
  }
  if (rest.length > 0) yield Buffer.concat(rest)
}

function join(lines: Buffer[]): Buffer {
  const last = lines.at(-1)
  return Buffer.concat(last && isBlank(last) ? lines.slice(0, -1) : lines)
}

function isSeparator(line: Buffer): boolean {
  return line.length < 1000 && line.subarray(0, 5).equals(FROM) && SEPARATOR.test(line.toString('latin1'))
}

const FROM = Buffer.from('From ')

function isEscapedSeparator(line: Buffer): boolean {
  let marks = 0
  while (line[marks] === 0x3e) marks += 1
  return marks > 0 && line.subarray(marks, marks + 5).equals(FROM)
}

function isBlank(line: Buffer): boolean {
  return line.at(-1) === LF && (line.length === 1 || (line.length === 2 && line[0] === 13))
}
