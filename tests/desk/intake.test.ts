import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Intake } from '../../src/desk/intake-schemas.ts'
import { seedArticle, seedMailbox, seedMessage, startTestDesk, type TestDesk } from '../support/desk.ts'

let desk: TestDesk
beforeEach(async () => {
  desk = await startTestDesk()
})
afterEach(() => desk.close())

const intake = () => desk.editor.read<Intake>('/api/v1/intake')
const set = (change: string) => desk.pool.query(`update mailbox set ${change}`)
const received = async (count: number, status: 'received' | 'ignored' = 'received') => {
  const mailboxId = await seedMailbox(desk.db)
  for (let n = 0; n < count; n++)
    await seedMessage(desk, { mailboxId, status, reason: status === 'ignored' ? 'bounce' : null })
}

test('without a mailbox nothing can come; a Junk folder is none', async () => {
  expect(await intake()).toEqual({ state: 'none', read: 0, found: 0 })
  await seedMailbox(desk.db)
  await set('list_only = true')
  expect((await intake()).state).toBe('none')
})

test('the first messages are being read until one is on the desk', async () => {
  await seedMailbox(desk.db)
  expect(await intake()).toEqual({ state: 'reading', read: 0, found: 0 })
  await received(3)
  await received(2, 'ignored')
  await set(`state = 'watching', last_succeeded_at = now()`)
  expect(await intake()).toEqual({ state: 'reading', read: 2, found: 5 })
  await set(`proof = '{"listed": 40}'`)
  expect(await intake()).toEqual({ state: 'reading', read: 2, found: 40 })
  await seedArticle(desk)
  expect(await intake()).toEqual({ state: 'open', read: 0, found: 0 })
})

test('a mailbox in which nothing is to be read is open, also while it looks for more', async () => {
  await received(2, 'ignored')
  await set(`state = 'watching', last_succeeded_at = now()`)
  expect((await intake()).state).toBe('open')
  await set(`state = 'syncing', proof = '{"listed": 2}'`)
  expect((await intake()).state).toBe('open')
})

test('mailboxes that are paused, or could never be signed in to, are told', async () => {
  await seedMailbox(desk.db)
  await set(`state = 'refused'`)
  expect((await intake()).state).toBe('unreachable')
  await set(`state = 'waiting', last_succeeded_at = now()`)
  expect((await intake()).state).toBe('open')
  await set(`paused_at = now()`)
  expect((await intake()).state).toBe('paused')
})

test('strangers are told nothing', async () => {
  expect((await desk.stranger.get('/api/v1/intake')).status).toBe(401)
})
