import { once } from 'node:events'
import { connect } from 'node:net'
import { buffer } from 'node:stream/consumers'
import { setTimeout } from 'node:timers/promises'
import { ImapFlow } from 'imapflow'
import { createTransport } from 'nodemailer'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { type DemoMailbox, startDemoMailbox } from '../../demo/mail-server.ts'

let mailbox: DemoMailbox
const clients: ImapFlow[] = []

beforeAll(async () => {
  mailbox = await startDemoMailbox()
})

afterAll(async () => {
  for (const client of clients) client.close()
  await mailbox.close()
})

const RECEIVED_AT = new Date('2026-03-05T07:08:09Z')

const SOURCES: Record<string, Buffer> = {
  'octets of every value but NUL': Buffer.concat([
    head('8 bit'),
    Buffer.from(Array.from({ length: 255 }, (_, i) => i + 1)),
  ]),
  'bare LF, bare CR and no line end at the end': Buffer.from('Subject: ends\n\none\rtwo\r\n\r\rthree\n\n\nfour'),
  'something that looks like IMAP': Buffer.concat([
    head('literal'),
    Buffer.from('{12}\r\na1 LOGOUT\r\n* 9 EXISTS\r\n)\r\nA OK ('),
  ]),
  'a multipart that never ends': Buffer.from(
    'Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\r\n--b--\r\n--b--\r\n--b',
  ),
  'one megabyte in a single line': Buffer.concat([head('large'), Buffer.alloc(1024 * 1024, 0xe9)]),
}

describe('the demo mailbox', () => {
  test.each(Object.entries(SOURCES))('gives back %s octet for octet', async (_what, source) => {
    const client = await connectTo(mailbox)
    const appended = await client.append('INBOX', source, [], RECEIVED_AT)
    if (!appended || appended.uid === undefined) throw new Error('APPENDUID is missing')
    await client.mailboxOpen('INBOX')

    const message = await client.fetchOne(
      String(appended.uid),
      { source: true, size: true, internalDate: true, flags: true },
      { uid: true },
    )
    if (!message) throw new Error('the appended message is not there')
    expect(message.source?.equals(source)).toBe(true)
    expect(message.size).toBe(source.length)
    expect(message.internalDate).toEqual(RECEIVED_AT)
    expect([...(message.flags ?? [])]).toEqual([])

    const { content } = await client.download(String(appended.uid), undefined, { uid: true })
    expect(content && (await buffer(content)).equals(source)).toBe(true)
  })

  test.each(['IMAP APPEND by another client', 'the demo itself', 'SMTP'])(
    'tells an idling client within a second about mail by %s',
    async (way) => {
      const reader = await connectTo(mailbox)
      const { exists } = await reader.mailboxOpen('INBOX')
      void reader.idle()
      await setTimeout(100)

      const announced = once(reader, 'exists', { signal: AbortSignal.timeout(1000) })
      if (way === 'SMTP') await mailTo(mailbox, 'idle')
      else if (way === 'the demo itself') await mailbox.append(head('idle'), RECEIVED_AT)
      else await (await connectTo(mailbox)).append('INBOX', head('idle'), [], RECEIVED_AT)

      const [event] = await announced
      expect(event).toMatchObject({ path: 'INBOX', count: exists + 1 })
    },
  )

  test.each(['UTC', 'Asia/Kolkata', 'America/St_Johns'])(
    'keeps the time of receipt on a machine in %s',
    async (zone) => {
      vi.stubEnv('TZ', zone)
      await mailbox.append(head('time'), RECEIVED_AT).finally(() => vi.unstubAllEnvs())
      const client = await connectTo(mailbox)
      const { exists } = await client.mailboxOpen('INBOX')
      expect(await client.fetchOne(String(exists), { internalDate: true })).toMatchObject({ internalDate: RECEIVED_AT })
    },
  )

  test('tells also the client that appended, when the mailbox is its selected one', async () => {
    const fresh = await startDemoMailbox()
    const socket = connect(Number(new URL(fresh.imapUrl).port), '127.0.0.1').setEncoding('latin1')
    let heard = ''
    socket.on('data', (chunk) => {
      heard += chunk
    })
    socket.write('a LOGIN demo demo\r\nb SELECT INBOX\r\nc APPEND INBOX {12+}\r\nSubject: x\r\n\r\n')
    await vi.waitFor(() => expect(heard).toContain('c OK'))
    socket.destroy()
    await fresh.close()
    expect(heard).toContain('* 1 EXISTS')
  })

  test('keeps a keyword of our own and offers it to everyone', async () => {
    await mailbox.append(head('keyword'), RECEIVED_AT)
    const client = await connectTo(mailbox)
    const opened = await client.mailboxOpen('INBOX')
    expect([...(opened.permanentFlags ?? [])]).toContain('\\*')
    const uid = String(opened.uidNext - 1)

    expect(await client.messageFlagsAdd(uid, ['$CopytasterFiled'], { uid: true })).toBe(true)

    const other = await connectTo(mailbox)
    await other.mailboxOpen('INBOX')
    const message = await other.fetchOne(uid, { flags: true }, { uid: true })
    expect(message && [...(message.flags ?? [])]).toEqual(['$CopytasterFiled'])
    expect(await other.search({ keyword: '$CopytasterFiled' }, { uid: true })).toEqual([Number(uid)])
    expect(await other.search({ unKeyword: '$CopytasterFiled' }, { uid: true })).not.toContain(Number(uid))
  })

  test('counts UIDs from 1 upwards and finds them by UID', async () => {
    const fresh = await startDemoMailbox()
    try {
      const client = await connectTo(fresh)
      const empty = await client.mailboxOpen('INBOX')
      expect(empty).toMatchObject({ exists: 0, uidNext: 1 })
      expect(await client.search({ uid: '1:*' }, { uid: true })).toEqual([])

      for (const subject of ['one', 'two', 'three']) await fresh.append(head(subject), RECEIVED_AT)
      await client.noop()
      expect(await client.search({ uid: '2:*' }, { uid: true })).toEqual([2, 3])
      expect(await client.status('INBOX', { messages: true, uidNext: true, uidValidity: true })).toMatchObject({
        messages: 3,
        uidNext: 4,
        uidValidity: empty.uidValidity,
      })
    } finally {
      await fresh.close()
    }
  })

  test('moves a message to a folder by UID', async () => {
    await mailbox.append(head('to be moved'), RECEIVED_AT)
    const client = await connectTo(mailbox)
    const { uidNext } = await client.mailboxOpen('INBOX')
    const moved = await client.messageMove(String(uidNext - 1), 'Archive', { uid: true })
    expect(moved).toMatchObject({ destination: 'Archive' })
    expect(await client.search({ uid: String(uidNext - 1) }, { uid: true })).toEqual([])
    expect(await client.status('Archive', { messages: true })).toMatchObject({ messages: 1 })
  })

  test('starts with another UIDVALIDITY each time, because its UIDs start again', async () => {
    const first = await connectTo(mailbox)
    const { uidValidity } = await first.mailboxOpen('INBOX')
    expect(uidValidity).toBeGreaterThan(1_700_000_000n)
  })

  test('ends although a client is still idling', async () => {
    const ending = await startDemoMailbox()
    const client = await connectTo(ending)
    await client.mailboxOpen('INBOX')
    void client.idle()
    await setTimeout(50)
    await ending.close()
    await expect(connectTo(ending)).rejects.toThrow()
  })
})

