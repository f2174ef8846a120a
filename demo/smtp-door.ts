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

function converse(socket: Socket, receive: Receive): void {
  let greeting = ''
  let sender: string | undefined
  let recipients: string[] = []
  let lines: Buffer[] | undefined
  let size = 0
  const say = (reply: string) => socket.write(`${reply}\r\n`)
  const forget = () => {
    sender = undefined
    recipients = []
  }

  const takeData = (line: Buffer) => {
    if (line.toString('latin1') !== '.') {
      size += line.length + CRLF.length
      // RFC 5321 §4.5.2: a line of the message that starts with a dot comes with one dot more.
      if (size <= MAX_SOURCE) lines?.push(line[0] === 0x2e ? line.subarray(1) : line, CRLF)
      return
    }
    const source = Buffer.concat(lines ?? [])
    lines = undefined
    if (size > MAX_SOURCE) say('552 5.3.4 The message is larger than 50 MB; send fewer or smaller attachments')
    else {
      const receivedAt = new Date()
      receive(Buffer.concat([traceField(greeting, recipients, receivedAt), source]), receivedAt)
      say('250 2.0.0 Received; it is on its way to the desk')
    }
    forget()
  }

  const obey = (line: string) => {
    const [, verb = '', rest = ''] = /^(\S+) ?(.*)$/.exec(line) ?? []
    switch (verb.toUpperCase()) {
      case 'HELO':
        greeting = rest
        return say('250 demo.copytaster.example')
      case 'EHLO':
        greeting = rest
        return say(
          ['250-demo.copytaster.example', '250-PIPELINING', '250-8BITMIME', '250-SMTPUTF8', `250 SIZE ${MAX_SOURCE}`].join('\r\n'),
        )
      case 'MAIL':
        forget()
        sender = addressIn(rest)
        return say(sender === undefined ? '501 5.5.4 Say MAIL FROM:<address>' : '250 2.1.0 OK')
      case 'RCPT': {
        const recipient = addressIn(rest)
        if (sender === undefined) return say('503 5.5.1 Say MAIL FROM first')
        if (recipient === undefined) return say('501 5.5.4 Say RCPT TO:<address>')
        recipients.push(recipient)
        return say('250 2.1.5 OK')
      }
      case 'DATA':
        if (recipients.length === 0) return say('503 5.5.1 Say MAIL FROM and RCPT TO first')
        lines = []
        size = 0
        return say('354 End the message with a line holding only a dot')
      case 'RSET':
        forget()
        return say('250 2.0.0 OK')
      case 'NOOP':
        return say('250 2.0.0 OK')
      case 'QUIT':
        say('221 2.0.0 Goodbye')
        return socket.end()
      default:
        return say('502 5.5.1 Command not known here')
    }
  }

  say('220 demo.copytaster.example ESMTP')
  onLines(socket, (line) => (lines ? takeData(line) : obey(line.toString('latin1'))))
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

function traceField(greeting: string, recipients: string[], receivedAt: Date): Buffer {
  const forWhom = recipients.length === 1 ? ` for <${recipients[0]}>` : ''
  const when = receivedAt.toUTCString().replace('GMT', '+0000')
  return Buffer.from(
    `Received: from ${greeting.replace(/[^\w.:[\]-]/g, '') || 'unknown'} by demo.copytaster.example with ESMTP${forWhom};\r\n ${when}\r\n`,
    'latin1',
  )
}
