import { IconPackage } from '@tabler/icons-react'
import type { ReleaseParts } from '../api.ts'
import { calendarDay, useNow } from '../words/times.ts'
import sheet from './article-sheet.module.css'
import styles from './side-list.module.css'

type Kit = ReleaseParts['pressKits'][number]

/** Pages with pictures and papers, and until when. Nothing here fetches them. */
export function PressKitList({ kits }: { kits: Kit[] }) {
  const now = useNow()
  if (kits.length === 0) return null
  return (
    <section className={sheet.block} aria-label="Press kit">
      <h3 className={sheet.heading}>Press kit</h3>
      <ul className={styles.list}>
        {kits.map((kit) => (
          <li key={kit.href}>
            <IconPackage className={styles.mark} size={20} stroke={1.7} aria-hidden="true" />
            <div className={styles.words}>
              <a href={kit.href} target="_blank" rel="noopener noreferrer">
                {kit.service}
              </a>
              <span className={styles.quiet}>{kit.href}</span>
              <Expiry kit={kit} now={now} />
            </div>
          </li>
        ))}
      </ul>
    </section>
  )
}

function Expiry({ kit: { expires, expiresOn }, now }: { kit: Kit; now: number }) {
  if (expiresOn === null)
    return <span className={styles.quiet}>{expires === null ? 'No end stated' : `“${expires}”`}</span>
  const over = expiresOn < new Date(now).toISOString().slice(0, 10)
  return (
    <span className={over ? styles.over : undefined}>
      {over ? 'Expired ' : 'Available until '}
      <time dateTime={expiresOn}>{calendarDay(expiresOn)}</time>
      {expires !== null && <span className={styles.quiet}> (“{expires}”)</span>}
    </span>
  )
}
