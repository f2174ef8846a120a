import { type Icon, IconChevronDown } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import styles from './fold.module.css'

interface FoldProps {
  icon: Icon
  title: string
  children: ReactNode
}

/** Something beside the copy, out of the way until it is asked for. */
export function Fold({ icon: Mark, title, children }: FoldProps) {
  return (
    <details className={styles.fold}>
      <summary className={styles.summary}>
        <Mark className={styles.mark} size={18} stroke={1.8} aria-hidden="true" />
        {title}
        <IconChevronDown className={styles.chevron} size={18} stroke={1.8} aria-hidden="true" />
      </summary>
      <div className={styles.inside}>{children}</div>
    </details>
  )
}
