import type { Icon } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import styles from './tag.module.css'

export type Tone = 'quiet' | 'accent' | 'good' | 'warn' | 'bad'

/** A small label: words, with an icon so that colour never speaks alone. */
export function Tag({ tone, icon: Mark, children }: { tone: Tone; icon?: Icon; children: ReactNode }) {
  return (
    <span className={`${styles.tag} ${styles[tone]}`}>
      {Mark && <Mark size={13} stroke={2.2} aria-hidden="true" />}
      {children}
    </span>
  )
}
