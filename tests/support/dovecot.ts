import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { chmod, chown, mkdir, mkdtemp, readdir, readFile, rename, rm, utimes, writeFile } from 'node:fs/promises'
import { connect, createServer } from 'node:net'
import { tmpdir, userInfo } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

/** A real Dovecot with Maildir mailboxes in a temporary directory. Any user name is let in with `PASSWORD`. */
export interface Dovecot {
  host: string
  port: number
  /** Set when started with `tls`. */
  tlsPort: number | undefined
  /** PEM of the self-signed certificate, when started with `tls`. */
  certificate: string | undefined
  /** `imap://user:password@host:port/` for that user's INBOX. */
  imapUrl(user?: string): string
  /** The Maildir of a user's INBOX; other folders lie in it as `.Name`. */
  maildir(user?: string): string
  /**
   * Delivers a message the way a mail transport does: a file in `new`. Returns its path.
   * `claimedSize` makes the server report another RFC822.SIZE than the message has.
   */
  append(source: string | Uint8Array, options?: AppendOptions): Promise<string>
  close(): Promise<void>
}

interface AppendOptions {
  user?: string
  folder?: string
  receivedAt?: Date
  claimedSize?: number
}

export const PASSWORD = 'p@ss/word'

const HOST = '127.0.0.1'

// Dovecot refuses to keep mail as root.
const MAIL_OWNER = userInfo().uid === 0 ? { uid: 65534, gid: 65534 } : userInfo()

/** Starts Dovecot, as root or as any other user; `settings` are further lines of its configuration. */
export async function startDovecot(options: { tls?: boolean; settings?: string[] } = {}): Promise<Dovecot> {
  const dir = await mkdtemp(join(tmpdir(), 'dovecot-'))
  await chmod(dir, 0o755)
  const port = await freePort()
  const tlsPort = options.tls ? await freePort() : undefined
  const certificate = tlsPort ? await makeCertificate(dir) : undefined
  await mkdir(join(dir, 'run'))
  await mkdir(join(dir, 'mail'))
  await chown(join(dir, 'mail'), MAIL_OWNER.uid, MAIL_OWNER.gid)
  await writeFile(join(dir, 'dovecot.conf'), configuration(dir, port, tlsPort, options.settings ?? []))
  const server = await launch(dir, port)

  const maildir = (user = 'desk') => join(dir, 'mail', user, 'Maildir')
  let delivered = 0
  return {
    host: HOST,
    port,
    tlsPort,
    certificate,
    maildir,
    imapUrl: (user = 'desk') => `imap://${encodeURIComponent(user)}:${encodeURIComponent(PASSWORD)}@${HOST}:${port}/`,
    async append(source, { user, folder = 'INBOX', receivedAt, claimedSize } = {}) {
      const box = folder === 'INBOX' ? maildir(user) : join(maildir(user), `.${folder}`)
      // Dovecot may be making it at this moment, for a client that has just opened it.
      if (!['new', 'tmp'].every((part) => existsSync(join(box, part)))) await makeMaildir(box)
      delivered++
      const size = claimedSize === undefined ? '' : `,W=${claimedSize}`
      const name = `${Date.now()}.${String(delivered).padStart(7, '0')}_${randomUUID()}.test${size}`
      await writeFile(join(box, 'tmp', name), source)
      if (receivedAt) await utimes(join(box, 'tmp', name), receivedAt, receivedAt)
      await rename(join(box, 'tmp', name), join(box, 'new', name))
      return join(box, 'new', name)
    },
    async close() {
      await stop(server)
      await rm(dir, { recursive: true, force: true })
    },
  }
}

/** The flags of each message of a folder, by file name: `S` is \\Seen, lower-case letters are keywords. */
export async function flagsInMaildir(box: string): Promise<string[]> {
  const names = await Promise.all(['cur', 'new'].map((part) => readdir(join(box, part))))
  return names
    .flat()
    .sort()
    .map((name) => /:2,([A-Za-z]*)/.exec(name)?.[1] ?? '')
}

/** The keywords of a folder by their letters, such as `0 $CopytasterFiled`. */
export function keywordsOfMaildir(box: string): Promise<string> {
  return readFile(join(box, 'dovecot-keywords'), 'utf8').catch(() => '')
}

