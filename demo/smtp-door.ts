import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import type { Readable } from 'node:stream'
import { SMTPServer } from 'smtp-server'

/** The demo's own door for mail: takes any sender and any recipient. */
export interface SmtpDoor {
  port: number
  close(): Promise<void>
}

type Receive = (source: Buffer, receivedAt: Date) => void

// The size a desk's own mail server would take (design section 8), so a visitor's big photo is refused politely.
const MAX_SOURCE = 50 * 1024 * 1024

/**
 * Opens an SMTP receiver on `host` and hands each message over octet for octet, under the Received field of RFC 5321 §4.4.
 * Port 0 takes a free one; throws when `port` is taken.
 */
export async function openSmtpDoor(port: number, host: string, receive: Receive): Promise<SmtpDoor> {
  const server = new SMTPServer({
    name: 'demo.copytaster.example',
    disabledCommands: ['AUTH', 'STARTTLS'],
    disableReverseLookup: true,
    size: MAX_SOURCE,
    closeTimeout: 500,
    logger: false,
    onData: (stream, session, done) => {
      const receivedAt = new Date()
      readWithin(stream, MAX_SOURCE).then((source) => {
        if (!source) return done(Object.assign(new Error('The message is over 50 MiB'), { responseCode: 552 }))
        receive(Buffer.concat([Buffer.from(receivedField(session, receivedAt)), source]), receivedAt)
        done()
      }, done)
    },
  })
  server.on('error', () => {}) // A client that breaks off is its own trouble; a taken port rejects below.
  server.listen(port, host)
  await once(server.server, 'listening')
  return {
    port: (server.server.address() as AddressInfo).port,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  }
}

/** The whole stream, read to its end, or undefined when it is longer than `limit` octets. */
async function readWithin(stream: Readable, limit: number): Promise<Buffer | undefined> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    size += chunk.length
    if (size <= limit) chunks.push(chunk)
  }
  return size <= limit ? Buffer.concat(chunks) : undefined
}

function receivedField(session: { clientHostname: string; remoteAddress: string }, receivedAt: Date): string {
  const date = receivedAt.toUTCString().replace('GMT', '+0000')
  return `Received: from ${session.clientHostname} ([${session.remoteAddress}])\r\n\tby demo.copytaster.example with ESMTP; ${date}\r\n`
}
