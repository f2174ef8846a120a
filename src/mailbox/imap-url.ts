import type { MailboxSettings } from './mailbox.ts'

/** The URL does not say which mailbox to read: the message names the remedy and never holds the password. */
export class ImapUrlError extends Error {
  override name = 'ImapUrlError'
}

const EXAMPLE = 'imaps://user:password@mail.example.org/INBOX'
const AFTER_FILING = ['keyword', 'move', 'nothing'] as const

/**
 * Reads `imaps://user:password@host[:port]/FOLDER` (TLS, 993) or `imap://…` (143, in clear as the URL says so), with
 * `?starttls=1`, `?folder=`, `?since=YYYY-MM-DD`, `?after=keyword|move|nothing`, `?moveTo=` and `?name=`.
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
    since: sinceOf(query.get('since')),
    ...afterOf(query.get('after'), query.get('moveTo'), folder),
  }
}

function urlOf(text: string): URL {
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

function sinceOf(since: string | null): string | null {
  if (!since) return null
  const day = /^\d{4}-\d{2}-\d{2}$/.test(since) ? new Date(`${since}T00:00:00Z`) : undefined
  if (day && !Number.isNaN(day.getTime()) && day.toISOString().startsWith(since)) return since
  throw new ImapUrlError('since in the mailbox URL must be a day such as 2026-11-24')
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
