import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createUser, firstSignInLink, PLACEHOLDER_EMAIL, signInLink } from '../../src/account/account.ts'
import { createToken } from '../../src/account/token.ts'
import type { Me, Welcome } from '../../src/desk/account-schemas.ts'
import type { Problem } from '../../src/http/problem-schema.ts'
import { startServer } from '../../src/server.ts'
import { cookiesOf, startTestDesk, type TestDesk, type Visitor, visitor } from '../support/desk.ts'

let desk: TestDesk
beforeAll(async () => {
  desk = await startTestDesk()
})
afterAll(() => desk.close())

const PASSWORD = 'a long enough password'

async function tokenFor(email: string): Promise<string> {
  return new URL(await signInLink(desk.auth, email, desk.url)).searchParams.get('token') as string
}

/** Few tries are allowed a minute for each server, so each test takes one of its own. */
async function onOwnServer<T>(use: (call: Visitor['call'], url: string) => Promise<T>): Promise<T> {
  const server = await startServer(desk.parts)
  const url = `http://127.0.0.1:${server.port}`
  try {
    return await use(visitor(url, '').call, url)
  } finally {
    await server.close()
  }
}

test('who is signed in is said by the cookie or by a bearer token', async () => {
  const me = { id: desk.editor.id, name: 'Ed Itor', email: 'ed@desk.example', role: 'editor' }
  expect(await desk.editor.read<Me>('/api/v1/me')).toEqual(me)
  const { token } = await createToken(desk.db, desk.editor.id, 'CMS')
  const answer = await desk.stranger.call('GET', '/api/v1/me', { headers: { authorization: `Bearer ${token}` } })
  expect(await answer.json()).toEqual(me)
  const wrong = await desk.stranger.call('GET', '/api/v1/me', { headers: { authorization: 'Bearer ct_wrong' } })
  expect(wrong.status).toBe(401)
})

test('a bearer token needs no proof of the page it comes from, but cannot set a password', async () => {
  const { token } = await createToken(desk.db, desk.editor.id, 'CMS')
  const headers = { authorization: `Bearer ${token}`, 'sec-fetch-site': 'cross-site' }
  const renamed = await desk.stranger.call('PUT', '/api/v1/me', { body: { name: 'Ed Itor' }, headers })
  expect(renamed.status).toBe(200)
  const refused = await desk.stranger.call('POST', '/api/v1/me/password', { body: { password: PASSWORD }, headers })
  expect(refused.status).toBe(403)
})

test('a forged cookie and one of an ended session are no sign-in', async () => {
  const ended = await desk.signIn('ended@desk.example', 'Ended', 'editor')
  await desk.pool.query('delete from session where "userId" = $1', [ended.id])
  expect((await ended.get('/api/v1/me')).status).toBe(401)
  const [name] = desk.editor.cookie.split('=')
  expect((await visitor(desk.url, `${name}=forged.signature`).get('/api/v1/me')).status).toBe(401)
})

describe('one-time links', () => {
  test('opening a link does nothing, posting its token signs in, once', async () => {
    await onOwnServer(async (call, url) => {
      const token = await tokenFor('ed@desk.example')
      for (let n = 0; n < 2; n += 1) {
        const preview = await call('GET', `/welcome?token=${token}`)
        expect(preview.headers.getSetCookie()).toEqual([])
      }
      const first = await call('POST', '/api/v1/welcome', { body: { token } })
      expect(first.status).toBe(200)
      expect(await visitor(url, cookiesOf(first)).read<Me>('/api/v1/me')).toMatchObject({ email: 'ed@desk.example' })
      expect(first.headers.getSetCookie()[0]).toMatch(/; Max-Age=2592000; Path=\/; HttpOnly; SameSite=Lax$/)

      const second = await call('POST', '/api/v1/welcome', { body: { token } })
      expect(second.status).toBe(401)
      expect(second.headers.getSetCookie()).toEqual([])
      expect(((await second.json()) as Problem).detail).toMatch(/ask for a new one/)
    })
  })

  test('of two that post the same token at once, one gets in', async () => {
    await onOwnServer(async (call) => {
      const token = await tokenFor('ed@desk.example')
      const both = await Promise.all([1, 2].map(() => call('POST', '/api/v1/welcome', { body: { token } })))
      expect(both.map(({ status }) => status).toSorted()).toEqual([200, 401])
    })
  })

  test('a link older than a day, and one that was made up, are refused', async () => {
    await onOwnServer(async (call) => {
      const token = await tokenFor('ed@desk.example')
      await desk.pool.query(`update verification set "expiresAt" = now() - interval '1 second'`)
      for (const stale of [token, 'madeup']) {
        expect((await call('POST', '/api/v1/welcome', { body: { token: stale } })).status).toBe(401)
      }
    })
  })
})

test('the very first admin gives name, address and password, and signs in with them from then on', async () => {
  const fresh = await startTestDesk()
  await fresh.pool.query('delete from "user"')
  const link = await firstSignInLink(fresh.db, fresh.auth, fresh.url)
  const token = new URL(link as string).searchParams.get('token')
  const answer = await fresh.stranger.call('POST', '/api/v1/welcome', { body: { token } })
  expect((await answer.json()) as Welcome).toMatchObject({ role: 'admin', needsProfile: true, hasPassword: false })

  const first = visitor(fresh.url, cookiesOf(answer))
  const renamed = await first.call('PUT', '/api/v1/me', { body: { name: ' Ada ', email: 'Ada@Desk.Example' } })
  expect((await renamed.json()) as Me).toMatchObject({ name: 'Ada', email: 'ada@desk.example', role: 'admin' })
  expect((await first.call('POST', '/api/v1/me/password', { body: { password: PASSWORD } })).status).toBe(204)
  expect(await firstSignInLink(fresh.db, fresh.auth, fresh.url)).toBeUndefined()

  const signIn = (email: string, password: string) =>
    fresh.stranger.call('POST', '/api/auth/sign-in/email', { body: { email, password } })
  const signedIn = await signIn('ada@desk.example', PASSWORD)
  expect(signedIn.status).toBe(204)
  expect(await visitor(fresh.url, cookiesOf(signedIn)).read<Me>('/api/v1/me')).toMatchObject({
    name: 'Ada',
    role: 'admin',
  })
  expect((await signIn(PLACEHOLDER_EMAIL, PASSWORD)).status).toBe(401)
  await fresh.close()
})

