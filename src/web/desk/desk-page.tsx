import { VisuallyHidden } from '@mantine/core'
import { useEffect, useState } from 'react'
import type { Me } from '../api.ts'
import { useShortcuts } from '../keys/use-shortcuts.ts'
import { ReadingPane } from '../reader/reading-pane.tsx'
import { PaletteDoor } from '../shell/palette-door.tsx'
import { useNarrow } from '../shell/use-narrow.ts'
import styles from './desk.module.css'
import { useArticle, useArticleAhead, useArticleList } from './desk-queries.ts'
import { ListPane } from './list-pane.tsx'
import type { DeskPlace } from './tabs.ts'
import { useDeskActions } from './use-desk-actions.ts'
import { useLiveArticles } from './use-live-articles.ts'
import { useSelection } from './use-selection.ts'

/** The desk: what came in on the left, the one being read on the right; on a phone one of the two. */
export function DeskPage({ me, place }: { me: Me; place: DeskPlace }) {
  const narrow = useNarrow()
  const list = useArticleList(place.tab)
  // State, not a ref: rows inside must hear of it once it is there.
  const [scroller, setScroller] = useState<HTMLDivElement | null>(null)
  const article = useArticle(place.articleId)
  const storyId = article.isPlaceholderData ? undefined : article.data?.storyId
  const selection = useSelection(place, storyId, list.articles, scroller, narrow)
  const live = useLiveArticles(place.tab, () => isAtRest(scroller))
  useArticleAhead(article.isSuccess ? selection.neighbour(selection.activeId, 1) : null)
  const act = useDeskActions({ me, place, list, selection, live, read: article.data })
  useShortcuts(act)

  const reading = place.articleId !== null
  const headline = reading ? article.data?.headline : undefined
  useEffect(() => {
    document.title = headline ? `${headline} · Copytaster` : `${place.tab.label} · Copytaster`
  }, [headline, place.tab])

  return (
    <div className={styles.desk}>
      <VisuallyHidden role="status">{live.announcement}</VisuallyHidden>
      {narrow && reading && <VisuallyHidden component="h1">Desk</VisuallyHidden>}
      {!(narrow && reading) && (
        <section className={styles.list} aria-label="Releases">
          <ListPane
            place={place}
            list={list}
            selection={selection}
            live={live}
            scroller={scroller}
            setScroller={setScroller}
            act={act}
          />
        </section>
      )}
      {!(narrow && !reading) && (
        <section className={styles.reader} aria-label="Reading pane">
          <ReadingPane me={me} article={article} selected={reading} listed={list.articles.length} act={act} />
        </section>
      )}
      <PaletteDoor act={act} />
    </div>
  )
}

/** The list may move only when it stands at its top and nobody points at it or works in it. */
function isAtRest(list: HTMLDivElement | null): boolean {
  if (!list) return false
  return list.scrollTop < 8 && !list.matches(':hover') && !list.contains(document.activeElement)
}