function configuration(dir: string, port: number, tlsPort: number | undefined, settings: string[]): string {
  const { uid, username } = userInfo()
  // Dovecot drops to users of its own when it is root; any other user must be all of them itself.
  const unprivileged =
    uid === 0
      ? []
      : [
          `default_internal_user = ${username}`,
          `default_login_user = ${username}`,
          `default_internal_group = ${execFileSync('id', ['-gn'], { encoding: 'utf8' }).trim()}`,
          'service anvil { \n chroot = \n }',
          'service imap-login { \n chroot = \n }',
        ]
  return `${[
    `base_dir = ${dir}/run`,
    `state_dir = ${dir}/run`,
    `log_path = ${dir}/dovecot.log`,
    'protocols = imap',
    `listen = ${HOST}`,
    tlsPort ? 'ssl = yes' : 'ssl = no',
    ...(tlsPort ? [`ssl_cert = <${dir}/cert.pem`, `ssl_key = <${dir}/key.pem`] : []),
    'disable_plaintext_auth = no',
    'auth_failure_delay = 0',
    'mail_max_userip_connections = 0',
    'first_valid_uid = 0',
    'mail_fsync = never',
    'mail_location = maildir:~/Maildir',
    `passdb {\n driver = static\n args = password=${PASSWORD}\n}`,
    `userdb {\n driver = static\n args = uid=${MAIL_OWNER.uid} gid=${MAIL_OWNER.gid} home=${dir}/mail/%u\n}`,
    `service imap-login {\n service_count = 0\n process_min_avail = 1\n inet_listener imap {\n port = ${port}\n }\n inet_listener imaps {\n port = ${tlsPort ?? 0}\n }\n}`,
    'service imap {\n service_count = 50\n process_limit = 100\n}',
    'service auth {\n client_limit = 2000\n}',
    'service anvil {\n client_limit = 2000\n}',
    'namespace inbox {\n inbox = yes\n separator = .\n}',
    ...unprivileged,
    ...settings,
  ].join('\n')}\n`
}

async function makeMaildir(box: string): Promise<void> {
  for (const path of [join(box, '..'), box, ...['cur', 'new', 'tmp'].map((part) => join(box, part))]) {
    await mkdir(path, { recursive: true })
    await chown(path, MAIL_OWNER.uid, MAIL_OWNER.gid)
  }
}

async function launch(dir: string, port: number): Promise<ChildProcess> {
  const program = ['/usr/sbin/dovecot', '/usr/local/sbin/dovecot', '/opt/homebrew/sbin/dovecot'].find((path) =>
    existsSync(path),
  )
  if (!program) throw new Error('Dovecot is not installed; install the package dovecot-imapd')
  // The shell ends the server when our end of its standard input closes, also because this process was killed.
  const guard = '"$0" "$@" </dev/null & server=$!; read _; kill $server; wait $server'
  const server = spawn('sh', ['-c', guard, program, '-F', '-c', join(dir, 'dovecot.conf')], {
    stdio: ['pipe', 'ignore', 'pipe'],
  })
  let complaint = ''
  server.stderr?.on('data', (chunk: Buffer) => {
    complaint += chunk.toString()
  })
  for (let waited = 0; !(await isOpen(port)); waited += 20) {
    if (complaint.includes('Fatal') || waited > 10_000) {
      await stop(server)
      const log = await readFile(join(dir, 'dovecot.log'), 'utf8').catch(() => '')
      throw new Error(`Dovecot does not start:\n${complaint}${log}`)
    }
    await sleep(20)
  }
  return server
}

async function stop(server: ChildProcess): Promise<void> {
  const ended = once(server, 'exit')
  server.stdin?.end()
  await ended
}

async function makeCertificate(dir: string): Promise<string> {
  execFileSync(
    'openssl',
    [
      ...['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '2'],
      ...['-subj', '/CN=localhost', '-addext', `subjectAltName=DNS:localhost,IP:${HOST}`],
      ...['-keyout', join(dir, 'key.pem'), '-out', join(dir, 'cert.pem')],
    ],
    { stdio: 'ignore' },
  )
  return readFile(join(dir, 'cert.pem'), 'utf8')
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, HOST)
  await once(server, 'listening')
  const address = server.address()
  server.close()
  await once(server, 'close')
  if (address === null || typeof address === 'string') throw new Error('no TCP port')
  return address.port
}

function isOpen(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, HOST)
    socket.once('connect', () => {
      socket.destroy()
      resolve(true)
    })
    socket.once('error', () => resolve(false))
  })
}
