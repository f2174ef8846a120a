/** The parts of hoodiecrow-imap 2.1 that the demo mailbox uses. Messages are "binary" (latin1) strings: one character an octet. */
declare module 'hoodiecrow-imap' {
  import type { EventEmitter } from 'node:events'
  import type { Server, Socket } from 'node:net'

  namespace hoodiecrow {
    interface Folder {
      path: string
      messages: Message[]
      uidvalidity: number
      uidnext: number
      flags: string[]
    }

    interface Message {
      raw: string
      flags: string[]
      internaldate: string
      uid: number
    }

    /** One FETCH item as the client wrote it, such as BODY.PEEK[]<0.65536>. */
    interface FetchItem {
      type: string
      value: string
      section?: unknown[]
      partial?: number[]
    }

    type FetchHandler = (connection: Connection, message: Message, query: FetchItem) => unknown

    interface Command {
      tag: string
      command: string
      attributes?: unknown[]
    }

    interface Response {
      tag: string
      command?: string
      attributes: unknown[]
    }

    interface Connection {
      socket: Socket | null
      state: 'Not Authenticated' | 'Authenticated' | 'Selected' | 'Logout'
      directNotifications: boolean
      inputHandler: false | ((line: string) => void)
      processNotifications(): void
      send(response: Response, description: string, parsed: Command, data: string): void
    }

    type CommandHandler = (connection: Connection, parsed: Command, data: string, done: () => void) => void

    type Plugin = string | ((server: ImapServer) => void)

    interface Options {
      plugins?: Plugin[]
      id?: Record<string, string>
      users?: Record<string, { password: string }>
      storage?: Record<string, unknown>
    }

    interface ImapServer extends EventEmitter {
      server: Server
      connectionHandlers: ((connection: Connection) => void)[]
      fetchHandlers: Record<string, FetchHandler>
      registerCapability(keyword: string): void
      setCommandHandler(command: string, handler: CommandHandler): void
      formatInternalDate(date: Date): string
      appendMessage(
        mailbox: string | Folder,
        flags: string[],
        internalDate: Date | string | false,
        raw: string,
        ignoreConnection?: Connection,
      ): { mailbox: Folder; message: Message }
      listen(port: number, host: string, listening: () => void): void
      close(closed: () => void): void
    }
  }

  function hoodiecrow(options: hoodiecrow.Options): hoodiecrow.ImapServer
  export = hoodiecrow
}

declare module 'hoodiecrow-imap/lib/commands/handlers/fetch.js' {
  import type { FetchHandler } from 'hoodiecrow-imap'

  const handlers: { BODY: FetchHandler } & Record<string, FetchHandler>
  export default handlers
}
