import { expect, test } from 'vitest'
import { receivedAtOf } from '../../src/pipeline/received-at.ts'

test.each<[title: string, message: string, expected: string | undefined]>([
  [
    'topmost Received',
    'Received: from a by b; Tue, 24 Nov 2026 10:00:00 +0100\r\nReceived: from c by a; Tue, 24 Nov 2026 08:00:00 +0000\r\n\r\nx',
    '2026-11-24T09:00:00.000Z',
  ],
  [
    'folded, with a comment',
    'Received: from a\r\n\tby b (Postfix) with ESMTP id 1;\r\n\tTue, 24 Nov 2026 10:00:00 +0100 (CET)\r\n\r\n',
    '2026-11-24T09:00:00.000Z',
  ],
  ['Date where no Received', 'Subject: x\nDate: Tue, 24 Nov 2026 09:00:00 GMT\n\n', '2026-11-24T09:00:00.000Z'],
  [
    'Date where Received cannot be read',
    'Received: by b; yesterday\nDate: 24 Nov 2026 09:00:00 +0000\n\n',
    '2026-11-24T09:00:00.000Z',
  ],
  ['a Date in the body does not count', 'Subject: x\n\nDate: Tue, 24 Nov 2026 09:00:00 GMT\n', undefined],
  ['a year that no server has written', 'Date: Tue, 01 Jan 12345 00:00:00 +0000\n\n', undefined],
  ['nothing', '', undefined],
])('%s', (_title, message, expected) => {
  expect(receivedAtOf(Buffer.from(message))?.toISOString()).toBe(expected)
})
