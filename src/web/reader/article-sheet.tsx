import type { ArticleDetail } from '../api.ts'
import styles from './article-sheet.module.css'
import { ArticleWay } from './article-way.tsx'
import { AttachmentList } from './attachment-list.tsx'
import { BoilerplateFold } from './boilerplate-fold.tsx'
import { CleanCopy } from './clean-copy.tsx'
import { ContactCards } from './contact-cards.tsx'
import { DatelineNote } from './dateline-note.tsx'
import { DiaryNotes } from './diary-notes.tsx'
import { EmbargoBanner } from './embargo-banner.tsx'
import { HistoryTimeline } from './history-timeline.tsx'
import { LearntNote } from './learnt-note.tsx'
import { LinkList } from './link-list.tsx'
import { NotesToEditors } from './notes-to-editors.tsx'
import { PressKitList } from './press-kit-list.tsx'
import { QuoteFold } from './quote-fold.tsx'
import { ReceivedCopies } from './received-copies.tsx'
import { ReceivedFrom } from './received-from.tsx'
import { ReleaseHead } from './release-head.tsx'
import { RemovedList } from './removed-list.tsx'
import { RestFold } from './rest-fold.tsx'
import { SourceLine } from './source-line.tsx'
import { StoryLine } from './story-line.tsx'
import { StorySection } from './story-section.tsx'
import { UnreadBanner } from './unread-banner.tsx'
import { VersionBanners } from './version-banners.tsx'

/** One release laid out: what to know before it is used, its parts in reading order, what came with it and what became of it. */
export function ArticleSheet({ article }: { article: ArticleDetail }) {
  const { parts, language } = article
  return (
    <article>
      <div className={styles.banners}>
        <EmbargoBanner embargo={parts.embargo} />
        <VersionBanners article={article} />
        <UnreadBanner article={article} />
      </div>
      <ReleaseHead article={article} />
      <ReceivedFrom article={article} />
      <ReceivedCopies article={article} />
      <StoryLine article={article} />
      <LearntNote article={article} />
      <DatelineNote article={article} />
      <CleanCopy html={article.bodyHtml} text={article.bodyText} language={language} />
      <ContactCards article={article} />
      <NotesToEditors article={article} />
      <div>
        <QuoteFold quotes={parts.quotes} language={language} />
        <BoilerplateFold boilerplate={parts.boilerplate} language={language} />
      </div>
      <PressKitList kits={parts.pressKits} />
      <DiaryNotes article={article} />
      <AttachmentList attachments={article.attachments} />
      <StorySection article={article} />
      <div>
        <RestFold rest={parts.rest} marks={parts.marks} language={language} />
        <LinkList links={article.links} />
        <RemovedList removed={article.removed} />
      </div>
      <HistoryTimeline articleId={article.id} />
      <SourceLine article={article} />
      <ArticleWay key={article.id} articleId={article.id} />
    </article>
  )
}
