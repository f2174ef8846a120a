import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto'

/** A stored password cannot be opened: the key has changed or the row was tampered with. */
export class SecretError extends Error {
  override name = 'SecretError'
}

const VERSION = 'v1'
const NONCE_BYTES = 12
const TAG_BYTES = 16

/**
 * Encrypts `plain` with AES-256-GCM under a key derived from `secretKey` (HKDF, RFC 5869). `owner`, the id of the row that keeps it,
 * is authenticated too, so that a password moved to another row does not open.
 */
export function encryptSecret(secretKey: string, owner: string, plain: string): string {
  const nonce = randomBytes(NONCE_BYTES)
  const cipher = createCipheriv('aes-256-gcm', keyFrom(secretKey), nonce).setAAD(Buffer.from(owner))
  const sealed = Buffer.concat([nonce, cipher.update(plain, 'utf8'), cipher.final(), cipher.getAuthTag()])
  return `${VERSION}.${sealed.toString('base64')}`
}

/** Opens what `encryptSecret` made for the same `owner`. Throws `SecretError`. */
export function decryptSecret(secretKey: string, owner: string, sealed: string): string {
  const [version, encoded = ''] = sealed.split('.')
  const bytes = Buffer.from(encoded, 'base64')
  if (version !== VERSION || bytes.length < NONCE_BYTES + TAG_BYTES)
    throw new SecretError('The stored password is damaged; enter it again')
  const decipher = createDecipheriv('aes-256-gcm', keyFrom(secretKey), bytes.subarray(0, NONCE_BYTES))
  decipher.setAAD(Buffer.from(owner)).setAuthTag(bytes.subarray(-TAG_BYTES))
  try {
    return decipher.update(bytes.subarray(NONCE_BYTES, -TAG_BYTES), undefined, 'utf8') + decipher.final('utf8')
  } catch (cause) {
    throw new SecretError(
      'The stored password was encrypted with another SECRET_KEY; set that key again, or enter the password again',
      {
        cause,
      },
    )
  }
}

function keyFrom(secretKey: string): Buffer {
  return Buffer.from(hkdfSync('sha256', secretKey, '', 'copytaster mailbox password', 32))
}
