import { IconShieldCheck } from '@tabler/icons-react'
import type { ArticleDetail } from '../api.ts'
import { counted } from '../words/counts.ts'
import styles from './beside.module.css'
import { Fold } from './fold.tsx'

/** What the sanitiser took out, so that nobody wonders what is missing. */
export function RemovedList({ removed }: { removed: ArticleDetail['removed'] }) {
  if (removed.length === 0) return null
  const kinds = Map.groupBy(removed, ({ what }) => what)
  return (
    <Fold icon={IconShieldCheck} title={`${counted(removed.length, 'thing')} taken out`}>
      <p className={styles.lead}>Left out so that reading is safe and quiet. The original still holds everything.</p>
      <ul className={styles.list}>
        {[...kinds].map(([what, each]) => (
          <li key={what}>
            {capitalised(what)}
            {each.length > 1 && ` (${each.length})`}
            {detailOf(each) && <span className={styles.quiet}> {detailOf(each)}</span>}
          </li>
        ))}
      </ul>
    </Fold>
  )
}

function capitalised(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1)
}

function detailOf(each: ArticleDetail['removed']): string {
  return [...new Set(each.map(({ detail }) => detail).filter(Boolean))].slice(0, 3).join(', ')
}
