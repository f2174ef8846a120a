import type { Kysely } from 'kysely'
import type { Database } from '../database.ts'
import type { ArticleStatus } from './article.table.ts'
import { isBestCopy } from './best-copy.ts'
import { readEvidence } from './read-evidence.ts'
import { versionInStory } from './story-counts.ts'

/** More copies and versions of one story than a desk gets. */
const ARTICLES_SHOWN = 50

/** The articles of a story, newest first, at most fifty, with what they have that others may lack; and which is the best copy of all. */
export async function listStory(db: Kysely<Database>, storyId: string) {
  const rows = await db
    .selectFrom('article')
    .select(['article.id', 'article.status', 'article.headline', 'article.fromName', 'article.fromAddress'])
    .select(['article.language', 'article.receivedAt', 'article.bodyLength', 'article.photoCount'])
    .select([
      'article.corrects',
      'article.correctionKind',
      'article.embargoAt',
      'article.embargoCertainty',
      'article.draft',
    ])
    .select(versionInStory.as('versionInStory'))
    .select(isBestCopy(EVERY_STATE).as('best'))
    .where('article.storyId', '=', storyId)
    .orderBy('article.receivedAt', 'desc')
    .orderBy('article.id', 'desc')
    .limit(ARTICLES_SHOWN)
    .execute()
  const photos = await db
    .selectFrom('attachment')
    .select(['articleId', 'sha256'])
    .where(
      'articleId',
      'in',
      rows.map(({ id }) => id),
    )
    .where('role', '=', 'photo')
    .execute()
  return rows.map(({ draft, ...row }): StoryArticle => {
    const own = photos.filter(({ articleId }) => articleId === row.id).flatMap(({ sha256 }) => sha256 ?? [])
    return {
      ...row,
      photos: own,
      contacts: readEvidence(draft).contacts.flatMap(({ email, phone }) => email ?? phone ?? []),
    }
  })
}

const EVERY_STATE = ['draft', 'taken', 'held', 'accepted', 'spiked'] as const

export interface StoryArticle {
  id: string
  status: ArticleStatus
  headline: string
  fromName: string | null
  fromAddress: string | null
  language: string | null
  receivedAt: Date
  /** Characters. */
  bodyLength: number
  photoCount: number
  corrects: string | null
  correctionKind: 'correction' | 'update' | 'recall' | null
  versionInStory: number
  embargoAt: Date | null
  embargoCertainty: 'none' | 'certain' | 'uncertain' | 'conflict'
  best: boolean
  /** Hashes of the photos. */
  photos: readonly string[]
  /** How those to ask can be reached. */
  contacts: readonly string[]
}

/** Something that a copy has and the one that is read has not. */
export interface Addition {
  articleId: string
  what: 'photos' | 'later embargo' | 'embargo' | 'contacts' | 'longer text' | 'sender'
  /** In a few words, such as `2 more photos`. */
  words: string
}

/** What the other copies of the story add to the one with this id. Each addition is told of the first that has it. */
export function whatOthersAdd(articles: readonly StoryArticle[], id: string): Addition[] {
  const own = articles.find((article) => article.id === id)
  if (!own) return []
  const known = { photos: new Set(own.photos), contacts: lower(own.contacts), senders: lower([own.fromAddress ?? '']) }
  const later = new Set<number>()
  return articles.flatMap((other) => {
    if (other.id === id) return []
    const say = (what: Addition['what'], words: string): Addition => ({ articleId: other.id, what, words })
    const photos = novel(other.photos, known.photos)
    const contacts = novel([...lower(other.contacts)], known.contacts)
    const sender = novel(lower([other.fromAddress ?? '']), known.senders)
    return [
      ...(photos.length > 0
        ? [say('photos', photos.length === 1 ? 'one more photo' : `${photos.length} more photos`)]
        : []),
      ...embargoAdded(own, other, later, say),
      ...(contacts.length > 0 ? [say('contacts', contacts.slice(0, 3).join(', '))] : []),
      ...(other.bodyLength > own.bodyLength * MUCH_LONGER
        ? [say('longer text', `${other.bodyLength - own.bodyLength} more characters`)]
        : []),
      ...(sender.length > 0 && other.fromAddress ? [say('sender', other.fromName ?? other.fromAddress)] : []),
    ]
  })
}

/** A letterhead is no more text. */
const MUCH_LONGER = 1.1

function embargoAdded(
  own: StoryArticle,
  other: StoryArticle,
  told: Set<number>,
  say: (what: Addition['what'], words: string) => Addition,
): Addition[] {
  const at = other.embargoAt?.getTime()
  if (at === undefined) {
    const unclear = other.embargoCertainty !== 'none' && own.embargoCertainty === 'none'
    return unclear ? [say('embargo', 'an embargo that cannot be read with certainty')] : []
  }
  if (at <= (own.embargoAt?.getTime() ?? Number.NEGATIVE_INFINITY) || told.has(at)) return []
  told.add(at)
  return [say(own.embargoAt ? 'later embargo' : 'embargo', new Date(at).toISOString())]
}

/** Those that are not known yet; they are known from now on. */
function novel(values: Iterable<string>, known: Set<string>): string[] {
  const fresh = [...new Set(values)].filter((value) => !known.has(value))
  for (const value of fresh) known.add(value)
  return fresh
}

function lower(values: readonly string[]): Set<string> {
  return new Set(values.map((value) => value.toLowerCase()))
}
