import { Skeleton } from '@mantine/core'
import styles from './admin-page.module.css'

/** Cards to come. */
export function CardSkeletons() {
  return (
    <div className={styles.cards} role="status" aria-label="Loading">
      <Skeleton height={210} radius={16} />
      <Skeleton height={210} radius={16} />
    </div>
  )
}
