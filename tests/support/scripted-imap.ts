import { once } from 'node:events'
import { type AddressInfo, createServer } from 'node:net'
import { openSession, type Session } from './scripted-imap-session.ts'
import type { Command } from './scripted-imap-syntax.ts'

export interface ScriptedMessage {
  uid: number
  source: Buffer
  flags: Set<string>
  internalDate: Date
}

export interface ScriptedFolder {
  uidValidity: number
  uidNext: number
  messages: ScriptedMessage[]
}

/** What is done in place of the ordinary answer. An object with `act` does something first and then answers as `next` says. */
export type Reaction =
  | 'silence'
  | 'close'
  | { no: string }
  | { bad: string }
  | { bye: string }
  | { act: () => void; next?: Reaction }
  /** In a FETCH: after this many rows. */
  | { afterRows: number; act?: () => void; next: Reaction }

/** How the server differs from a good one; all of it may be changed while it runs. */
interface Misbehaviour {
  greeting: string | 'silence' | 'close'
  /** Sees every command before it is answered; `again` counts, from 1, how often this connection has sent it. */
  script: (command: Command, again: number) => Reaction | undefined
  /** What RFC822.SIZE says of a UID, where it is not the truth. */
  sizes: Map<number, number>
  /** What is sent as the source of a UID; called anew at each reading. */
  sends: Map<number, (source: Buffer) => Buffer>
  /** After how many octets of a UID's literal the connection is closed. */
  cuts: Map<number, number>
  /** Lines that are sent before the answer to each FETCH. */
  unasked: string[]
  /** FETCH answers from the last message to the first. */
  backwards: boolean
  /** False: no EXISTS is ever sent of itself. */
  announces: boolean
  /** SELECT says [READ-ONLY]. */
  readOnly: boolean
  /** What SELECT says of PERMANENTFLAGS; undefined: nothing. */
  permanentFlags: string | undefined
  saysUidNext: boolean
}

/** An IMAP4rev1 server (RFC 3501) on a socket, whose mailbox is an object and which can be told to misbehave. Any password is right. */
export interface ScriptedImap {
  host: string
  port: number
  /** Such as `IDLE`, `UIDPLUS`, `ESEARCH`; what is not in it is not understood. Changes count for what comes after. */
  capabilities: Set<string>
  /** By their names on the wire (modified UTF-7). */
  folders: Map<string, ScriptedFolder>
  inbox: ScriptedFolder
  faults: Misbehaviour
  /** Every command as it came, such as `A3 UID FETCH 1:5 (UID)`; literals as `{n}` and their octets. */
  transcript: string[]
  /** When each connection came, by `performance.now()`. */
  connectedAt: number[]
  imapUrl(user?: string): string
  /** Puts a message into a folder and tells those who wait, unless `announces` is false. */
  deliver(source: string | Uint8Array, options?: { folder?: string; receivedAt?: Date }): ScriptedMessage
  /** A new UIDVALIDITY; every message gets a new UID, from 1 (or `from`) on. */
  renumber(folder?: string, from?: number): void
  /** Cuts every connection. */
  cut(): void
  /** Every present connection stays open, but nothing more is heard of the server on it. */
  freeze(): void
  close(): Promise<void>
}

const HOST = '127.0.0.1'

export async function startScriptedImap(capabilities = ['IDLE', 'UIDPLUS', 'ESEARCH']): Promise<ScriptedImap> {
  const sessions = new Set<Session>()
  const inbox: ScriptedFolder = { uidValidity: 1_000, uidNext: 1, messages: [] }
  const server = createServer((socket) => {
    imap.connectedAt.push(performance.now())
    const session = openSession(imap, socket)
    sessions.add(session)
    socket.on('close', () => sessions.delete(session))
    socket.on('error', () => {})
    session.ended.catch(() => socket.destroy())
  }).listen(0, HOST)
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo

  const imap: ScriptedImap = {
    host: HOST,
    port,
    capabilities: new Set(capabilities),
    folders: new Map([['INBOX', inbox]]),
    inbox,
    faults: goodBehaviour(),
    transcript: [],
    connectedAt: [],
    imapUrl: (user = 'desk') => `imap://${user}:secret@${HOST}:${port}/`,
    deliver(source, { folder = 'INBOX', receivedAt = new Date() } = {}) {
      const into = folderOf(imap, folder)
      const message = {
        uid: into.uidNext++,
        source: Buffer.from(source),
        flags: new Set<string>(),
        internalDate: receivedAt,
      }
      into.messages.push(message)
      for (const session of sessions) session.announce()
      return message
    },
    renumber(folder = 'INBOX', from = 1) {
      const renumbered = folderOf(imap, folder)
      renumbered.uidValidity++
      renumbered.messages.forEach((message, i) => {
        message.uid = from + i
      })
      renumbered.uidNext = from + renumbered.messages.length
    },
    cut() {
      for (const session of sessions) session.cut()
    },
    freeze() {
      for (const session of sessions) session.freeze()
    },
    async close() {
      imap.cut()
      server.close()
      await once(server, 'close')
    },
  }
  return imap
}

function goodBehaviour(): Misbehaviour {
  return {
    greeting: '* OK ready',
    script: () => undefined,
    sizes: new Map(),
    sends: new Map(),
    cuts: new Map(),
    unasked: [],
    backwards: false,
    announces: true,
    readOnly: false,
    permanentFlags: '(\\Answered \\Flagged \\Deleted \\Seen \\Draft \\*)',
    saysUidNext: true,
  }
}

function folderOf(imap: ScriptedImap, name: string): ScriptedFolder {
  const folder = imap.folders.get(name)
  if (!folder) throw new Error(`The scripted server has no folder ${name}`)
  return folder
}
