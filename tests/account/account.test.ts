import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  createUser,
  EmailTakenError,
  findUser,
  firstSignInLink,
  hasUsers,
  PLACEHOLDER_EMAIL,
  setRole,
  signInLink,
} from '../../src/account/account.ts'
import { type Auth, openAuth } from '../../src/account/auth.ts'
import { createToken, findTokenOwner, revokeToken } from '../../src/account/token.ts'
import { openTestDatabase, type TestDatabase } from '../support/database.ts'
import { SECRET_KEY } from '../support/desk.ts'

const BASE = 'http://localhost:8025'

let database: TestDatabase
let auth: Auth
beforeAll(async () => {
  database = await openTestDatabase()
  auth = openAuth(database.pool, { secretKey: SECRET_KEY })
})
afterAll(() => database.close())

test('the first admin gets a link until somebody has set up an account', async () => {
  const { db } = database
  expect(await hasUsers(db)).toBe(false)
  const first = await firstSignInLink(db, auth, BASE)
  const second = await firstSignInLink(db, auth, BASE)
  expect(first).toMatch(/^http:\/\/localhost:8025\/welcome\?token=[\w-]{32,}$/)
  expect(second).not.toBe(first)
  expect(await findUser(db, PLACEHOLDER_EMAIL)).toMatchObject({ role: 'admin' })
  await database.pool.query(`update "user" set email = 'ada@desk.example'`)
  expect(await firstSignInLink(db, auth, BASE)).toBeUndefined()
})

test('a link is stored as a hash only, for 24 hours', async () => {
  await createUser(auth, { email: 'Link@Desk.Example ', name: 'Link', role: 'editor' })
  const token = new URL(await signInLink(auth, 'link@desk.example', BASE)).searchParams.get('token') as string
  const { rows } = await database.pool.query(
    `select identifier, value, extract(epoch from "expiresAt" - now()) as seconds from verification where value like '%link@desk%'`,
  )
  expect(rows).toHaveLength(1)
  expect(JSON.stringify(rows[0])).not.toContain(token)
  expect(Number(rows[0].seconds)).toBeGreaterThan(24 * 3600 - 60)
  expect(Number(rows[0].seconds)).toBeLessThanOrEqual(24 * 3600)
})

test('an address belongs to one user, in any case of letters', async () => {
  await createUser(auth, { email: 'one@desk.example', name: 'One', role: 'editor' })
  await expect(createUser(auth, { email: 'ONE@desk.example', name: 'Two', role: 'admin' })).rejects.toThrow(
    EmailTakenError,
  )
  expect(await findUser(database.db, 'oNe@desk.example')).toMatchObject({ name: 'One', role: 'editor' })
})

test('a role can be changed, of a user that there is', async () => {
  await createUser(auth, { email: 'role@desk.example', name: 'Role', role: 'editor' })
  expect(await setRole(database.db, 'role@desk.example', 'admin')).toBe(true)
  expect(await findUser(database.db, 'role@desk.example')).toMatchObject({ role: 'admin' })
  expect(await setRole(database.db, 'nobody@desk.example', 'admin')).toBe(false)
})

describe('bearer tokens', () => {
  test('a token is known by its hash, acts as its owner, and works until it is revoked', async () => {
    const owner = await createUser(auth, { email: 'owner@desk.example', name: 'Owner', role: 'editor' })
    const { id, token } = await createToken(database.db, owner.id, 'CMS')
    expect(token).toMatch(/^ct_[\w-]{43}$/)
    const { rows } = await database.pool.query('select * from token where id = $1', [id])
    expect(JSON.stringify(rows)).not.toContain(token)
    expect(await findTokenOwner(database.db, token)).toEqual(owner)
    expect(await findTokenOwner(database.db, `${token}x`)).toBeUndefined()
    expect(await findTokenOwner(database.db, 'nonsense')).toBeUndefined()
    expect(await revokeToken(database.db, id)).toBe(true)
    expect(await revokeToken(database.db, id)).toBe(false)
    expect(await findTokenOwner(database.db, token)).toBeUndefined()
  })

  test('its last use is noted at most once a minute', async () => {
    const owner = await createUser(auth, { email: 'use@desk.example', name: 'Use', role: 'editor' })
    const { id, token } = await createToken(database.db, owner.id, 'CMS')
    const lastUse = async () =>
      (await database.pool.query('select last_used_at from token where id = $1', [id])).rows[0].last_used_at
    expect(await lastUse()).toBeNull()
    await findTokenOwner(database.db, token)
    const first = await lastUse()
    await findTokenOwner(database.db, token)
    expect(await lastUse()).toEqual(first)
    await database.pool.query(`update token set last_used_at = now() - interval '2 minutes' where id = $1`, [id])
    await findTokenOwner(database.db, token)
    expect((await lastUse()).getTime()).toBeGreaterThanOrEqual(first.getTime())
  })
})
