import type { Socket } from 'node:net'
import type { Reaction, ScriptedImap } from './scripted-imap.ts'
import { answerTo, type Rows } from './scripted-imap-answers.ts'
import { type Command, commandsFrom } from './scripted-imap-syntax.ts'

/** One connection to the scripted server. */
export interface Session {
  readonly imap: ScriptedImap
  /** Name of the open folder. */
  selected: string | undefined
  readOnly: boolean
  /** Settles when the connection is over. */
  ended: Promise<void>
  send(line: string | Buffer): void
  /** The tagged end of a command; what has changed is told first. */
  done(tag: string, said: string): void
  /** Says `go`, and `said` when the client's next line has come (IDLE and its DONE, a sign-in and its secret). */
  await(tag: string, go: string, said: string): void
  /** Does what `reaction` says. True: the ordinary answer is to follow. */
  react(tag: string, reaction: Reaction): boolean
  select(name: string | undefined, readOnly: boolean): void
  /** Tells a client that waits what has changed. */
  announce(): void
  end(): void
  cut(): void
  freeze(): void
}

export function openSession(imap: ScriptedImap, socket: Socket): Session {
  const sent = new Map<string, number>()
  let told = 0
  let awaited: { tag: string; said: string } | undefined
  let mute = false

  const count = () => (session.selected === undefined ? 0 : (imap.folders.get(session.selected)?.messages.length ?? 0))
  const tell = () => {
    if (count() !== told && imap.faults.announces && session.selected) session.send(`* ${count()} EXISTS`)
    told = count()
  }
  const take = (command: Command) => {
    if (awaited) {
      const { tag, said } = awaited
      awaited = undefined
      return session.done(tag, said)
    }
    imap.transcript.push(command.line)
    sent.set(command.name, (sent.get(command.name) ?? 0) + 1)
    const reaction = imap.faults.script(command, sent.get(command.name) ?? 1)
    const rows = isRows(reaction) ? reaction : undefined
    if (reaction && !rows && !session.react(command.tag, reaction)) return
    answerTo(session, command, rows)
  }
  const run = async () => {
    const { greeting } = imap.faults
    if (greeting === 'close') return session.cut()
    mute = greeting === 'silence'
    session.send(greeting)
    if (greeting.startsWith('* BYE')) return session.end()
    for await (const command of commandsFrom(socket, () => session.send('+ go on'))) if (!mute) take(command)
  }

  const session: Session = {
    imap,
    selected: undefined,
    readOnly: false,
    ended: Promise.resolve(),
    send(line) {
      if (mute || socket.destroyed) return
      socket.write(typeof line === 'string' ? Buffer.from(`${line}\r\n`, 'latin1') : line)
    },
    done(tag, said) {
      tell()
      session.send(`${tag} ${said}`)
    },
    await(tag, go, said) {
      session.send(go)
      awaited = { tag, said }
      tell()
    },
    react(tag, reaction) {
      if (reaction === 'silence') mute = true
      else if (reaction === 'close') session.cut()
      else if ('no' in reaction) session.send(`${tag} NO ${reaction.no}`)
      else if ('bad' in reaction) session.send(`${tag} BAD ${reaction.bad}`)
      else if ('bye' in reaction) {
        session.send(`* BYE ${reaction.bye}`)
        session.end()
      } else {
        reaction.act?.()
        return reaction.next === undefined || session.react(tag, reaction.next)
      }
      return false
    },
    select(name, readOnly) {
      session.selected = name
      session.readOnly = readOnly
      told = count()
    },
    announce() {
      if (awaited) tell()
    },
    end: () => void socket.end(),
    cut: () => void socket.destroy(),
    freeze() {
      mute = true
    },
  }
  session.ended = run()
  return session
}

function isRows(reaction: Reaction | undefined): reaction is NonNullable<Rows> {
  return typeof reaction === 'object' && 'afterRows' in reaction
}
