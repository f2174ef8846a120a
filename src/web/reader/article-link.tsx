import type { ReactNode } from 'react'
import type { ArticleStatus } from '../api.ts'
import { deskPath, TABS } from '../desk/tabs.ts'
import { Link } from '../shell/link.tsx'
import styles from './article-link.module.css'

/** A way to another release of the desk; the keyboard goes on in what is read then. */
export function ArticleLink({ id, status, children }: { id: string; status: ArticleStatus; children: ReactNode }) {
  const tab = TABS.find(({ statuses }) => statuses.includes(status)) ?? TABS[0]
  return (
    <Link
      className={styles.link}
      dir="auto"
      to={tab ? deskPath(tab, id) : `/new/${id}`}
      onKeyUp={undefined}
    >
      {children}
    </Link>
  )
}
