import { type Kysely, sql } from 'kysely'

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    alter table mailbox
      -- Collect only what arrives after the mailbox was added.
      add column from_now boolean not null default false,
      -- A person has lowered the start since: a URL that is given again at the next start does not raise it.
      add column start_lowered boolean not null default false,
      -- A Junk folder: its messages are listed for a person, who may have one filed.
      add column list_only boolean not null default false,
      -- Minutes between two test messages; null: none are sent.
      add column canary_minutes integer check (canary_minutes between 1 and 1440),
      -- Refused sign-ins in a row and the first of them: a person is asked after three spread over half an hour.
      add column refusals integer not null default 0,
      add column refused_since timestamptz,
      -- After a refused sign-in: not before, whichever process tries.
      add column sign_in_after timestamptz,
      -- The last comparison of what the server lists with the ledger, as counts.
      add column proof jsonb,
      add column proven_at timestamptz`.execute(db)

  await sql`
    alter table cursor
      -- Of a mailbox that is collected from now on, decided when this UIDVALIDITY was first opened. What lies up to this UID was there before;
      add column start_uid bigint,
      -- or, where the server has renumbered the folder since, what was received before this day.
      add column start_since date`.execute(db)

  await sql`
    alter table message
      -- Of the decoded text, subject, sender and attachments: equal for copies that differ only in transport. Null: not compared.
      add column fingerprint text check (fingerprint ~ '^[0-9a-f]{64}$'),
      -- Our addresses to which the message was delivered, as its header tells.
      add column recipients text[] not null default '{}',
      -- A person, or the repair of a blob, asked for the source to be fetched from the server.
      add column fetch_asked_at timestamptz,
      -- Where and how reading failed, such as sanitise:took-too-long: equal for messages with the same trouble.
      add column fault text`.execute(db)
  // A message that is only listed has no source.
  await sql`
    alter table message drop constraint message_check2,
      add constraint message_has_source
        check (sha256 is not null or status in ('quarantined', 'gone') or (status = 'ignored' and reason = 'in-junk'))`.execute(
    db,
  )

  // The filing transaction relies on it: at most one of equal messages is filed.
  await sql`create unique index message_filed_fingerprint on message (fingerprint) where status = 'filed' and fingerprint is not null`.execute(
    db,
  )
  // The copies of an article's message.
  await sql`create index message_duplicates on message (duplicate_of) where duplicate_of is not null`.execute(db)
  // The poller looks for what it is asked to fetch.
  await sql`create index message_fetch_asked on message (mailbox_id) where fetch_asked_at is not null`.execute(db)
  // The list of what lies in Junk folders, newest first.
  await sql`create index message_in_junk on message (received_at desc, id desc) where status = 'ignored' and reason = 'in-junk'`.execute(
    db,
  )
  // Test messages that are still to be removed from the server.
  await sql`create index message_canary on message (mailbox_id) where status = 'ignored' and reason = 'canary' and marked_at is null`.execute(
    db,
  )
  // Quarantined messages with the same trouble.
  await sql`create index message_quarantine_fault on message (fault) where status = 'quarantined'`.execute(db)

  // What happened to a mailbox as a whole, newest first, for the engine room: filing writes a row with the mailbox for each article.
  await sql`create index history_mailbox_events on history (mailbox_id, id) where article_id is null and message_id is null`.execute(
    db,
  )

  await sql`
    create table canary (
      -- A random part of the test message's Message-ID, which nobody else can know before it is sent.
      token text primary key,
      mailbox_id uuid not null references mailbox on delete cascade,
      appended_at timestamptz not null default now(),
      -- The message it became, and when that was settled.
      message_id uuid references message,
      settled_at timestamptz
    )`.execute(db)
  // The newest test message of a mailbox, and the newest that came back.
  await sql`create index canary_newest on canary (mailbox_id, appended_at desc)`.execute(db)
}