describe('the SMTP door', () => {
  test('hands over dots, 8-bit octets and long lines as they were sent, under a Received field', async () => {
    const source = Buffer.concat([
      Buffer.from('From: <a@example.org>\r\nSubject: door\r\n\r\n.\r\n..two\r\n.one\r\nd\xe9j\xe0\r\n', 'latin1'),
      Buffer.alloc(200_000, 'x'),
      Buffer.from('\r\n'),
    ])
    const transport = createTransport({ host: '127.0.0.1', port: mailbox.smtpPort, ignoreTLS: true })
    await transport.sendMail({ envelope: { from: 'a@example.org', to: ['newsdesk@example.org'] }, raw: source })

    const client = await connectTo(mailbox)
    const { uidNext } = await client.mailboxOpen('INBOX')
    const message = await client.fetchOne(String(uidNext - 1), { source: true }, { uid: true })
    if (message === false || !message.source) throw new Error('the message did not arrive')
    expect(message.source.toString('latin1')).toMatch(
      /^Received: from \S+ \(\[127\.0\.0\.1\]\)\r\n\tby \S+ with ESMTP; /,
    )
    expect(message.source.subarray(-source.length).equals(source)).toBe(true)
  })

  test('takes one message after another on the same connection', async () => {
    const client = await connectTo(mailbox)
    const { exists } = await client.mailboxOpen('INBOX')
    const transport = createTransport({
      host: '127.0.0.1',
      port: mailbox.smtpPort,
      ignoreTLS: true,
      pool: true,
      maxConnections: 1,
    })
    for (const subject of ['one', 'two', 'three']) {
      await transport.sendMail({ from: 'press@example.org', to: 'newsdesk@example.org', subject, text: 'A release.' })
    }
    transport.close()
    expect(await client.status('INBOX', { messages: true })).toMatchObject({ messages: exists + 3 })
  })

  test('refuses a message over 50 MB and keeps the connection', async () => {
    const socket = connect(mailbox.smtpPort, '127.0.0.1').setEncoding('latin1')
    await once(socket, 'data')
    for (const command of ['HELO test', 'MAIL FROM:<a@example.org>', 'RCPT TO:<b@example.org>', 'DATA']) {
      socket.write(`${command}\r\n`)
      await once(socket, 'data')
    }
    const megabyte = `${'x'.repeat(1024 * 1024 - 2)}\r\n`
    for (let sent = 0; sent <= 50; sent++) socket.write(megabyte)
    socket.write('.\r\n')
    expect(String((await once(socket, 'data'))[0])).toMatch(/^552 /)
    socket.write('NOOP\r\n')
    expect(String((await once(socket, 'data'))[0])).toMatch(/^250 /)
    socket.destroy()
  })
})

function head(subject: string): Buffer {
  return Buffer.from(`From: <press@example.org>\r\nSubject: ${subject}\r\n\r\n`)
}

async function connectTo({ imapUrl }: DemoMailbox): Promise<ImapFlow> {
  const { hostname, port, username, password } = new URL(imapUrl)
  const client = new ImapFlow({
    host: hostname,
    port: Number(port),
    secure: false,
    doSTARTTLS: false,
    auth: { user: username, pass: password },
    logger: false,
    disableAutoIdle: true,
  })
  client.on('error', () => {})
  await client.connect()
  clients.push(client)
  return client
}

async function mailTo({ smtpPort }: DemoMailbox, subject: string): Promise<void> {
  const transport = createTransport({ host: '127.0.0.1', port: smtpPort, ignoreTLS: true })
  await transport.sendMail({ from: 'press@example.org', to: 'newsdesk@example.org', subject, text: 'A release.' })
}
