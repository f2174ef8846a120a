import type { Icon } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import styles from './banner.module.css'

interface BannerProps {
  /** What the banner is about, for those who go from region to region. */
  label: string
  tone: 'accent' | 'warn' | 'bad' | 'quiet'
  icon: Icon
  title: ReactNode
  children?: ReactNode
}

/** Something to know before the release is used: words and an icon, so that colour never speaks alone. */
export function Banner({ label, tone, icon: Mark, title, children }: BannerProps) {
  return (
    <section className={`${styles.banner} ${styles[tone]}`} aria-label={label}>
      <Mark className={styles.mark} size={22} stroke={1.8} aria-hidden="true" />
      <div className={styles.inside}>
        <p className={styles.title}>{title}</p>
        {children}
      </div>
    </section>
  )
}
