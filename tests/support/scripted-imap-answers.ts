import type { Reaction, ScriptedFolder, ScriptedMessage } from './scripted-imap.ts'
import type { Session } from './scripted-imap-session.ts'
import { type Argument, type Command, dateTime, parseDay, quoted, setHas } from './scripted-imap-syntax.ts'

export type Rows = Extract<Reaction, { afterRows: number }> | undefined
type Answer = (on: Session, command: Command, rows: Rows) => string | undefined

/** Answers a command as a good server does, save for what `faults` says of messages. */
export function answerTo(on: Session, command: Command, rows: Rows): void {
  const needed = NEEDS[command.name]
  const answer = needed && !on.imap.capabilities.has(needed) ? undefined : ANSWERS[command.name]
  if (!answer) {
    on.done(command.tag, `BAD ${command.name} is not known here`)
    return
  }
  const said = answer(on, command, rows)
  if (said !== undefined) on.done(command.tag, said)
}

const NEEDS: Record<string, string> = {
  IDLE: 'IDLE',
  'UID EXPUNGE': 'UIDPLUS',
  'UID MOVE': 'MOVE',
  AUTHENTICATE: 'AUTH=PLAIN',
}
const text = (argument: Argument | undefined) => (typeof argument === 'string' ? argument : '')

const ANSWERS: Record<string, Answer> = {
  CAPABILITY(on) {
    on.send(`* CAPABILITY IMAP4rev1 ${[...on.imap.capabilities].join(' ')}`.trim())
    return 'OK done'
  },
  NOOP: () => 'OK done',
  ID(on) {
    on.send('* ID NIL')
    return 'OK done'
  },
  LOGIN: () => 'OK signed in',
  AUTHENTICATE(on, { tag, args }) {
    if (args.length > 1) return 'OK signed in'
    on.await(tag, '+ ', 'OK signed in')
    return undefined
  },
  LIST(on, { args }) {
    if (text(args[1]) === '') {
      on.send('* LIST (\\Noselect) "/" ""')
      return 'OK done'
    }
    const pattern = text(args[1])
      .replace(/[\\^$.+?()[\]{}|]/g, '\\$&')
      .replace(/[*%]/g, '.*')
    for (const name of on.imap.folders.keys()) {
      if (new RegExp(`^${pattern}$`).test(name)) on.send(`* LIST () "/" ${quoted(name)}`)
    }
    return 'OK done'
  },
  LSUB: () => 'OK done',
  SELECT: (on, command) => open(on, text(command.args[0]), on.imap.faults.readOnly),
  EXAMINE: (on, command) => open(on, text(command.args[0]), true),
  STATUS(on, { args }) {
    const folder = on.imap.folders.get(text(args[0]))
    if (!folder) return 'NO [NONEXISTENT] there is no such folder'
    on.send(
      `* STATUS ${quoted(text(args[0]))} (MESSAGES ${folder.messages.length} UIDNEXT ${folder.uidNext} UIDVALIDITY ${folder.uidValidity})`,
    )
    return 'OK done'
  },
  CREATE(on, { args }) {
    if (on.imap.folders.has(text(args[0]))) return 'NO [ALREADYEXISTS] it is there'
    on.imap.folders.set(text(args[0]), { uidValidity: 2_000, uidNext: 1, messages: [] })
    return 'OK done'
  },
  CLOSE(on) {
    on.select(undefined, false)
    return 'OK done'
  },
  UNSELECT(on) {
    on.select(undefined, false)
    return 'OK done'
  },
  'UID SEARCH': search,
  'UID FETCH': fetch,
  'UID STORE'(on, { args }) {
    const folder = selectedFolder(on)
    if (!folder) return 'BAD no folder is open'
    if (on.readOnly) return 'NO [NOPERM] the folder is read-only'
    const flags = [args[2] ?? []].flat().map(text)
    for (const message of matching(folder, text(args[0]))) for (const flag of flags) message.flags.add(flag)
    return 'OK done'
  },
  'UID EXPUNGE'(on, { args }) {
    const folder = selectedFolder(on)
    if (!folder) return 'BAD no folder is open'
    for (const message of matching(folder, text(args[0]))) {
      if (!message.flags.has('\\Deleted')) continue
      on.send(`* ${folder.messages.indexOf(message) + 1} EXPUNGE`)
      folder.messages.splice(folder.messages.indexOf(message), 1)
    }
    return 'OK done'
  },
  'UID MOVE'(on, { args }) {
    const folder = selectedFolder(on)
    const into = on.imap.folders.get(text(args[1]))
    if (!folder) return 'BAD no folder is open'
    if (!into) return 'NO [TRYCREATE] there is no such folder'
    for (const message of matching(folder, text(args[0]))) {
      on.send(`* ${folder.messages.indexOf(message) + 1} EXPUNGE`)
      folder.messages.splice(folder.messages.indexOf(message), 1)
      into.messages.push({ ...message, uid: into.uidNext++ })
    }
    return 'OK done'
  },
  APPEND(on, { args }) {
    const folder = on.imap.folders.get(text(args[0]))
    if (!folder) return 'NO [TRYCREATE] there is no such folder'
    const { uid, flags } = on.imap.deliver(Buffer.from(text(args.at(-1)), 'latin1'), { folder: text(args[0]) })
    for (const flag of [args.find(Array.isArray) ?? []].flat()) flags.add(text(flag))
    return on.imap.capabilities.has('UIDPLUS') ? `OK [APPENDUID ${folder.uidValidity} ${uid}] done` : 'OK done'
  },
  IDLE(on, { tag }) {
    on.await(tag, '+ idling', 'OK idle done')
    return undefined
  },
  LOGOUT(on, { tag }) {
    on.send('* BYE till next time')
    on.send(`${tag} OK done`)
    on.end()
    return undefined
  },
}

