import { afterEach, beforeEach, expect, test } from 'vitest'
import { type ScriptedImap, startScriptedImap } from '../support/scripted-imap.ts'
import { openScriptedDesk, type PollerDesk, until } from './poller-desk.ts'

let imap: ScriptedImap
let desk: PollerDesk

beforeEach(async () => {
  imap = await startScriptedImap()
  desk = await openScriptedDesk(imap)
})
afterEach(async () => {
  await desk.close()
  await imap.close()
})

test.each([
  ['NUL', 'bad\0message'],
  ['an escape sequence of 3,000 characters', `\u001b[2J${'x'.repeat(3_000)}`],
])('a server that refuses a message with %s stops nothing, and its words may be shown', async (_, words) => {
  const [, second = ''] = await desk.deliver(2)
  imap.faults.script = ({ name, line }) =>
    name === 'UID FETCH' && /BODY/.test(line) && /FETCH (?:1|1,2) /.test(line) ? { no: words } : undefined
  await desk.addMailbox()
  desk.start()
  await desk.untilStored(1)
  await until('set aside', async () => (await desk.failedUids()).length === 1)
  expect((await desk.messages()).map(({ size }) => size)).toEqual([second.length])
  const [failed] = await desk.failedUids()
  expect(failed?.reason).toMatch(/^The server does not give it out: [^\p{Cc}]{1,200}$/u)
})

test('a time of receipt in another geological age is none', async () => {
  const sources = await desk.deliver(3)
  const [, second] = imap.inbox.messages
  if (second) second.internalDate = new Date(Date.UTC(275_000, 0, 1))
  const { id } = await desk.addMailbox()
  desk.start({ syncEvery: 400 })
  await desk.untilStored(3)
  await desk.untilState(id, 'watching')
  sources.push(...(await desk.deliver(1, 4)))
  await desk.untilStored(4)
  await desk.expectEachOnce(sources)
})
