import { afterEach, beforeEach, expect, test } from 'vitest'
import {
  type Connection,
  connect,
  listAbove,
  listThese,
  openFolder,
  readEnvelope,
  readSources,
} from '../../src/mailbox/collect.ts'
import { listUids } from '../../src/mailbox/list-uids.ts'
import { addKeyword } from '../../src/mailbox/mark.ts'
import { testMailbox } from '../../src/mailbox/test-mailbox.ts'
import { type ScriptedImap, startScriptedImap } from '../support/scripted-imap.ts'

let imap: ScriptedImap
let ended: AbortController

beforeEach(async () => {
  imap = await startScriptedImap()
  ended = new AbortController()
})
afterEach(async () => {
  ended.abort()
  await imap.close()
})

const settings = () => ({
  host: imap.host,
  port: imap.port,
  security: 'none' as const,
  username: 'desk',
  password: 'se"cr\\et',
})

async function open(folder = 'INBOX'): Promise<Connection> {
  const client = await connect(settings(), ended.signal)
  await openFolder(client, folder)
  return client
}

const span = { width: 100, limit: 100, uidNext: undefined }

async function sourcesOf(client: Connection, uids: number[]): Promise<string[]> {
  const read: string[] = []
  for await (const { source } of readSources(client, uids)) read.push(source.toString('latin1'))
  return read
}

test.each([[['IDLE', 'UIDPLUS', 'ESEARCH']], [[]], [['AUTH=PLAIN', 'LOGINDISABLED']], [['AUTH=PLAIN', 'SASL-IR']]])(
  'the scripted server is to our client what a real one is, with %j',
  async (capabilities) => {
    imap.capabilities = new Set(capabilities)
    const sources = [
      'Subject: one\r\n\r\nhello',
      'From: "A \\"B\\"" <a@b.example>\r\nSubject: two (\r\nMessage-ID: <x@y>\r\n\r\n{3}\r\n',
    ]
    for (const [i, source] of sources.entries())
      imap.deliver(source, { receivedAt: new Date(`2026-0${i + 1}-01T12:00:00Z`) })
    const client = await open()
    const { listed } = await listAbove(client, 0, span)
    expect(listed).toEqual(
      sources.map((source, i) => ({
        uid: i + 1,
        size: source.length,
        receivedAt: new Date(`2026-0${i + 1}-01T12:00:00Z`),
      })),
    )
    expect(await sourcesOf(client, [1, 2])).toEqual(sources)
    expect(await listThese(client, [2, 7])).toHaveLength(1)
    expect(await readEnvelope(client, 2)).toMatchObject({ subject: 'two (', headerMessageId: 'x@y' })
    expect(await Array.fromAsync(listUids(client, { aboveUid: 0, since: '2026-01-15' }, 1))).toEqual([[2]])
    expect(await addKeyword(client, [2])).toBe(true)
    expect(imap.inbox.messages.map(({ flags }) => [...flags])).toEqual([[], ['$CopytasterFiled']])
    expect((await testMailbox({ ...settings(), folder: 'INBOX' })).passed).toBe(true)
  },
)