function open(on: Session, name: string, readOnly: boolean): string {
  const folder = on.imap.folders.get(name.toUpperCase() === 'INBOX' ? 'INBOX' : name)
  if (!folder) return 'NO [NONEXISTENT] there is no such folder'
  const { permanentFlags, saysUidNext } = on.imap.faults
  on.send('* FLAGS (\\Answered \\Flagged \\Deleted \\Seen \\Draft)')
  on.send(`* ${folder.messages.length} EXISTS`)
  on.send('* 0 RECENT')
  on.send(`* OK [UIDVALIDITY ${folder.uidValidity}] it is valid`)
  if (saysUidNext) on.send(`* OK [UIDNEXT ${folder.uidNext}] it is next`)
  if (permanentFlags !== undefined) on.send(`* OK [PERMANENTFLAGS ${permanentFlags}] these last`)
  on.select(name.toUpperCase() === 'INBOX' ? 'INBOX' : name, readOnly)
  return `OK [${readOnly ? 'READ-ONLY' : 'READ-WRITE'}] it is open`
}

function search(on: Session, { tag, args }: Command): string {
  const folder = selectedFolder(on)
  if (!folder) return 'BAD no folder is open'
  const criteria = [...args]
  const wanted = text(criteria[0]).toUpperCase() === 'RETURN' ? [criteria[1] ?? []].flat().map(text) : undefined
  if (wanted && !on.imap.capabilities.has('ESEARCH')) return 'BAD RETURN is not known here'
  if (wanted) criteria.splice(0, 2)
  let found = folder.messages
  while (criteria.length > 0) {
    const key = text(criteria.shift())
    const highest = folder.messages.at(-1)?.uid ?? 0
    if (/^[\d*]/.test(key))
      found = found.filter((one) => setHas(key, folder.messages.indexOf(one) + 1, folder.messages.length))
    else if (key.toUpperCase() === 'UID') {
      const set = text(criteria.shift())
      found = found.filter(({ uid }) => setHas(set, uid, highest))
    } else if (key.toUpperCase() === 'SINCE') {
      const since = parseDay(text(criteria.shift()))
      found = found.filter(({ internalDate }) => internalDate >= since)
    } else if (key.toUpperCase() !== 'ALL') return `BAD ${key} is not known here`
  }
  const uids = found.map(({ uid }) => uid).sort((a, b) => a - b)
  if (wanted) on.send(`* ESEARCH (TAG "${tag}") UID${esearch(wanted, uids)}`)
  else on.send(`* SEARCH ${uids.join(' ')}`.trim())
  return 'OK done'
}

