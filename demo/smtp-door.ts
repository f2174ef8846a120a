import { once } from 'node:events'
import { type AddressInfo, createServer, type Socket } from 'node:net'

/** The demo's own door for mail: listens on 127.0.0.1 and takes any sender and any recipient. */
export interface SmtpDoor {
  port: number
  close(): Promise<void>
}

type Receive = (source: Buffer, receivedAt: Date) => void

// The size a desk's own mail server would take (design section 8), so a visitor's big photo is refused politely.
const MAX_SOURCE = 50 * 1024 * 1024
const CRLF = Buffer.from('\r\n')

/**
 * Opens a small SMTP receiver (RFC 5321, with SIZE, 8BITMIME, SMTPUTF8 and PIPELINING) and hands each message over
 * octet for octet, under the Received field of RFC 5321 §4.4. Port 0 takes a free one; throws when `port` is taken.
 * Written here because the one in hoodiecrow reads every message as UTF-8, which spoils other charsets.
 */
export async function openSmtpDoor(port: number, receive: Receive): Promise<SmtpDoor> {
  const sockets = new Set<Socket>()
  const server = createServer((socket) => {
    sockets.add(socket)
    socket.once('close', () => sockets.delete(socket))
    socket.on('error', () => socket.destroy())
    converse(socket, receive)
  })
  server.listen(port, '127.0.0.1')
  await once(server, 'listening')

  return {
    port: (server.address() as AddressInfo).port,
    close: async () => {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()))
      for (const socket of sockets) socket.destroy()
      await closed
    },
  }
}

interface Session {
  greeting: string
  sender: string | undefined
  recipients: string[]
  /** The message so far, while the client is sending one. */
  lines: Buffer[] | undefined
  size: number
}

function converse(socket: Socket, receive: Receive): void {
  const session: Session = { greeting: '', sender: undefined, recipients: [], lines: undefined, size: 0 }
  socket.write('220 demo.copytaster.example ESMTP\r\n')
  onLines(socket, (line) => {
    const reply = session.lines
      ? takeLine(session, session.lines, line, receive)
      : obey(session, line.toString('latin1'))
    if (reply !== undefined) socket.write(`${reply}\r\n`)
    if (reply?.startsWith('221')) socket.end()
  })
}

/** Takes one line of a message; gives the reply once the message is whole. */
function takeLine(session: Session, lines: Buffer[], line: Buffer, receive: Receive): string | undefined {
  if (line.toString('latin1') !== '.') {
    session.size += line.length + CRLF.length
    // RFC 5321 §4.5.2: a line of the message that starts with a dot comes with one dot more.
    if (session.size <= MAX_SOURCE) lines.push(line[0] === 0x2e ? line.subarray(1) : line, CRLF)
    return
  }
  const receivedAt = new Date()
  const source = Buffer.concat([traceField(session, receivedAt), ...lines])
  const tooLarge = session.size > MAX_SOURCE
  forget(session)
  if (tooLarge) return '552 5.3.4 The message is larger than 50 MB; send fewer or smaller attachments'
  receive(source, receivedAt)
  return '250 2.0.0 Received; it is on its way to the desk'
}

function obey(session: Session, line: string): string {
  const [, verb = '', rest = ''] = /^(\S+) ?(.*)$/.exec(line) ?? []
  const command = COMMANDS[verb.toUpperCase()]
  return command ? command(session, rest) : '502 5.5.1 Command not known here'
}

const COMMANDS: Record<string, (session: Session, rest: string) => string> = {
  HELO: (session, rest) => {
    session.greeting = rest
    return '250 demo.copytaster.example'
  },
  EHLO: (session, rest) => {
    session.greeting = rest
    const offers = ['demo.copytaster.example', 'PIPELINING', '8BITMIME', 'SMTPUTF8']
    return [...offers.map((offer) => `250-${offer}`), `250 SIZE ${MAX_SOURCE}`].join('\r\n')
  },
  MAIL: (session, rest) => {
    forget(session)
    session.sender = addressIn(rest)
    return session.sender === undefined ? '501 5.5.4 Say MAIL FROM:<address>' : '250 2.1.0 OK'
  },
  RCPT: (session, rest) => {
    if (session.sender === undefined) return '503 5.5.1 Say MAIL FROM first'
    const recipient = addressIn(rest)
    if (recipient === undefined) return '501 5.5.4 Say RCPT TO:<address>'
    session.recipients.push(recipient)
    return '250 2.1.5 OK'
  },
  DATA: (session) => {
    if (session.recipients.length === 0) return '503 5.5.1 Say MAIL FROM and RCPT TO first'
    session.lines = []
    return '354 End the message with a line holding only a dot'
  },
  RSET: (session) => {
    forget(session)
    return '250 2.0.0 OK'
  },
  NOOP: () => '250 2.0.0 OK',
  QUIT: () => '221 2.0.0 Goodbye',
}

function forget(session: Session): void {
  Object.assign(session, { sender: undefined, recipients: [], lines: undefined, size: 0 } satisfies Partial<Session>)
}

/** Calls `take` with each CRLF-ended line, without its CRLF. A bare CR or LF stays part of the line. */
function onLines(socket: Socket, take: (line: Buffer) => void): void {
  let rest: Buffer = Buffer.alloc(0)
  socket.on('data', (chunk: Buffer) => {
    rest = rest.length ? Buffer.concat([rest, chunk]) : chunk
    let start = 0
    for (let end = rest.indexOf(CRLF); end >= 0; end = rest.indexOf(CRLF, start)) {
      take(rest.subarray(start, end))
      start = end + CRLF.length
    }
    rest = rest.subarray(start)
    if (rest.length > MAX_SOURCE) socket.destroy()
  })
}

function addressIn(words: string): string | undefined {
  return /^(?:FROM|TO): ?<([^>]*)>/i.exec(words)?.[1]
}

function traceField({ greeting, recipients }: Session, receivedAt: Date): Buffer {
  const client = greeting.replace(/[^\w.:[\]-]/g, '') || 'unknown'
  const forWhom = recipients.length === 1 ? ` for <${recipients[0]}>` : ''
  const when = receivedAt.toUTCString().replace('GMT', '+0000')
  return Buffer.from(
    `Received: from ${client} by demo.copytaster.example with ESMTP${forWhom};\r\n ${when}\r\n`,
    'latin1',
  )
}
