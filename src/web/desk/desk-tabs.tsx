import { VisuallyHidden } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from '../shell/link.tsx'
import { counted, number } from '../words/counts.ts'
import { countsOptions } from './desk-queries.ts'
import styles from './desk-tabs.module.css'
import { countOf, deskPath, TABS, type Tab } from './tabs.ts'

/** The states of a release as places to go, each with how many are there. */
export function DeskTabs({ current }: { current: Tab }) {
  const counts = useQuery(countsOptions)
  return (
    <nav className={styles.tabs} aria-label="By state">
      {TABS.map((tab) => {
        const count = countOf(tab, counts.data)
        return (
          <Link
            key={tab.key}
            to={deskPath(tab, null)}
            className={styles.tab}
            aria-current={tab.key === current.key ? 'page' : undefined}
          >
            {tab.label}
            {count !== undefined && count > 0 && (
              <span className={styles.count} title={counted(count, 'release')}>
                {count > 999 ? '999+' : number(count)}
                <VisuallyHidden> releases</VisuallyHidden>
              </span>
            )}
          </Link>
        )
      })}
    </nav>
  )
}
