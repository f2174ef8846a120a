import { VisuallyHidden } from '@mantine/core'
import { IconPaperclip } from '@tabler/icons-react'
import { memo } from 'react'
import type { ArticleSummary } from '../api.ts'
import { counted } from '../words/counts.ts'
import { copyAttributes, languageName } from '../words/languages.ts'
import { senderName } from '../words/people.ts'
import { absoluteTime, relativeTime } from '../words/times.ts'
import styles from './article-row.module.css'
import { RowTags } from './row-tags.tsx'
import type { Tab } from './tabs.ts'

interface ArticleRowProps {
  article: ArticleSummary
  tab: Tab
  now: number
  selected: boolean
  /** Whether Tab comes to it. */
  active: boolean
  read: (id: string) => void
  index: number
  setSize: number
  top: number
  measure: (row: HTMLElement | null) => void
}

/** One release in the list. */
export const ArticleRow = memo(function ArticleRow(props: ArticleRowProps) {
  const { article, tab, now, selected, active, read, index, setSize, top, measure } = props
  const { id, language, attachmentCount } = article
  const copy = copyAttributes(language)
  const moved = !tab.statuses.includes(article.status)
  return (
    <div
      id={`row-${id}`}
      ref={measure}
      data-index={index}
      role="option"
      aria-selected={selected}
      aria-posinset={index + 1}
      aria-setsize={setSize}
      tabIndex={active ? 0 : -1}
      className={`${styles.row} ${moved ? styles.gone : ''}`}
      style={{ transform: `translateY(${top}px)` }}
      onClick={() => read(id)}
      onKeyDown={(event) => event.key === 'Enter' && read(id)}
    >
      <div className={styles.line}>
        <span className={styles.sender}>{senderName(article)}</span>
        {attachmentCount > 0 && (
          <span className={styles.note} title={counted(attachmentCount, 'attachment')}>
            <IconPaperclip size={14} stroke={2} aria-hidden="true" />
            {attachmentCount}
            <VisuallyHidden>{attachmentCount === 1 ? ' attachment' : ' attachments'}</VisuallyHidden>
          </span>
        )}
        {language && (
          <abbr className={styles.language} title={languageName(language)}>
            {language.split('-')[0]}
          </abbr>
        )}
        <time className={styles.time} dateTime={article.receivedAt} title={absoluteTime(article.receivedAt)}>
          {relativeTime(article.receivedAt, now)}
        </time>
      </div>
      <div className={styles.headline} {...copy}>
        {article.headline}
      </div>
      {article.excerpt !== '' && article.excerpt !== article.headline && (
        <div className={styles.excerpt} {...copy}>
          {article.excerpt}
        </div>
      )}
      <RowTags article={article} now={now} withStatus={moved || tab.key === 'taken'} />
    </div>
  )
})
