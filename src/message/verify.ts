import { type Kysely, sql } from 'kysely'
import type { Database } from '../database.ts'
import type { Picture } from '../pipeline/draft.ts'

/** One thing that must hold of every row. `broken` names the rows of which it does not, at most a hundred. */
export interface Invariant {
  check: string
  words: string
  broken: string[]
}

const AT_MOST = 100

// Each query finds the rows that break the promise (design section 1) and says which they are.
const INVARIANTS: { check: string; words: string; query: ReturnType<typeof sql<{ row: string }>> }[] = [
  {
    check: 'filed-has-article',
    words: 'Each filed message has exactly one article',
    query: sql`select 'message ' || m.id as row from message m left join article a on a.message_id = m.id
      where m.status = 'filed' and a.id is null limit ${AT_MOST}`,
  },
  {
    check: 'article-is-filed',
    words: 'Each article comes from a message that is filed',
    query: sql`select 'article ' || a.id as row from article a join message m on m.id = a.message_id
      where m.status <> 'filed' limit ${AT_MOST}`,
  },
  {
    check: 'duplicate-is-linked',
    words: 'Each duplicate links to a filed message with the same octets or the same decoded text',
    query: sql`select 'message ' || d.id as row from message d left join message m on m.id = d.duplicate_of
      where d.status = 'duplicate' and (m.id is null or m.status <> 'filed'
        or (m.sha256 is distinct from d.sha256 and (d.fingerprint is null or m.fingerprint is distinct from d.fingerprint)))
      limit ${AT_MOST}`,
  },
  {
    check: 'verdict-has-reason',
    words: 'Each ignored or quarantined message names its rule or reason',
    query: sql`select 'message ' || id as row from message
      where status in ('ignored', 'quarantined') and reason is null limit ${AT_MOST}`,
  },
  {
    check: 'attachments-complete',
    words: 'Each article has the attachments that it counts',
    query: sql`select 'article ' || a.id as row from article a
      where a.attachment_count <> (select count(*) from attachment t where t.article_id = a.id) limit ${AT_MOST}`,
  },
  {
    check: 'octets-filed-once',
    words: 'No two filed messages have the same octets',
    query: sql`select 'sha256 ' || sha256 as row from message where status = 'filed' group by sha256 having count(*) > 1 limit ${AT_MOST}`,
  },
  {
    check: 'text-filed-once',
    words: 'No two filed messages have the same decoded text',
    query: sql`select 'fingerprint ' || fingerprint as row from message where status = 'filed' and fingerprint is not null
      group by fingerprint having count(*) > 1 limit ${AT_MOST}`,
  },
  {
    check: 'received-has-source',
    words: 'Each message that waits to be read has its source',
    query: sql`select 'message ' || id as row from message where status = 'received' and sha256 is null limit ${AT_MOST}`,
  },
]

/** Checks every invariant that the database can answer by itself. */
export async function findBrokenRows(db: Kysely<Database>): Promise<Invariant[]> {
  const checked: Invariant[] = []
  for (const { check, words, query } of INVARIANTS) {
    const { rows } = await query.execute(db)
    checked.push({ check, words, broken: rows.map(({ row }) => row) })
  }
  return checked
}

/** The hashes of every blob that a row points at, in order, a thousand at a time. */
export async function* referencedBlobs(db: Kysely<Database>): AsyncGenerator<string[]> {
  for (let after = ''; ; ) {
    const { rows } = await sql<{ sha256: string }>`
      select sha256 from (
        (select distinct sha256 from message where sha256 > ${after} order by sha256 limit 1000)
        union
        (select distinct sha256 from attachment where sha256 > ${after} order by sha256 limit 1000)
        union
        (select distinct preview_sha256 as sha256 from attachment where preview_sha256 > ${after} order by 1 limit 1000)
      ) referenced order by sha256 limit 1000`.execute(db)
    if (rows.length === 0) return
    const page = rows.map(({ sha256 }) => sha256)
    yield page
    after = page.at(-1) as string
  }
}

/** The stored messages whose articles have an attachment of these octets, or one with this preview. */
export async function messagesWithAttachment(
  db: Kysely<Database>,
  sha256: string,
): Promise<{ sha256: string; receivedAt: Date }[]> {
  const { rows } = await sql<{ sha256: string; receivedAt: Date }>`
    select m.sha256, m.received_at as "receivedAt" from attachment t
    join article a on a.id = t.article_id join message m on m.id = a.message_id
    where t.sha256 = ${sha256} or t.preview_sha256 = ${sha256}`.execute(db)
  return rows
}

/** Notes the preview that was made anew of these octets in place of the one that is lost; null: none could be made. */
export async function replacePreview(
  db: Kysely<Database>,
  lost: string,
  sha256: string,
  preview: Picture['preview'],
): Promise<void> {
  await sql`
    update attachment set preview_sha256 = ${preview?.sha256 ?? null},
      picture = jsonb_set(picture, '{preview}', ${JSON.stringify(preview)}::jsonb)
    where preview_sha256 = ${lost} and sha256 = ${sha256}`.execute(db)
}

/** How many messages have each status, of one mailbox or of all. */
export async function countByStatus(db: Kysely<Database>, mailboxId?: string): Promise<Record<string, number>> {
  const rows = await db
    .selectFrom('message')
    .select((eb) => ['status', eb.fn.countAll<number>().as('count')])
    .$if(mailboxId !== undefined, (query) => query.where('mailboxId', '=', mailboxId as string))
    .groupBy('status')
    .execute()
  return Object.fromEntries(rows.map(({ status, count }) => [status, count]))
}
