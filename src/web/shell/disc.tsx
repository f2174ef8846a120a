import type { CSSProperties } from 'react'
import { initials } from '../words/people.ts'
import styles from './disc.module.css'

/** A name's initials in a disc, drawn and not written: the name itself stands beside it. */
export function Disc({ name, size }: { name: string; size: number }) {
  return (
    <span
      className={styles.disc}
      style={{ '--disc': `${size}px` } as CSSProperties}
      data-initials={initials(name)}
      aria-hidden="true"
    />
  )
}
