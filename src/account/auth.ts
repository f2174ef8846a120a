import { betterAuth } from 'better-auth'
import { isAPIError } from 'better-auth/api'
import { magicLink } from 'better-auth/plugins'
import type pg from 'pg'

const MIN_PASSWORD_LENGTH = 12
/** Seconds that a one-time link works. */
const LINK_LIFETIME = 24 * 60 * 60
const SESSION_LIFETIME = 30 * 24 * 60 * 60
const ONE_DAY = 24 * 60 * 60

export type Auth = ReturnType<typeof openAuth>

/** Takes the secret of a new one-time link to whoever asked for it: the only way out, as the database keeps a hash. */
type Deliver = (token: string) => void

/**
 * Sign-in on the library better-auth: passwords, one-time links and sessions of 30 days that roll on with use.
 * No one can sign up: users are made by `createUser`. Its HTTP endpoints are not mounted; our own routes call its functions,
 * so origin checks, limits and error answers are ours (its limiter and its API-key plugin are not used: CVE-2025-61928, CVE-2026-45364).
 * `baseUrl` is the origin people use. Where it is https, cookies are `Secure` and carry the `__Host-` prefix (RFC 6265bis §4.1.3.2).
 */
export function openAuth(pool: pg.Pool, { secretKey, baseUrl }: { secretKey: string; baseUrl?: string | undefined }) {
  const secure = baseUrl?.startsWith('https:') ?? false
  return betterAuth({
    appName: 'Copytaster',
    // Unused by what we call, but without it the library would guess from the environment.
    baseURL: baseUrl ?? 'http://localhost',
    database: pool,
    secret: secretKey,
    telemetry: { enabled: false },
    logger: { disabled: true },
    rateLimit: { enabled: false },
    emailAndPassword: { enabled: true, disableSignUp: true, minPasswordLength: MIN_PASSWORD_LENGTH },
    session: {
      expiresIn: SESSION_LIFETIME,
      updateAge: ONE_DAY,
      additionalFields: { byLink: { type: 'boolean', required: true, defaultValue: false, input: false } },
    },
    databaseHooks: {
      session: {
        create: {
          before: async (session, context) => ({
            data: { ...session, byLink: context?.path === '/magic-link/verify' },
          }),
        },
      },
    },
    user: { additionalFields: { role: { type: 'string', required: true, defaultValue: 'editor', input: false } } },
    advanced: {
      useSecureCookies: false, // Its own prefix is the weaker `__Secure-`.
      cookiePrefix: secure ? '__Host-copytaster' : 'copytaster',
      defaultCookieAttributes: { secure, httpOnly: true, sameSite: 'lax', path: '/' },
      ipAddress: { disableIpTracking: true },
    },
    plugins: [
      magicLink({
        expiresIn: LINK_LIFETIME,
        storeToken: 'hashed',
        disableSignUp: true,
        sendMagicLink: ({ token, metadata }) => (metadata as { deliver: Deliver }).deliver(token),
      }),
    ],
  })
}

/** Whether the library said no, which it does by throwing (its redirects too), rather than failed. */
export function isLibraryRefusal(error: unknown): boolean {
  return isAPIError(error) && error.statusCode < 500
}
