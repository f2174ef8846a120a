import type { ReactNode } from 'react'
import type { ArticleStatus } from '../api.ts'
import { deskPath, tabOf } from '../desk/tabs.ts'
import { Link } from '../shell/link.tsx'
import styles from './article-link.module.css'

/** A way to another release of the desk. The keyboard goes on in what is read then, as the link itself is gone. */
export function ArticleLink({ id, status, children }: { id: string; status: ArticleStatus; children: ReactNode }) {
  return (
    <Link
      className={styles.link}
      dir="auto"
      to={deskPath(tabOf(status), id)}
      onGone={() => document.getElementById('reading')?.focus()}
    >
      {children}
    </Link>
  )
}
