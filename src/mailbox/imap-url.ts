import type { MailboxSettings } from './mailbox.ts'

/** The URL does not say which mailbox to read: the message names the remedy and never holds the password. */
export class ImapUrlError extends Error {
  override name = 'ImapUrlError'
}

const EXAMPLE = 'imaps://user:password@mail.example.org/INBOX'
const AFTER_FILING = ['keyword', 'move', 'nothing'] as const

/**
 * Reads `imaps://user:password@host[:port]/FOLDER` (TLS, 993) or `imap://…` (143, in clear as the URL says so), with
 * `?starttls=1`, `?folder=`, `?since=YYYY-MM-DD` or `?since=now`, `?after=keyword|move|nothing`, `?moveTo=`, `?name=`, `?junk=` (a Junk
 * folder of the same account that is listed, not filed) and `?canary=` (minutes between two test messages).
 * User, password and folder are percent-encoded where they hold `@ : / ? # %`. Throws `ImapUrlError`.
 */
export function parseImapUrl(text: string): MailboxSettings {
  const url = urlOf(text)
  const query = url.searchParams
  const tls = url.protocol === 'imaps:'
  const username = decode(url.username, 'user')
  const password = decode(url.password, 'password')
  const host = url.hostname.replace(/^\[|\]$/g, '')
  if (!username || !password || !host) {
    throw new ImapUrlError(`The mailbox URL must hold user, password and host, such as ${EXAMPLE}`)
  }
  const folder =
    query.get('folder') || decode(url.pathname.replace(/^\/+/, '').replace(/\/+$/, ''), 'folder') || 'INBOX'
  return {
    name: query.get('name') || (username.includes('@') ? username : `${username}@${host}`),
    host,
    port: Number(url.port || (tls ? 993 : 143)),
    security: securityOf(tls, query.get('starttls')),
    username,
    password,
    folder,
    ...startOf(query.get('since')),
    ...afterOf(query.get('after'), query.get('moveTo'), folder),
    junkFolder: junkOf(query.get('junk'), folder),
    listOnly: false,
    canaryMinutes: canaryOf(query.get('canary')),
  }
}

// What the URL says goes into commands to the mail server, which a line break would end.
const CONTROLS = /%(?:[01][0-9a-f]|7f)/i

function urlOf(text: string): URL {
  if (CONTROLS.test(text))
    throw new ImapUrlError('The mailbox URL holds a control character, such as a line break; leave it out')
  const url = URL.canParse(text) ? new URL(text) : undefined
  if (url?.protocol === 'imaps:' || url?.protocol === 'imap:') return url
  throw new ImapUrlError(
    `Not a mailbox URL; write it such as ${EXAMPLE}, with @ : / ? # and % in user and password percent-encoded (@ is %40)`,
  )
}

function decode(text: string, what: string): string {
  try {
    return decodeURIComponent(text)
  } catch (cause) {
    throw new ImapUrlError(`The ${what} in the mailbox URL holds a bare %; write it as %25`, { cause })
  }
}

function securityOf(tls: boolean, starttls: string | null): MailboxSettings['security'] {
  if (tls) return 'tls'
  return starttls && starttls !== '0' && starttls !== 'false' ? 'starttls' : 'none'
}

function startOf(since: string | null): Pick<MailboxSettings, 'since' | 'fromNow'> {
  if (since === 'now') return { since: null, fromNow: true }
  if (!since || isDay(since)) return { since: since || null, fromNow: false }
  throw new ImapUrlError('since in the mailbox URL must be a day such as 2026-11-24, or now')
}

/** Whether it is a day of the calendar, as YYYY-MM-DD. */
export function isDay(text: string): boolean {
  const day = /^\d{4}-\d{2}-\d{2}$/.test(text) ? new Date(`${text}T00:00:00Z`) : undefined
  return day !== undefined && !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text)
}

function junkOf(junk: string | null, folder: string): string | null {
  if (junk === folder)
    throw new ImapUrlError('junk in the mailbox URL must be another folder than the one that is read')
  return junk || null
}

function canaryOf(canary: string | null): number | null {
  if (!canary) return null
  const minutes = /^\d+$/.test(canary) ? Number(canary) : 0
  if (minutes >= 1 && minutes <= 1440) return minutes
  throw new ImapUrlError('canary in the mailbox URL must be the minutes between two test messages, from 1 to 1440')
}

function afterOf(
  after: string | null,
  moveTo: string | null,
  folder: string,
): Pick<MailboxSettings, 'afterFiling' | 'moveTo'> {
  const afterFiling = AFTER_FILING.find((known) => known === (after || (moveTo ? 'move' : 'keyword')))
  if (!afterFiling) throw new ImapUrlError(`after in the mailbox URL must be one of ${AFTER_FILING.join(', ')}`)
  if (afterFiling === 'move' && !moveTo) {
    throw new ImapUrlError(
      'after=move in the mailbox URL needs moveTo, the folder for filed messages, such as moveTo=Filed',
    )
  }
  if (afterFiling === 'move' && moveTo === folder) {
    throw new ImapUrlError('moveTo in the mailbox URL must be another folder than the one that is read')
  }
  return { afterFiling, moveTo: afterFiling === 'move' ? moveTo : null }
}
