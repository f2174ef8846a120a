import { type Kysely, sql } from 'kysely'

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table message (
      id uuid primary key,
      mailbox_id uuid not null references mailbox,
      -- Location is identity. Imported files have none: they are told apart by content.
      uid_validity bigint,
      uid bigint,
      -- Null when the source was never stored (gone, too large).
      sha256 text check (sha256 ~ '^[0-9a-f]{64}$'),
      size bigint not null,
      status text not null check (status in ('received', 'filed', 'ignored', 'duplicate', 'quarantined', 'gone')),
      -- The rule that ignored it or the reason it is quarantined.
      reason text,
      reason_detail text,
      duplicate_of uuid references message,
      -- Claims of the header, for people who look for a message.
      subject text,
      from_address text,
      from_name text,
      header_message_id text,
      received_at timestamptz not null,
      stored_at timestamptz not null default now(),
      enqueued_at timestamptz,
      epoch integer not null default 0,
      claimed_at timestamptz,
      attempts integer not null default 0,
      last_fault text,
      settled_at timestamptz,
      marked_at timestamptz,
      check ((uid is null) = (uid_validity is null)),
      check ((status = 'duplicate') = (duplicate_of is not null)),
      check (status in ('quarantined', 'gone') or sha256 is not null),
      check ((status = 'received') = (settled_at is null))
    )`.execute(db)

  // Recording a listed message again (by a second poller, or after a crash) finds this and does nothing.
  await sql`create unique index message_location on message (mailbox_id, uid_validity, uid) where uid is not null`.execute(
    db,
  )
  // Importing the same file again finds this and does nothing.
  await sql`create unique index message_imported on message (mailbox_id, sha256) where uid is null`.execute(db)
  // The filing transaction looks for an earlier copy; at most one of equal messages is filed.
  await sql`create unique index message_filed_once on message (sha256) where status = 'filed'`.execute(db)
  // upkeep looks for stranded messages and the poller counts the backlog.
  await sql`create index message_unsettled on message (enqueued_at) where status = 'received'`.execute(db)
  // The quarantine screen, newest first.
  await sql`create index message_quarantined on message (received_at desc, id desc) where status = 'quarantined'`.execute(
    db,
  )
  // The poller looks for what it has still to mark on the server.
  await sql`create index message_unmarked on message (mailbox_id) where status = 'filed' and marked_at is null and uid is not null`.execute(
    db,
  )
  // Counts of a mailbox by status on the admin page.
  await sql`create index message_mailbox_status on message (mailbox_id, status)`.execute(db)
  // message list --status, newest first (ids are in order of time; without a status the primary key serves).
  await sql`create index message_status_newest on message (status, id desc)`.execute(db)
  // The engine room's "settled in the last five minutes" and the metric of ingest latency.
  await sql`create index message_settled on message (settled_at) where settled_at is not null`.execute(db)
  // The age of the oldest message that still waits, for the engine room and the metrics.
  await sql`create index message_waiting on message (stored_at) where status = 'received'`.execute(db)
  // Counting the quarantine by reason, and replaying all of one reason.
  await sql`create index message_quarantine_reason on message (reason) where status = 'quarantined'`.execute(db)
  // "is this blob still used" and deletion of a duplicate's original.
  await sql`create index message_sha256 on message (sha256)`.execute(db)
}
