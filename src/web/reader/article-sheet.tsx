import type { ArticleDetail } from '../api.ts'
import { copyAttributes } from '../words/languages.ts'
import styles from './article-sheet.module.css'
import { ArticleWay } from './article-way.tsx'
import { AttachmentList } from './attachment-list.tsx'
import { CleanCopy } from './clean-copy.tsx'
import { HistoryTimeline } from './history-timeline.tsx'
import { LinkList } from './link-list.tsx'
import { ReceivedCopies } from './received-copies.tsx'
import { ReceivedFrom } from './received-from.tsx'
import { RemovedList } from './removed-list.tsx'
import { SourceLine } from './source-line.tsx'

/** One release laid out: headline, where it came from, the copy, what came with it and what became of it. */
export function ArticleSheet({ article }: { article: ArticleDetail }) {
  return (
    <article>
      <h2 className={styles.headline} {...copyAttributes(article.language)}>
        {article.headline}
      </h2>
      <ReceivedFrom article={article} />
      <ReceivedCopies article={article} />
      <CleanCopy html={article.bodyHtml} text={article.bodyText} language={article.language} />
      <AttachmentList attachments={article.attachments} />
      <LinkList links={article.links} />
      <RemovedList removed={article.removed} />
      <HistoryTimeline articleId={article.id} />
      <SourceLine article={article} />
      <ArticleWay key={article.id} articleId={article.id} />
    </article>
  )
}
