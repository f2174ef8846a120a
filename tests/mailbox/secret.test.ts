import { expect, test } from 'vitest'
import { decryptSecret, encryptSecret, SecretError } from '../../src/mailbox/secret.ts'

const KEY = 'a secret of more than thirty-two characters'

test.each(['', 'pässwörd', 'x'.repeat(1000)])(
  'the password %j opens again with the same key for the same owner',
  (plain) => {
    const sealed = encryptSecret(KEY, 'mailbox-1', plain)
    expect(decryptSecret(KEY, 'mailbox-1', sealed)).toBe(plain)
  },
)

test('the same password never looks the same twice and never stands in the clear', () => {
  const [first, second] = [encryptSecret(KEY, 'm', 'hunter2'), encryptSecret(KEY, 'm', 'hunter2')]
  expect(first).not.toBe(second)
  expect(Buffer.from(first.slice(3), 'base64').toString('latin1')).not.toContain('hunter2')
})

test.each([
  ['another key', (sealed: string) => decryptSecret('another key of at least 32 characters', 'mailbox-1', sealed)],
  ['another owner', (sealed: string) => decryptSecret(KEY, 'mailbox-2', sealed)],
  [
    'a changed octet',
    (sealed: string) =>
      decryptSecret(
        KEY,
        'mailbox-1',
        sealed.replace(/.(?=.{6}$)/, (c) => (c === 'A' ? 'B' : 'A')),
      ),
  ],
  ['a cut value', (sealed: string) => decryptSecret(KEY, 'mailbox-1', sealed.slice(0, 12))],
  ['another format', () => decryptSecret(KEY, 'mailbox-1', 'hunter2')],
])('%s does not open it and says what to do', (_, open) => {
  const sealed = encryptSecret(KEY, 'mailbox-1', 'hunter2')
  expect(() => open(sealed)).toThrow(SecretError)
  expect(() => open(sealed)).toThrow(/enter (it|the password) again/)
})
