import { type Kysely, sql } from 'kysely'

export async function up(db: Kysely<unknown>): Promise<void> {
  // Releases that tell the same story, whoever sent them, and the versions of one: a card on the desk.
  await sql`
    create table story (
      id uuid primary key,
      begun_at timestamptz not null default now(),
      -- Where its articles are, since one of another story was found to tell both.
      merged_into uuid references story
    )`.execute(db)

  await sql`
    alter table article
      add column story_id uuid references story,
      add column standfirst text,
      add column organisation text,
      -- Until when nothing may be used, and how surely that was read; null where it cannot be told.
      add column embargo_at timestamptz,
      add column embargo_certainty text not null default 'none'
        check (embargo_certainty in ('none', 'certain', 'uncertain', 'conflict')),
      -- The earlier version that this one corrects, updates or recalls. Each has one next version at most; checked at the end, as a version
      -- that comes late is put in between. Serves: the next version of an article.
      add column corrects uuid references article constraint article_next_version unique deferrable initially deferred,
      add column correction_kind text check (correction_kind in ('correction', 'update', 'recall')),
      -- MinHash bands of the copy (see src/pipeline/signature.ts), of which near-duplicates share some.
      add column bands bigint[] not null default '{}',
      -- The Message-IDs that it answers and the key of its Outlook conversation: corrections come as replies.
      add column thread text[] not null default '{}',
      -- The registered domain of the sender's address, in lower case; null where its addresses are anybody's.
      add column sender_house text,
      -- How complete a copy is: characters, photos.
      add column body_length integer not null default 0,
      add column photo_count integer not null default 0`.execute(db)
  await sql`insert into story (id, begun_at) select id, received_at from article`.execute(db)
  await sql`
    update article set story_id = id, body_length = length(body_text),
      photo_count = (select count(*) from attachment where article_id = article.id and role = 'attachment' and type like 'image/%')`.execute(
    db,
  )
  await sql`alter table article alter column story_id set not null`.execute(db)
  // The articles of a story.
  await sql`create index article_story on article (story_id, received_at desc, id desc)`.execute(db)
  // How many stories are in each state.
  await sql`create index article_story_states on article (status, story_id)`.execute(db)
  // Candidates for a near-duplicate: any shared band. Written at once, as the list of what is pending is read by every search.
  await sql`create index article_bands on article using gin (bands) with (fastupdate = off)`.execute(db)
  // Articles of a thread: what a correction answers, or corrections that came before what they correct.
  await sql`create index article_thread on article using gin (thread) with (fastupdate = off) where thread <> '{}'`.execute(
    db,
  )
  // Earlier articles of a sender, newest first: what a correction may correct.
  await sql`create index article_sender on article (lower(from_address), received_at desc)`.execute(db)
  await sql`create index article_sender_house on article (sender_house, received_at desc) where sender_house is not null`.execute(
    db,
  )
  // Corrections whose earlier version has not come.
  await sql`create index article_waiting on article (received_at) where correction_kind is not null and corrects is null`.execute(
    db,
  )
  // The article whose message a reply names.
  await sql`create index message_header_id on message (header_message_id) where status = 'filed'`.execute(db)

  await sql`alter table attachment rename column role to disposition`.execute(db)
  await sql`
    alter table attachment
      -- What it is to a news desk: photo, logo, document, ...
      add column role text not null default 'other',
      -- Position of the attachment it came in, from 1.
      add column within integer,
      -- Why its text cannot be read.
      add column unread text,
      -- What is known of a picture: size, caption, credit, rights.
      add column picture jsonb,
      add column preview_sha256 text check (preview_sha256 ~ '^[0-9a-f]{64}$')`.execute(db)
  // verify walks the blobs in order of their hashes.
  await sql`create index attachment_preview on attachment (preview_sha256) where preview_sha256 is not null`.execute(db)

  await sql`
    create table lesson (
      id uuid primary key,
      -- Whose releases: an address in lower case.
      address text not null,
      part text not null,
      rule jsonb not null,
      -- The release in which an editor corrected the part.
      article_id uuid references article on delete set null,
      taught_by text references "user" on delete set null,
      taught_at timestamptz not null default now(),
      unique (address, part)
    )`.execute(db)
}
