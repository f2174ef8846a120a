import type { ArticleRow, WholeArticle } from '../article/article.ts'
import type { Copy } from '../article/copies.ts'
import { readEvidence } from '../article/read-evidence.ts'
import { type StoryArticle, whatOthersAdd } from '../article/story.ts'
import type { Contact } from '../pipeline/draft.ts'
import { groupPhone } from '../pipeline/phones.ts'
import type { ArticleDetail, ArticleSummary } from './article-schemas.ts'
import { attachmentOf } from './attachment-summary.ts'
import { excerptOf } from './excerpt.ts'

/** An article as a row of the list. */
export function summaryOf(row: ArticleRow & { leads: boolean }): ArticleSummary {
  const { takenBy, takenByName, opening, dateline, receivedAt, receivedAtExactly: _, ...more } = row
  const { correctionKind, embargoAt, embargoCertainty, ...rest } = more
  return {
    ...rest,
    takenBy: takenBy === null ? null : { id: takenBy, name: takenByName ?? takenBy },
    excerpt: excerptOf(opening, dateline),
    receivedAt: receivedAt.toISOString(),
    correction: correctionKind,
    embargo: { certainty: embargoCertainty, instant: embargoAt?.toISOString() ?? null },
  }
}

/** An article as the reading pane shows it. */
export function detailOf(article: WholeArticle, undoable: boolean): ArticleDetail {
  const { subject, bodyHtml, bodyText, mailboxName, attachments, draft, received, messageId: _, ...more } = article
  const { story, versions, ...row } = more
  const href = `/api/v1/articles/${article.id}`
  const { correction, links, removed, forwardedBy, outline: _outline, ...parts } = readEvidence(draft)
  return {
    ...summaryOf(row),
    subject,
    forwardedBy,
    bodyHtml,
    bodyText,
    mailboxName,
    copies: received.copies.map(copyOf),
    copyCount: received.count,
    attachments: attachments.map((attachment) => attachmentOf(attachment, href)),
    parts: { ...parts, contacts: parts.contacts.map(contactOf) },
    correctionWords: correction && { of: correction.of, words: correction.words, evidence: correction.evidence },
    corrects: versionOf(versions.earlier),
    correctedIn: versionOf(versions.later),
    story: { id: row.storyId, articles: story.map(storyArticleOf), adds: whatOthersAdd(story, article.id) },
    links,
    removed,
    undoable,
    sourceHref: `${href}/source`,
  }
}

function contactOf({ phone, otherPhones, ...contact }: Contact): ArticleDetail['parts']['contacts'][number] {
  const numbers = phone === null ? otherPhones : [phone, ...otherPhones]
  return { ...contact, phones: numbers.map((number) => ({ number, words: groupPhone(number) })) }
}

function copyOf({ receivedAt, headerMessageId, reason, ...copy }: Copy): ArticleDetail['copies'][number] {
  const equal = reason === 'same-octets' || reason === 'same-text' ? reason : null
  return { ...copy, receivedAt: receivedAt.toISOString(), messageId: headerMessageId, reason: equal }
}

function versionOf(version: WholeArticle['versions']['later']): ArticleDetail['corrects'] {
  if (!version) return null
  const { receivedAt, correctionKind, ...rest } = version
  return { ...rest, receivedAt: receivedAt.toISOString(), kind: correctionKind }
}

function storyArticleOf(article: StoryArticle): ArticleDetail['story']['articles'][number] {
  const { receivedAt, correctionKind, photos: _p, contacts: _c, embargoAt: _a, embargoCertainty: _e, ...rest } = article
  return { ...rest, receivedAt: receivedAt.toISOString(), correction: correctionKind }
}
