import { type Kysely, sql } from 'kysely'

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    alter table article
      -- How near the sender is to whose news it is (see src/article/standing.ts). What was filed before counts as sent first-hand.
      add column sender_standing smallint not null default 1 check (sender_standing between 0 and 2)`.execute(db)
}