function esearch(wanted: string[], uids: number[]): string {
  const has = (name: string) => wanted.length === 0 || wanted.some((one) => one.toUpperCase() === name)
  if (uids.length === 0) return has('COUNT') && wanted.length > 0 ? ' COUNT 0' : ''
  return [
    has('MIN') && wanted.length > 0 ? ` MIN ${uids[0]}` : '',
    has('MAX') && wanted.length > 0 ? ` MAX ${uids.at(-1)}` : '',
    has('ALL') ? ` ALL ${uids.join(',')}` : '',
    has('COUNT') && wanted.length > 0 ? ` COUNT ${uids.length}` : '',
  ].join('')
}

function fetch(on: Session, { tag, args }: Command, rows: Rows): string | undefined {
  const folder = selectedFolder(on)
  if (!folder) return 'BAD no folder is open'
  const names = [args[1] ?? []].flat().map(text)
  const found = matching(folder, text(args[0]))
  if (on.imap.faults.backwards) found.reverse()
  for (const line of on.imap.faults.unasked) on.send(line)
  let sent = 0
  for (const message of found) {
    if (rows && sent === rows.afterRows) break
    if (!folder.messages.includes(message)) continue
    const row = [
      `* ${folder.messages.indexOf(message) + 1} FETCH (`,
      ...names.flatMap((name, i) => [i > 0 ? ' ' : '', ...part(on, message, name)]),
      ')\r\n',
    ]
    const octets = Buffer.concat(row.map((piece) => (typeof piece === 'string' ? Buffer.from(piece, 'latin1') : piece)))
    const cut = names.some((name) => name.startsWith('BODY')) ? on.imap.faults.cuts.get(message.uid) : undefined
    if (cut !== undefined) {
      on.send(octets.subarray(0, octets.indexOf('}\r\n') + 3 + cut))
      on.end()
      return undefined
    }
    on.send(octets)
    sent++
  }
  if (!rows) return 'OK done'
  rows.act?.()
  return on.react(tag, rows.next) ? 'OK done' : undefined
}

/** One item of a FETCH row, a literal as octets. */
function part(on: Session, message: ScriptedMessage, name: string): (string | Buffer)[] {
  const { sizes, sends } = on.imap.faults
  const body = /^BODY(?:\.PEEK)?\[\](?:<(\d+)(?:\.(\d+))?>)?$/i.exec(name)
  if (body) {
    if (!/PEEK/i.test(name)) message.flags.add('\\Seen')
    const source = sends.get(message.uid)?.(message.source) ?? message.source
    const start = Number(body[1] ?? 0)
    const octets = source.subarray(start, body[2] === undefined ? undefined : start + Number(body[2]))
    return [`BODY[]${body[1] === undefined ? '' : `<${start}>`} {${octets.length}}\r\n`, octets]
  }
  switch (name.toUpperCase()) {
    case 'UID':
      return [`UID ${message.uid}`]
    case 'RFC822.SIZE':
      return [`RFC822.SIZE ${sizes.get(message.uid) ?? message.source.length}`]
    case 'INTERNALDATE':
      return [`INTERNALDATE ${dateTime(message.internalDate)}`]
    case 'FLAGS':
      return [`FLAGS (${[...message.flags].join(' ')})`]
    case 'ENVELOPE':
      return [`ENVELOPE ${envelope(message.source)}`]
    default:
      return [`${name} NIL`]
  }
}

function envelope(source: Buffer): string {
  const [header = ''] = source.toString('latin1').split('\r\n\r\n')
  const field = (name: string) => new RegExp(`^${name}: *(.*)$`, 'im').exec(header)?.[1]?.trim()
  const from = field('From')
  const [, name, user, host] = /^(?:"?([^"<]*?)"? *<)?([^@<>]+)@([^<>]+)>?$/.exec(from ?? '') ?? []
  const address = user ? `((${quoted(name)} NIL ${quoted(user)} ${quoted(host)}))` : 'NIL'
  return `(${quoted(field('Date'))} ${quoted(field('Subject'))} ${address} NIL NIL NIL NIL NIL NIL ${quoted(field('Message-ID'))})`
}

function selectedFolder(on: Session): ScriptedFolder | undefined {
  return on.selected === undefined ? undefined : on.imap.folders.get(on.selected)
}

function matching(folder: ScriptedFolder, set: string): ScriptedMessage[] {
  const highest = folder.messages.at(-1)?.uid ?? 0
  return folder.messages.filter(({ uid }) => setHas(set, uid, highest))
}
