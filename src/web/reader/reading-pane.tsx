import { IconArticle } from '@tabler/icons-react'
import { useEffect, useRef } from 'react'
import type { Me } from '../api.ts'
import type { useArticle } from '../desk/desk-queries.ts'
import type { DeskAction } from '../keys/shortcuts.ts'
import { BlankState } from '../shell/blank-state.tsx'
import { FaultState } from '../shell/fault-state.tsx'
import { ArticleSheet } from './article-sheet.tsx'
import styles from './reading-pane.module.css'
import { ReadingSkeleton } from './reading-skeleton.tsx'
import { VerdictBar } from './verdict-bar.tsx'

interface ReadingPaneProps {
  me: Me
  article: ReturnType<typeof useArticle>
  selected: boolean
  /** How many releases stand in the list, for the words beside an empty one. */
  listed: number
  act: (action: DeskAction) => void
}

/** The right half: one release, ready to judge. */
export function ReadingPane({ me, article, selected, listed, act }: ReadingPaneProps) {
  const scroller = useRef<HTMLElement>(null)
  const id = article.data?.id
  useEffect(() => {
    if (id) scroller.current?.scrollTo({ top: 0 })
  }, [id])

  if (!selected) {
    return (
      <BlankState
        icon={IconArticle}
        title={listed > 0 ? 'No release selected' : 'Nothing to read here'}
        words={listed > 0 ? 'Pick one from the list, or press j.' : 'A release you select is laid out here.'}
      />
    )
  }
  return (
    <div className={styles.pane}>
      <VerdictBar me={me} article={article.isPlaceholderData ? undefined : article.data} act={act} />
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolled region must be reachable by keyboard */}
      <section className={styles.scroll} ref={scroller} id="reading" tabIndex={0} aria-label="Release">
        {article.isPending && <ReadingSkeleton />}
        {article.isError && <FaultState error={article.error} retry={() => article.refetch()} />}
        {article.data && !article.isError && (
          <div className={`${styles.sheet} ${article.isPlaceholderData ? styles.stale : ''}`}>
            <ArticleSheet article={article.data} />
          </div>
        )}
      </section>
    </div>
  )
}
