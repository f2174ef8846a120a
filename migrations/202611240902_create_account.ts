import { type Kysely, sql } from 'kysely'

/** Tables of the sign-in library, under the names and columns that better-auth 1.7 gives them (core, admin and magic-link). */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table "user" (
      id text primary key,
      name text not null,
      email text not null unique,
      "emailVerified" boolean not null default false,
      image text,
      role text not null default 'editor' check (role in ('editor', 'admin')),
      "createdAt" timestamptz not null default now(),
      "updatedAt" timestamptz not null default now()
    )`.execute(db)
  await sql`
    create table session (
      id text primary key,
      "userId" text not null references "user" on delete cascade,
      token text not null unique,
      "expiresAt" timestamptz not null,
      "ipAddress" text,
      "userAgent" text,
      -- Came in by a one-time link: may set a password without knowing the old one.
      "byLink" boolean not null default false,
      "createdAt" timestamptz not null default now(),
      "updatedAt" timestamptz not null default now()
    )`.execute(db)
  await sql`create index session_by_user on session ("userId")`.execute(db)
  await sql`
    create table account (
      id text primary key,
      "userId" text not null references "user" on delete cascade,
      "accountId" text not null,
      "providerId" text not null,
      "accessToken" text,
      "refreshToken" text,
      "idToken" text,
      "accessTokenExpiresAt" timestamptz,
      "refreshTokenExpiresAt" timestamptz,
      scope text,
      password text,
      "createdAt" timestamptz not null default now(),
      "updatedAt" timestamptz not null default now()
    )`.execute(db)
  await sql`create index account_by_user on account ("userId")`.execute(db)
  await sql`
    create table verification (
      id text primary key,
      identifier text not null,
      value text not null,
      "expiresAt" timestamptz not null,
      "createdAt" timestamptz not null default now(),
      "updatedAt" timestamptz not null default now()
    )`.execute(db)
  await sql`create index verification_identifier on verification (identifier)`.execute(db)

  await sql`
    create table token (
      id uuid primary key,
      user_id text not null references "user" on delete cascade,
      name text not null,
      -- SHA-256 of the bearer token, which is shown once and not kept.
      token_sha256 text not null unique,
      created_at timestamptz not null default now(),
      last_used_at timestamptz,
      revoked_at timestamptz
    )`.execute(db)
  await sql`create index token_by_user on token (user_id)`.execute(db)
}
