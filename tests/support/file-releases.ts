import { v7 } from 'uuid'
import { fileDrafts } from '../../src/article/file-draft.ts'
import type { Correction, Draft } from '../../src/pipeline/draft.ts'
import { isNamed } from '../../src/pipeline/headline-named.ts'
import { mailHouseOf } from '../../src/pipeline/mail-house.ts'
import { likenessOf } from '../../src/pipeline/same-story.ts'
import { signatureOf } from '../../src/pipeline/signature.ts'
import type { TestDatabase } from './database.ts'
import { BLANK_DRAFT, seedMailbox } from './desk.ts'

/** A release as it was read. */
export interface Read {
  text: string
  headline?: string
  from?: string
  /** The Message-ID, and what it answers. */
  id?: string
  thread?: string[]
  receivedAt?: Date
  kind?: Correction['kind']
  datedOn?: string
  organisation?: string
  /** Whom one may ask. */
  contact?: string
  /** False: a stranger forwarded it. */
  vouched?: boolean
}

/** Files releases in one transaction, as the ingest worker does. Returns their articles' ids in the order given. */
export async function fileReleases(db: TestDatabase['db'], releases: readonly Read[]): Promise<string[]> {
  const mailboxId = await seedMailbox(db)
  return db.transaction().execute(async (trx) => {
    const filings = releases.map((release) => ({ ...filingOf(release), message: messageOf(release, mailboxId) }))
    const rows = filings.map(({ message, origin }) => ({
      ...{ id: message.id, mailboxId, receivedAt: message.receivedAt, status: 'filed' as const, settledAt: new Date() },
      ...{ sha256: message.id.replaceAll('-', '').repeat(2), size: 1, headerMessageId: origin.messageId },
      ...{ uidValidity: null, uid: null, reason: null, reasonDetail: null, duplicateOf: null, subject: origin.subject },
      ...{ fromAddress: null, fromName: null, enqueuedAt: null, claimedAt: null, lastFault: null, markedAt: null },
    }))
    await trx.insertInto('message').values(rows).execute()
    await fileDrafts(trx, filings, { likenessOf, isNamed })
    const articles = await trx
      .selectFrom('article')
      .select(['id', 'messageId'])
      .where(
        'messageId',
        'in',
        rows.map(({ id }) => id),
      )
      .execute()
    return filings.map(({ message }) => articles.find(({ messageId }) => messageId === message.id)?.id ?? '')
  })
}

function messageOf({ receivedAt = new Date('2026-11-24T09:00:00Z') }: Read, mailboxId: string) {
  return { id: v7(), mailboxId, receivedAt }
}

function filingOf({ text, headline = 'Ferry terminal opens', from = 'press@port.example', ...given }: Read) {
  const { id, thread, kind, datedOn, organisation, contact, vouched = true } = given
  const draft: Draft = {
    ...BLANK_DRAFT,
    headline: { value: headline, confidence: 1, evidence: null },
    body: { text, html: '' },
    dateline: datedOn === undefined ? null : { place: null, date: datedOn, confidence: 1, evidence: null },
    organisation: organisation === undefined ? null : { value: organisation, confidence: 1, evidence: null },
    contacts: contact === undefined ? [] : [{ ...NOBODY, email: contact }],
    correction: kind ? { kind, of: thread?.[0] ?? null, words: null, evidence: null } : null,
  }
  const origin = {
    from: { address: from, name: null },
    forwardedBy: null,
    subject: headline,
    messageId: id ?? null,
    ...(thread && { thread }),
    recipients: [],
  }
  return { origin, draft, signature: signatureOf(text), house: vouched ? mailHouseOf(from) : null, vouched }
}

const NOBODY = {
  name: null,
  role: null,
  organisation: null,
  phone: null,
  otherPhones: [],
  confidence: 1,
  evidence: null,
}
