import { v7 } from 'uuid'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { ArticleDetail, HistoryEntry } from '../../src/desk/article-schemas.ts'
import { seedArticle, seedCopy, startTestDesk, type TestDesk } from '../support/desk.ts'

let desk: TestDesk
beforeAll(async () => {
  desk = await startTestDesk()
})
afterAll(() => desk.close())

const read = (id: string) => desk.editor.read<ArticleDetail>(`/api/v1/articles/${id}`)
const at = (minute: number) => new Date(Date.UTC(2026, 10, 25, 9, minute))

/** An article whose own message came in at desk@, at the tenth minute. */
async function seedReceived(): Promise<string> {
  const id = await seedArticle(desk, { receivedAt: at(10) })
  const { messageId } = await desk.db
    .selectFrom('article')
    .select('messageId')
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
  await desk.db
    .updateTable('message')
    .set({
      recipients: ['desk@paper.example'],
      fromAddress: 'press@bridge.example',
      headerMessageId: 'one@bridge.example',
    })
    .where('id', '=', messageId)
    .execute()
  return id
}

test('an article that came once has one way in', async () => {
  const { copies, copyCount } = await read(await seedReceived())
  expect(copyCount).toBe(1)
  expect(copies).toEqual([
    {
      recipients: ['desk@paper.example'],
      mailboxName: 'News desk',
      receivedAt: at(10).toISOString(),
      fromAddress: 'press@bridge.example',
      messageId: 'one@bridge.example',
      reason: null,
    },
  ])
})

test('each copy has its addresses, mailbox and time, in the order of receipt, and is a line of history', async () => {
  const id = await seedReceived()
  const mailboxId = v7()
  await desk.db
    .insertInto('mailbox')
    .values({
      id: mailboxId,
      kind: 'imap',
      name: 'Sport',
      host: 'sport.example',
      passwordEncrypted: null,
      since: null,
      moveTo: null,
    })
    .execute()
  await seedCopy(desk, id, {
    recipients: ['press@paper.example'],
    receivedAt: at(20),
    headerMessageId: 'two@bridge.example',
  })
  await seedCopy(desk, id, { recipients: ['sport@paper.example'], receivedAt: at(5), mailboxId, reason: 'same-octets' })
  const article = await read(id)
  expect(
    article.copies.map(({ recipients, mailboxName, receivedAt, reason }) => [
      recipients[0],
      mailboxName,
      receivedAt,
      reason,
    ]),
  ).toEqual([
    ['sport@paper.example', 'Sport', at(5).toISOString(), 'same-octets'],
    ['desk@paper.example', 'News desk', at(10).toISOString(), null],
    ['press@paper.example', 'News desk', at(20).toISOString(), 'same-text'],
  ])
  expect(article).toMatchObject({ copyCount: 3, version: 1, undoable: false })
  const history = await desk.editor.read<HistoryEntry[]>(`/api/v1/articles/${id}/history`)
  expect(history.map(({ action, detail }) => [action, detail.recipients])).toEqual([
    ['filed', undefined],
    ['copy-received', ['press@paper.example']],
    ['copy-received', ['sport@paper.example']],
  ])
})

test('the same octets met again in the same mailbox are no copy', async () => {
  const id = await seedReceived()
  await seedCopy(desk, id, { reason: 'same-octets' })
  expect(await read(id)).toMatchObject({ copyCount: 1, copies: [{ reason: null }] })
  expect(await desk.editor.read<HistoryEntry[]>(`/api/v1/articles/${id}/history`)).toHaveLength(1)
})

test('of very many copies the first fifty are listed, and all are counted', async () => {
  const id = await seedReceived()
  for (let minute = 11; minute < 71; minute++) await seedCopy(desk, id, { receivedAt: at(minute) })
  const { copies, copyCount } = await read(id)
  expect([copies.length, copyCount]).toEqual([50, 61])
  expect(copies[0]?.reason).toBeNull()
})
