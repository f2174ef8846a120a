import { IconMapPin } from '@tabler/icons-react'
import type { ArticleDetail } from '../api.ts'
import { datelineBeside } from '../words/datelines.ts'
import { isUnsure } from '../words/sources.ts'
import { calendarDay } from '../words/times.ts'
import styles from './dateline-note.module.css'
import { PartNote } from './part-note.tsx'

/** Where and when the release says it was written, as far as the copy does not begin with it. */
export function DatelineNote({ article }: { article: ArticleDetail }) {
  const { dateline } = article.parts
  if (!dateline) return null
  const { place, date } = datelineBeside(dateline, article.bodyText)
  if (place === null && date === null) return null
  return (
    <div className={styles.dateline}>
      <p className={styles.words}>
        <IconMapPin size={17} stroke={1.8} aria-hidden="true" />
        <span className={styles.term}>{place === null ? 'Dated' : 'Dateline'}</span>
        <span>
          {place !== null && <span dir="auto">{place}</span>}
          {place !== null && date !== null && ', '}
          {date !== null && <time dateTime={date}>{calendarDay(date)}</time>}
        </span>
      </p>
      <PartNote
        article={article}
        evidence={dateline.evidence}
        unsure={isUnsure(dateline) ? 'this may be part of the copy' : null}
      />
    </div>
  )
}
