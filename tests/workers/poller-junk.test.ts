import { ImapFlow } from 'imapflow'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { findMailbox, listMailboxes } from '../../src/mailbox/mailbox.ts'
import { proofWords } from '../../src/mailbox/proof-words.ts'
import { listInJunk } from '../../src/message/junk.ts'
import { type Dovecot, PASSWORD, startDovecot } from '../support/dovecot.ts'
import { openPollerDesk, type PollerDesk, release, sha256, until } from './poller-desk.ts'

let dovecot: Dovecot
let desk: PollerDesk

beforeAll(async () => {
  dovecot = await startDovecot()
})
afterAll(() => dovecot.close())
beforeEach(async () => {
  desk = await openPollerDesk(dovecot)
})
afterEach(() => desk.close())

const inJunk = (i: number) =>
  `From: Press <press${i}@ministry.example>\r\nSubject: Opening ${i}\r\nMessage-ID: <${i}@ministry.example>\r\n\r\nText.\r\n`

async function fill(folder: string, sources: readonly string[]): Promise<void> {
  const { host, port } = dovecot
  const client = new ImapFlow({ host, port, secure: false, auth: { user: desk.user, pass: PASSWORD }, logger: false })
  await client.connect()
  await client.mailboxCreate(folder)
  for (const source of sources) await client.append(folder, source)
  await client.logout()
}

test.each(['Junk E-Mail', 'Spam {3}', 'Unerwünschte "Werbung" & mehr', 'Нежелательная почта', 'back\\slash'])(
  'the Junk folder %s is listed for a person, downloaded from never, and proven',
  async (folder) => {
    await fill(folder, [1, 2, 3].map(inJunk))
    const inbox = await desk.deliver(2)
    await desk.addMailbox(`?name=Desk&junk=${encodeURIComponent(folder)}&canary=1440&moveTo=Filed`)
    const [main, junk] = await listMailboxes(desk.database.db)
    expect(main).toMatchObject({ name: 'Desk', folder: 'INBOX', listOnly: false, canaryMinutes: 1440 })
    expect(junk).toMatchObject({ name: `Desk (${folder})`, folder, listOnly: true, canaryMinutes: null })
    expect(junk).toMatchObject({ username: main?.username, afterFiling: 'nothing', moveTo: null })
    desk.start({ reconcileEvery: 300, syncEvery: 300 })
    await desk.untilStored(5)
    const messages = (await desk.messages()).filter(({ reason }) => reason !== 'canary')
    expect(messages.filter(({ mailboxId }) => mailboxId === junk?.id)).toMatchObject(
      [1, 2, 3].map((i) => ({
        ...{ uid: i, status: 'ignored', reason: 'in-junk', sha256: null, size: inJunk(i).length },
        ...{ subject: `Opening ${i}`, fromAddress: `press${i}@ministry.example`, fromName: 'Press' },
        headerMessageId: `${i}@ministry.example`,
      })),
    )
    expect(
      messages
        .filter(({ mailboxId }) => mailboxId === main?.id)
        .map((message) => message.sha256)
        .sort(),
    ).toEqual(inbox.map(sha256).sort())
    await until('proven', async () => {
      const proof = (await findMailbox(desk.database.db, junk?.id ?? ''))?.proof
      return proof ? proofWords(proof) === '3 listed, 3 accounted for: 0 filed, 3 ignored' : false
    })
    await desk.database.db
      .deleteFrom('message')
      .where('mailboxId', '=', junk?.id ?? '')
      .where('uid', '=', 2)
      .execute()
    await until('healed', async () => (await listInJunk(desk.database.db, { limit: 9 })).length === 3)
    const page = await listInJunk(desk.database.db, { limit: 2 })
    const last = page[1]
    const rest = await listInJunk(desk.database.db, {
      before: { receivedAt: last?.receivedAtExactly ?? '', id: last?.id ?? '' },
      limit: 2,
    })
    expect([...page, ...rest].map(({ subject }) => subject).sort()).toEqual(['Opening 1', 'Opening 2', 'Opening 3'])
    // The same URL again is the same two mailboxes.
    await desk.addMailbox(`?name=Desk&junk=${encodeURIComponent(folder)}&canary=1440&moveTo=Filed`)
    expect(await listMailboxes(desk.database.db)).toHaveLength(2)
  },
)

test('a Junk folder of many messages is listed in few steps', async () => {
  await fill('Junk', [])
  for (let i = 1; i <= 450; i++) await dovecot.append(release(i), { user: desk.user, folder: 'Junk' })
  await desk.addMailbox('Junk?name=Desk')
  await desk.database.db.updateTable('mailbox').set({ listOnly: true }).execute()
  desk.start({ syncEvery: 300 })
  await desk.untilStored(450)
  expect((await desk.messages()).every(({ status, sha256: hash }) => status === 'ignored' && hash === null)).toBe(true)
})
