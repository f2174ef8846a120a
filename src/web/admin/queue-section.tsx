import { useQuery } from '@tanstack/react-query'
import { api } from '../api.ts'
import { FaultState } from '../shell/fault-state.tsx'
import styles from './admin-page.module.css'
import { CardSkeletons } from './card-skeletons.tsx'
import { QueueCard } from './queue-card.tsx'

/** What waits between mailbox and desk, looked at every five seconds. */
export function QueueSection() {
  const queues = useQuery({ queryKey: ['queues'], queryFn: api.queues, refetchInterval: 5000 })
  return (
    <section className={styles.section} aria-labelledby="queues">
      <div className={styles.bar}>
        <h2 className={styles.heading} id="queues">
          From mail to draft
        </h2>
      </div>
      {queues.isPending && <CardSkeletons />}
      {queues.isError && !queues.data && <FaultState error={queues.error} retry={() => queues.refetch()} />}
      {queues.data?.map((queue) => (
        <QueueCard key={queue.name} queue={queue} />
      ))}
    </section>
  )
}
