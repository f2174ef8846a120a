import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { upsertMailboxFromUrl } from '../../src/mailbox/mailbox.ts'
import { type Dovecot, flagsInMaildir, keywordsOfMaildir, startDovecot } from '../support/dovecot.ts'
import { openPollerDesk, type PollerDesk, release, SECRET, until } from './poller-desk.ts'

let dovecot: Dovecot
let desk: PollerDesk

async function open(settings: string[]): Promise<void> {
  dovecot = await startDovecot({ settings })
  desk = await openPollerDesk(dovecot)
}
beforeEach(() => open([]))
afterEach(close)

async function close(): Promise<void> {
  await desk.close()
  await dovecot.close()
}

test('a server that knows IMAP4rev1 and nothing else is collected, and what is filed is marked', async () => {
  await close()
  await open(['imap_capability = IMAP4rev1'])
  const sources = await desk.deliver(30)
  const { id } = await desk.addMailbox()
  desk.start({ syncEvery: 500 })
  await desk.untilStored(30)
  await desk.untilState(id, 'watching')
  await desk.file()
  await until('marked', async () => (await desk.messages()).every(({ markedAt }) => markedAt !== null))
  expect(await keywordsOfMaildir(desk.maildir)).toBe('0 $CopytasterFiled\n')
  sources.push(...(await desk.deliver(2, 31)))
  await desk.untilStored(32)
  await desk.expectEachOnce(sources)
})

test('without MOVE and UIDPLUS no message is moved or deleted, though the mailbox says so', async () => {
  await close()
  await open(['imap_capability = IMAP4rev1 IDLE'])
  const sources = await desk.deliver(3)
  const { id } = await desk.addMailbox('?moveTo=Filed&canary=1')
  desk.start({ syncEvery: 500 })
  await desk.untilStored(4)
  await desk.untilState(id, 'watching')
  await desk.file()
  sources.push(...(await desk.deliver(1, 4)))
  await desk.untilStored(5)
  expect(await flagsInMaildir(desk.maildir)).toEqual(expect.arrayContaining(['', '', '', '']))
  expect(await flagsInMaildir(desk.maildir)).toHaveLength(5)
})

test('a folder in which we may only read is collected, and nothing in it changes', async () => {
  await close()
  await open(['mail_plugins = acl', 'plugin {\n acl = vfile\n}'])
  const sources = await desk.deliver(3)
  await writeFile(join(desk.maildir, 'dovecot-acl'), 'owner lr\n')
  const { id } = await desk.addMailbox('?canary=1')
  desk.start({ syncEvery: 300 })
  await desk.untilStored(3)
  await desk.untilState(id, 'watching')
  await desk.file()
  sources.push(...(await desk.deliver(1, 4)))
  await desk.untilStored(4)
  await desk.expectEachOnce(sources)
  expect(await flagsInMaildir(desk.maildir)).toEqual(['', '', '', ''])
  expect(await keywordsOfMaildir(desk.maildir)).toBe('')
})

test.each([
  ['two words', 'two words'],
  ['Pressefächer', 'Pressef&AOQ-cher'],
  ['R&D', 'R&-D'],
  ['with "quotes"', 'with "quotes"'],
  ['braces {10}', 'braces {10}'],
  ['back\\slash', 'back\\slash'],
  ['新闻', '&ZbCV+w-'],
])('the folder %s is collected', async (folder, wire) => {
  await dovecot.append(release(1), { user: desk.user, folder: wire })
  const url = `${dovecot.imapUrl(desk.user)}?folder=${encodeURIComponent(folder)}`
  const { id } = await upsertMailboxFromUrl(desk.database.db, SECRET, url)
  desk.start()
  await desk.untilState(id, 'watching')
  await desk.untilStored(1)
  await desk.expectEachOnce([release(1)])
})
