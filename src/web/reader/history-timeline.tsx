import { Button, Skeleton } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { api } from '../api.ts'
import styles from '../shell/timeline.module.css'
import { historyWords } from '../words/history.ts'
import { absoluteTime, timeAgo, useNow } from '../words/times.ts'
import sheet from './article-sheet.module.css'

/** Who did what with the release, newest first. */
export function HistoryTimeline({ articleId }: { articleId: string }) {
  const now = useNow()
  const history = useQuery({ queryKey: ['history', articleId], queryFn: () => api.history(articleId) })
  const entries = [...(history.data ?? [])].sort((a, b) => b.id - a.id)
  return (
    <section className={sheet.block} aria-label="History">
      <h3 className={sheet.heading}>History</h3>
      {history.isPending && <Skeleton height={14} width={240} />}
      {history.isError && (
        <Button variant="subtle" size="compact-sm" onClick={() => history.refetch()}>
          The history could not be loaded. Try again
        </Button>
      )}
      <ol className={`${styles.list} ${styles.newestFirst}`}>
        {entries.map((entry) => (
          <li key={entry.id} className={styles.step}>
            <span>{historyWords(entry)}</span>
            <time className={styles.time} dateTime={entry.happenedAt} title={absoluteTime(entry.happenedAt)}>
              {timeAgo(entry.happenedAt, now)}
            </time>
          </li>
        ))}
      </ol>
    </section>
  )
}
