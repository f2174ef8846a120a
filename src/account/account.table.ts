import type { Generated } from 'kysely'

export type UserRole = 'editor' | 'admin'

/** Written by the sign-in library, whose other columns are its own business; we read these and change roles. */
export interface UserTable {
  id: string
  name: string
  email: string
  role: Generated<UserRole>
}

export interface TokenTable {
  id: string
  userId: string
  name: string
  tokenSha256: string
  createdAt: Generated<Date>
  lastUsedAt: Date | null
  revokedAt: Date | null
}
