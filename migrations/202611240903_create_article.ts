import { type Kysely, sql } from 'kysely'

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table article (
      id uuid primary key,
      message_id uuid not null unique references message,
      status text not null default 'draft' check (status in ('draft', 'taken', 'held', 'accepted', 'spiked')),
      taken_by text references "user" on delete set null,
      headline text not null,
      body_html text not null,
      body_text text not null,
      language text,
      from_address text,
      from_name text,
      subject text,
      received_at timestamptz not null,
      filed_at timestamptz not null default now(),
      changed_at timestamptz not null default now(),
      attachment_count integer not null,
      -- What the pipeline read besides: where the headline stands, links, what was removed.
      draft jsonb not null,
      -- Goes up by one with each change; the ETag of the API.
      version integer not null default 1
    )`.execute(db)
  // The desk list of one or more states, newest first, paged by key.
  await sql`create index article_desk on article (status, received_at desc, id desc)`.execute(db)
  // The desk list of all states.
  await sql`create index article_newest on article (received_at desc, id desc)`.execute(db)
  // Deleting a user sets taken_by to null.
  await sql`create index article_taken_by on article (taken_by) where taken_by is not null`.execute(db)

  await sql`
    create table attachment (
      id uuid primary key,
      article_id uuid not null references article on delete cascade,
      position integer not null,
      name text not null,
      type text not null,
      declared_type text not null,
      size bigint not null,
      -- Null: over the limit for one attachment, so it is not kept apart from the message.
      sha256 text check (sha256 ~ '^[0-9a-f]{64}$'),
      role text not null check (role in ('inline', 'attachment')),
      content_id text,
      unique (article_id, position)
    )`.execute(db)
  // verify walks the blobs in order of their hashes.
  await sql`create index attachment_sha256 on attachment (sha256)`.execute(db)

  await sql`
    create table history (
      id bigint generated always as identity primary key,
      article_id uuid references article on delete cascade,
      message_id uuid references message,
      mailbox_id uuid references mailbox on delete cascade,
      action text not null,
      -- Null when the machine did it.
      actor_id text references "user" on delete set null,
      actor_name text,
      detail jsonb not null default '{}',
      happened_at timestamptz not null default now()
    )`.execute(db)
  // An article's history, oldest first, and its last change to undo.
  await sql`create index history_article on history (article_id, id) where article_id is not null`.execute(db)
  await sql`create index history_message on history (message_id, id) where message_id is not null`.execute(db)
  await sql`create index history_mailbox on history (mailbox_id, id) where mailbox_id is not null`.execute(db)

  // Wakes the desk's event stream in every web process. The payload is the row's id alone: notifications are limited to 8,000 bytes.
  await sql`
    create function announce_history() returns trigger language plpgsql as $$
    begin
      perform pg_notify('history', new.id::text);
      return null;
    end $$`.execute(db)
  await sql`create trigger history_announced after insert on history for each row execute function announce_history()`.execute(
    db,
  )
}
