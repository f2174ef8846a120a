import type { Icon } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import styles from './blank-state.module.css'

interface BlankStateProps {
  icon: Icon
  title: string
  words: ReactNode
  children?: ReactNode
}

/** What stands where there is nothing to show: why, and what comes next. */
export function BlankState({ icon: Mark, title, words, children }: BlankStateProps) {
  return (
    <div className={styles.root}>
      <div className={styles.icon}>
        <Mark size={28} stroke={1.6} aria-hidden="true" />
      </div>
      <p className={styles.title}>{title}</p>
      <p className={styles.words}>{words}</p>
      {children && <div className={styles.more}>{children}</div>}
    </div>
  )
}