describe('passwords', () => {
  async function join(email: string): Promise<Visitor & { id: string }> {
    const person = await desk.signIn(email, 'Person', 'editor')
    expect((await person.call('POST', '/api/v1/me/password', { body: { password: PASSWORD } })).status).toBe(204)
    return person
  }

  test('an unknown address and a wrong password get the same answer', async () => {
    await join('known@desk.example')
    const answers = await Promise.all(
      ['known@desk.example', 'unknown@desk.example'].map((email) =>
        desk.stranger.call('POST', '/api/auth/sign-in/email', { body: { email, password: 'not the password' } }),
      ),
    )
    const [known, unknown] = await Promise.all(answers.map((answer) => answer.json()))
    expect(answers.map(({ status }) => status)).toEqual([401, 401])
    expect(known).toEqual(unknown)
  })

  test('a short one is refused with a pointer', async () => {
    const answer = await desk.editor.call('POST', '/api/v1/me/password', { body: { password: 'elevenchars' } })
    expect(answer.status).toBe(400)
    expect(((await answer.json()) as Problem).errors).toEqual([
      { pointer: '#/password', detail: 'must have at least 12 characters' },
    ])
  })

  test('changing one needs the present one, and ends every other session', async () => {
    await join('change@desk.example')
    await onOwnServer(async (call, url) => {
      const body = { email: 'change@desk.example', password: PASSWORD }
      const [here, elsewhere] = await Promise.all(
        [1, 2].map(async () => visitor(url, cookiesOf(await call('POST', '/api/auth/sign-in/email', { body })))),
      )
      const change = (passwords: object) => (here as Visitor).call('POST', '/api/v1/me/password', { body: passwords })
      expect((await change({ password: 'another long password' })).status).toBe(403)
      expect((await change({ password: 'another long password', currentPassword: 'wrong' })).status).toBe(403)
      expect((await elsewhere?.get('/api/v1/me'))?.status).toBe(200)
      const changed = await change({ password: 'another long password', currentPassword: PASSWORD })
      expect(changed.status).toBe(204)
      expect((await elsewhere?.get('/api/v1/me'))?.status).toBe(401)
      expect((await visitor(url, cookiesOf(changed)).get('/api/v1/me')).status).toBe(200)
    })
  })

  test('a forgotten one is replaced after a one-time link', async () => {
    await join('forgot@desk.example')
    await onOwnServer(async (call, url) => {
      const token = await tokenFor('forgot@desk.example')
      const answer = await call('POST', '/api/v1/welcome', { body: { token } })
      expect((await answer.json()) as Welcome).toMatchObject({ needsProfile: false, hasPassword: true })
      const back = visitor(url, cookiesOf(answer))
      const body = { password: 'a password that is new' }
      expect((await back.call('POST', '/api/v1/me/password', { body })).status).toBe(204)
      const signIn = { email: 'forgot@desk.example', ...body }
      expect((await call('POST', '/api/auth/sign-in/email', { body: signIn })).status).toBe(204)
    })
  })

  test('signing out ends the session on the server', async () => {
    const person = await desk.signIn('leaving@desk.example', 'Leaving', 'editor')
    const answer = await person.call('POST', '/api/auth/sign-out', { body: {} })
    expect(answer.status).toBe(204)
    expect(answer.headers.getSetCookie().join()).toMatch(/Max-Age=0/)
    expect((await person.get('/api/v1/me')).status).toBe(401)
  })
})

test('an address is not changed by its owner, nor to one that another has', async () => {
  expect((await desk.editor.call('PUT', '/api/v1/me', { body: { name: 'E', email: 'new@desk.example' } })).status).toBe(
    409,
  )
  await createUser(desk.auth, { email: PLACEHOLDER_EMAIL, name: 'Admin', role: 'admin' })
  const token = await tokenFor(PLACEHOLDER_EMAIL)
  const answer = await desk.stranger.call('POST', '/api/v1/welcome', { body: { token } })
  const first = visitor(desk.url, cookiesOf(answer))
  const taken = await first.call('PUT', '/api/v1/me', { body: { name: 'E', email: 'ed@desk.example' } })
  expect([taken.status, ((await taken.json()) as Problem).detail]).toEqual([
    409,
    'There is already a user ed@desk.example',
  ])
})

test('no one can sign up, and no other endpoint of the sign-in library answers', async () => {
  for (const path of [
    'sign-up/email',
    'sign-in/magic-link',
    'magic-link/verify?token=x',
    'update-user',
    'get-session',
    'ok',
  ]) {
    for (const method of ['GET', 'POST']) {
      const body = method === 'POST' ? { email: 'x@desk.example', password: PASSWORD, name: 'X' } : undefined
      const answer = await desk.editor.call(method, `/api/auth/${path}`, { body })
      expect([path, answer.status]).toEqual([path, 404])
    }
  }
})
