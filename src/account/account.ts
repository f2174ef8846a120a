import type { Kysely } from 'kysely'
import type { Database } from '../database.ts'
import type { UserRole } from './account.table.ts'
import type { Auth } from './auth.ts'

/** The first admin until a person gives name and address; `.invalid` can never be a real address (RFC 2606 §2). */
export const PLACEHOLDER_EMAIL = 'admin@copytaster.invalid'

export interface Person {
  id: string
  name: string
  email: string
  role: UserRole
}

/** An address that another user has; the message names it. */
export class EmailTakenError extends Error {
  override name = 'EmailTakenError'
}

/** Makes a user who has no password yet: they come in by `signInLink`. Throws `EmailTakenError`. */
export async function createUser(
  auth: Auth,
  { email, name, role }: { email: string; name: string; role: UserRole },
): Promise<Person> {
  const { internalAdapter } = await auth.$context
  const address = email.trim().toLowerCase()
  if (await internalAdapter.findUserByEmail(address)) throw new EmailTakenError(`There is already a user ${address}`)
  // Verified because an admin vouches for it: the library else revokes the password when the first link is used.
  const user = await internalAdapter.createUser(
    { email: address, name, role, emailVerified: true },
    { method: 'admin' },
  )
  return { id: user.id, name, email: address, role }
}

/**
 * A one-time link that signs in the user with that address: valid for 24 hours and once. Only its hash is stored.
 * Opening it does nothing yet, as link previewers open links: the page asks for a click and posts the token.
 */
export async function signInLink(auth: Auth, email: string, baseUrl: string): Promise<string> {
  const { promise, resolve } = Promise.withResolvers<string>()
  await auth.api.signInMagicLink({ body: { email, metadata: { deliver: resolve } }, headers: new Headers() })
  return `${baseUrl}/welcome?token=${await promise}`
}

/**
 * The link for the very first admin: while nobody has set up an account, each call makes a new one, so a lost link is no trouble.
 * Undefined once there is a real user.
 */
export async function firstSignInLink(db: Kysely<Database>, auth: Auth, baseUrl: string): Promise<string | undefined> {
  const users = await db.selectFrom('user').select('email').limit(2).execute()
  if (users.some((user) => user.email !== PLACEHOLDER_EMAIL)) return undefined
  if (users.length === 0) await createUser(auth, { email: PLACEHOLDER_EMAIL, name: 'Admin', role: 'admin' })
  return signInLink(auth, PLACEHOLDER_EMAIL, baseUrl)
}

export async function hasUsers(db: Kysely<Database>): Promise<boolean> {
  return (await db.selectFrom('user').select('id').limit(1).executeTakeFirst()) !== undefined
}

/** The user with that address, in any case of letters. */
export async function findUser(db: Kysely<Database>, email: string): Promise<Person | undefined> {
  return db
    .selectFrom('user')
    .select(['id', 'name', 'email', 'role'])
    .where('email', '=', email.trim().toLowerCase())
    .executeTakeFirst()
}

/** Returns whether there is such a user. Holds from their next request on. */
export async function setRole(db: Kysely<Database>, email: string, role: UserRole): Promise<boolean> {
  const changed = await db
    .updateTable('user')
    .set({ role })
    .where('email', '=', email.trim().toLowerCase())
    .executeTakeFirst()
  return changed.numUpdatedRows > 0n
}

/** Changes the name and, where given, the address. Throws `EmailTakenError`. */
export async function renameUser(
  auth: Auth,
  userId: string,
  { name, email }: { name: string; email?: string | undefined },
): Promise<void> {
  const { internalAdapter } = await auth.$context
  const address = email?.trim().toLowerCase()
  const holder = address && (await internalAdapter.findUserByEmail(address))
  if (holder && holder.user.id !== userId) throw new EmailTakenError(`There is already a user ${address}`)
  await internalAdapter.updateUser(userId, { name, ...(address && { email: address }) })
}

export async function hasPassword(auth: Auth, userId: string): Promise<boolean> {
  const { internalAdapter } = await auth.$context
  const accounts = await internalAdapter.findAccounts(userId)
  return accounts.some((account) => account.providerId === 'credential' && account.password)
}

/** Sets the password without asking for the old one. */
export async function resetPassword(auth: Auth, userId: string, password: string): Promise<void> {
  const { internalAdapter, password: hashing } = await auth.$context
  await internalAdapter.updatePassword(userId, await hashing.hash(password))
}
