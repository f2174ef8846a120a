import { type Kysely, sql } from 'kysely'

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table mailbox (
      id uuid primary key,
      kind text not null check (kind in ('imap', 'import')),
      name text not null,
      host text not null default '',
      port integer not null default 0 check (port between 0 and 65535),
      security text not null default 'tls' check (security in ('tls', 'starttls', 'none')),
      username text not null default '',
      password_encrypted text,
      folder text not null default 'INBOX',
      since date,
      after_filing text not null default 'keyword' check (after_filing in ('keyword', 'move', 'nothing')),
      move_to text,
      paused_at timestamptz,
      -- What the poller last said of itself; a claim of a moment, so shown together with its time.
      state text not null default 'new' check (state in ('new', 'syncing', 'watching', 'waiting', 'refused')),
      state_detail text,
      state_changed_at timestamptz not null default now(),
      last_succeeded_at timestamptz,
      created_at timestamptz not null default now(),
      -- The same account and folder is one mailbox: start with IMAP_URL may be repeated.
      unique (kind, host, username, folder)
    )`.execute(db)

  await sql`
    create table cursor (
      mailbox_id uuid primary key references mailbox on delete cascade,
      uid_validity bigint not null,
      -- Every UID up to this one has a message row, or was never listed.
      last_uid bigint not null,
      moved_at timestamptz not null default now()
    )`.execute(db)

  await sql`
    create table failed_uid (
      mailbox_id uuid not null references mailbox on delete cascade,
      uid_validity bigint not null,
      uid bigint not null,
      attempts integer not null,
      reason text not null,
      retry_at timestamptz not null,
      primary key (mailbox_id, uid_validity, uid)
    )`.execute(db)
}
