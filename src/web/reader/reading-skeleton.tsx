import { Skeleton } from '@mantine/core'
import styles from './reading-pane.module.css'

const lines = ['100%', '97%', '99%', '94%', '62%']

/** A release to come. */
export function ReadingSkeleton() {
  return (
    <div className={styles.sheet} role="status" aria-label="Loading the release">
      <Skeleton height={32} width="88%" mb={12} />
      <Skeleton height={32} width="54%" mb={28} />
      <Skeleton height={44} width={260} mb={36} />
      {lines.map((width) => (
        <Skeleton key={width} height={14} width={width} mb={14} />
      ))}
    </div>
  )
}
