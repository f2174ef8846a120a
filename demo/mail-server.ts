import { once } from 'node:events'
import type { AddressInfo, Socket } from 'node:net'
import hoodiecrow from 'hoodiecrow-imap'
import fetchHandlers from 'hoodiecrow-imap/lib/commands/handlers/fetch.js'
import { openSmtpDoor } from './smtp-door.ts'

/** What `startDemoMailbox` gives: where to read it, where to mail it, and how to end it. */
export interface DemoMailbox {
  imapUrl: string
  smtpPort: number
  append(source: Buffer, receivedAt: Date): Promise<void>
  close(): Promise<void>
}

/**
 * Starts an IMAP mailbox (user and password `demo`, an empty INBOX, a folder Archive) and an SMTP door into that
 * INBOX, on 127.0.0.1 and on a free port unless another is given. Everything is kept in memory.
 * `append` files a whole RFC 5322 message with `receivedAt` as its INTERNALDATE and tells every idling client.
 * Throws when a given port is taken.
 */
export async function startDemoMailbox(
  options: { host?: string; port?: number; smtpPort?: number } = {},
): Promise<DemoMailbox> {
  const host = options.host ?? '127.0.0.1'
  const server = createServer()
  const sockets = trackSockets(server)
  const file = (source: Buffer, receivedAt: Date) => {
    server.appendMessage('INBOX', [], receivedAt, source.toString('latin1'))
  }

  await listen(server, options.port ?? 0, host)
  const door = await openSmtpDoor(options.smtpPort ?? 0, host, file).catch(async (error: unknown) => {
    await closeServer(server, sockets)
    throw error
  })

  return {
    imapUrl: `imap://demo:demo@127.0.0.1:${(server.server.address() as AddressInfo).port}`,
    smtpPort: door.port,
    append: async (source, receivedAt) => file(source, receivedAt),
    close: async () => {
      await Promise.all([door.close(), closeServer(server, sockets)])
    },
  }
}

// CONDSTORE is left out: hoodiecrow announces HIGHESTMODSEQ 0 for an empty mailbox (RFC 7162 §3.1.2.1 wants 1 or more)
// and ignores CHANGEDSINCE in UID FETCH, so a client that trusts the capability is misled.
const PLUGINS = ['ID', 'LITERALPLUS', 'SPECIAL-USE', 'UIDPLUS', 'MOVE', 'UNSELECT', 'NAMESPACE']

function createServer(): hoodiecrow.ImapServer {
  const server = hoodiecrow({
    plugins: [...PLUGINS, idle, wholeSources, dates, announcements],
    id: { name: 'Copytaster demo mailbox' },
    users: { demo: { password: 'demo' } },
    storage: {
      // The mailbox starts empty and counts its UIDs from 1 every time, which only a new UIDVALIDITY makes true.
      INBOX: { uidvalidity: Math.floor(Date.now() / 1000) },
      '': { folders: { Archive: { 'special-use': '\\Archive', uidvalidity: Math.floor(Date.now() / 1000) } } },
    },
  })
  server.setMaxListeners(0) // one 'notify' listener a connection, which is no leak
  return server
}

/**
 * RFC 2177. Replaces hoodiecrow's IDLE, whose 30-minute timer outlives the connection (the process could not end), and
 * which leaves untagged responses switched to "send at once" after DONE, in the middle of later commands.
 */
function idle(server: hoodiecrow.ImapServer): void {
  server.registerCapability('IDLE')
  server.setCommandHandler('IDLE', (connection, parsed, data, done) => {
    const answer = (command: string, value: string) =>
      connection.send({ tag: parsed.tag, command, attributes: [{ type: 'TEXT', value }] }, 'IDLE', parsed, data)

    if (connection.state === 'Not Authenticated') {
      answer('NO', 'Log in first')
      return done()
    }
    connection.inputHandler = (line) => {
      connection.inputHandler = false
      connection.directNotifications = false
      if (line.toUpperCase() === 'DONE') answer('OK', 'IDLE completed')
      else answer('BAD', 'Expected DONE')
      done()
    }
    connection.socket?.write('+ idling\r\n')
    connection.directNotifications = true
    connection.processNotifications()
  })
}

/**
 * BODY[] and BODY.PEEK[] straight from the octets, partial or whole. Without this hoodiecrow first runs every message
 * through its own MIME parser, and keeps the tree, only to send the source.
 */
function wholeSources(server: hoodiecrow.ImapServer): void {
  for (const name of ['BODY', 'BODY.PEEK']) {
    server.fetchHandlers[name] = (connection, message, query) => {
      if (query.section?.length !== 0) return fetchHandlers.BODY(connection, message, query)
      const [start = 0, length = message.raw.length] = query.partial ?? []
      return { type: 'LITERAL', value: message.raw.slice(start, start + length) }
    }
  }
}

/** INTERNALDATE in UTC: hoodiecrow's own writes zones such as India's as `+060-30`. */
function dates(server: hoodiecrow.ImapServer): void {
  server.formatInternalDate = (date) => {
    const [, day, month, year, time] = date.toUTCString().split(' ')
    return `${day}-${month}-${year} ${time} +0000`
  }
}

/** EXISTS to every client, also to the one that appended: hoodiecrow leaves that one out (RFC 3501 §6.3.11: SHOULD). */
function announcements(server: hoodiecrow.ImapServer): void {
  const append = server.appendMessage.bind(server)
  server.appendMessage = (mailbox, flags, internalDate, raw) => append(mailbox, flags, internalDate, raw)
}

async function listen(server: hoodiecrow.ImapServer, port: number, host: string): Promise<void> {
  server.listen(port, host, () => {})
  await once(server.server, 'listening')
}

function trackSockets(server: hoodiecrow.ImapServer): Set<Socket> {
  const sockets = new Set<Socket>()
  server.server.on('connection', (socket) => {
    sockets.add(socket)
    socket.once('close', () => sockets.delete(socket))
  })
  return sockets
}

async function closeServer(server: hoodiecrow.ImapServer, sockets: Set<Socket>): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(resolve))
  for (const socket of sockets) socket.destroy()
  await closed
}
