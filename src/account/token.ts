import { createHash, randomBytes } from 'node:crypto'
import { type Kysely, sql } from 'kysely'
import { v7 } from 'uuid'
import type { Database } from '../database.ts'
import type { Person } from './account.ts'

/** Lets secret scanners know our tokens. */
const PREFIX = 'ct_'

/**
 * Makes a bearer token that acts as that user. The token is in this answer and nowhere else: the database keeps its SHA-256,
 * which is enough for 256 random bits.
 */
export async function createToken(
  db: Kysely<Database>,
  userId: string,
  name: string,
): Promise<{ id: string; token: string }> {
  const id = v7()
  const token = PREFIX + randomBytes(32).toString('base64url')
  await db
    .insertInto('token')
    .values({ id, userId, name, tokenSha256: sha256(token), lastUsedAt: null, revokedAt: null })
    .execute()
  return { id, token }
}

/** Whom a bearer token acts as, or undefined when it is unknown or revoked. Notes the use, at most once a minute. */
export async function findTokenOwner(db: Kysely<Database>, token: string): Promise<Person | undefined> {
  if (!token.startsWith(PREFIX)) return undefined
  const found = await db
    .selectFrom('token')
    .innerJoin('user', 'user.id', 'token.userId')
    .select(['token.id as tokenId', 'user.id', 'user.name', 'user.email', 'user.role'])
    .where('tokenSha256', '=', sha256(token))
    .where('revokedAt', 'is', null)
    .executeTakeFirst()
  if (!found) return undefined
  await db
    .updateTable('token')
    .set({ lastUsedAt: sql`now()` })
    .where('id', '=', found.tokenId)
    .where((eb) => eb.or([eb('lastUsedAt', 'is', null), eb('lastUsedAt', '<', sql<Date>`now() - interval '1 minute'`)]))
    .execute()
  return { id: found.id, name: found.name, email: found.email, role: found.role }
}

/** Returns whether there was such a token in use. */
export async function revokeToken(db: Kysely<Database>, id: string): Promise<boolean> {
  const revoked = await db
    .updateTable('token')
    .set({ revokedAt: sql`now()` })
    .where('id', '=', id)
    .where('revokedAt', 'is', null)
    .executeTakeFirst()
  return revoked.numUpdatedRows > 0n
}

function sha256(token: string): string {
  return createHash('sha256').update(token).digest('hex')
}
