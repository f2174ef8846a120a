import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Connection, connect, openFolder } from '../../src/mailbox/collect.ts'
import { highestUid, lastUidBefore, listAmong, listUids } from '../../src/mailbox/list-uids.ts'
import { type Dovecot, PASSWORD, startDovecot } from '../support/dovecot.ts'

describe.each([
  ['with ESEARCH', []],
  ['without ESEARCH', ['imap_capability = IMAP4rev1 UIDPLUS']],
])('%s', (_, settings) => {
  let dovecot: Dovecot
  let client: Connection
  let users = 0
  const ended = new AbortController()

  beforeAll(async () => {
    dovecot = await startDovecot({ settings })
  })
  afterAll(async () => {
    ended.abort()
    await dovecot.close()
  })

  /** A folder in which messages 3, 4 and 8 of twelve are gone; message n was received at noon of the nth of January. */
  async function openGappy(gone = [3, 4, 8], count = 12) {
    const user = `user${++users}`
    for (let n = 1; n <= count; n++) {
      const receivedAt = new Date(`2026-01-${String(n).padStart(2, '0')}T12:00:00Z`)
      await dovecot.append(`Subject: ${n}\r\n\r\n`, { user, receivedAt })
    }
    const { host, port } = dovecot
    client = await connect({ host, port, security: 'none', username: user, password: PASSWORD }, ended.signal)
    await openFolder(client, 'INBOX')
    if (gone.length > 0) await client.messageDelete(gone.join(','), { uid: true })
    return openFolder(client, 'INBOX')
  }

  const spansOf = (aboveUid: number, since: string | null, span: number) =>
    Array.fromAsync(listUids(client, { aboveUid, since }, span))

  test('every UID is listed, in spans from the highest down', async () => {
    await openGappy()
    expect(await spansOf(0, null, 4)).toEqual([[9, 10, 11, 12], [2, 5, 6, 7], [1]])
    expect(await spansOf(0, null, 100)).toEqual([[1, 2, 5, 6, 7, 9, 10, 11, 12]])
  })

  test('above a UID, and since a day', async () => {
    await openGappy()
    expect(await spansOf(6, null, 4)).toEqual([[9, 10, 11, 12], [7]])
    expect(await spansOf(12, null, 4)).toEqual([])
    expect((await spansOf(0, '2026-01-06', 4)).flat().sort((a, b) => a - b)).toEqual([6, 7, 9, 10, 11, 12])
    expect((await spansOf(9, '2026-01-11', 3)).flat()).toEqual([11, 12])
    expect(await spansOf(0, '2026-02-01', 4)).toEqual([])
  })

  test('an empty folder lists nothing, and knows its highest UID all the same', async () => {
    const folder = await openGappy([1, 2], 2)
    expect(await spansOf(0, null, 4)).toEqual([])
    expect(await highestUid(client, folder)).toBe(2)
    expect(await highestUid(client, { ...folder, uidNext: undefined })).toBe(0)
  })

  test('what is expunged or arrives while it is listed hides no other message', async () => {
    await openGappy([], 12)
    const seen: number[] = []
    for await (const uids of listUids(client, { aboveUid: 0, since: null }, 3)) {
      seen.push(...uids)
      if (seen.length === 3) await client.messageDelete('1,2,10', { uid: true })
    }
    expect(seen.sort((a, b) => a - b)).toEqual([3, 4, 5, 6, 7, 8, 9, 10, 11, 12])
  })

  test('a span in which all was met before, as many below it were expunged, is not taken for the end', async () => {
    await openGappy([], 12)
    const seen: number[] = []
    for await (const uids of listUids(client, { aboveUid: 1, since: null }, 3)) {
      seen.push(...uids)
      if (seen.length === 3) await client.messageDelete('1:3', { uid: true })
    }
    expect(seen.sort((a, b) => a - b)).toEqual([4, 5, 6, 7, 8, 9, 10, 11, 12])
  })

  test('the highest UID is found where the server does not tell the next one', async () => {
    const folder = await openGappy()
    expect(await highestUid(client, folder)).toBe(12)
    expect(await highestUid(client, { ...folder, uidNext: undefined })).toBe(12)
  })

  test('what was there before a moment is told from what has arrived since', async () => {
    const folder = await openGappy()
    expect(await lastUidBefore(client, folder, new Date('2026-01-09T12:00:00Z'))).toBe(8)
    expect(await lastUidBefore(client, folder, new Date('2026-01-09T12:00:01Z'))).toBe(9)
    expect(await lastUidBefore(client, folder, new Date('2026-03-01T00:00:00Z'))).toBe(12)
    expect(await lastUidBefore(client, folder, new Date('2025-03-01T00:00:00Z'))).toBe(0)
  })

  test('which of some messages are there still', async () => {
    await openGappy()
    expect(await listAmong(client, [2, 3, 8, 12, 99])).toEqual([2, 12])
    expect(await listAmong(client, [3, 99])).toEqual([])
  })
})
