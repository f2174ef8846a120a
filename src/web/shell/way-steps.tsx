import { Button, Skeleton } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { api } from '../api.ts'
import { absoluteTime, timeAgo, useNow } from '../words/times.ts'
import styles from './timeline.module.css'

/** The way of a message, or of the message that an article was made of, oldest first: received, stored, read, and the verdict with its rule. */
export function WaySteps({ of, id }: { of: 'messages' | 'articles'; id: string }) {
  const now = useNow()
  const way = useQuery({ queryKey: ['way', of, id], queryFn: () => api.way(of, id) })
  if (way.isPending) return <Skeleton height={14} width={240} />
  if (way.isError)
    return (
      <Button variant="subtle" size="compact-sm" onClick={() => way.refetch()}>
        The way could not be loaded. Try again
      </Button>
    )
  return (
    <ol className={`${styles.list} ${styles.newestLast}`} aria-label="How it got here">
      {way.data.map(({ at, what, words }) => (
        <li key={`${what} ${at}`} className={styles.step}>
          <span className={styles.words}>{words}</span>
          <time className={styles.time} dateTime={at} title={absoluteTime(at)}>
            {timeAgo(at, now)}
          </time>
        </li>
      ))}
    </ol>
  )
}
