import { useQuery } from '@tanstack/react-query'
import { defaultRangeExtractor, useVirtualizer } from '@tanstack/react-virtual'
import { type KeyboardEvent, useEffect, useRef } from 'react'
import { useNow } from '../words/times.ts'
import { ArticleRow } from './article-row.tsx'
import { countsOptions, type useArticleList } from './desk-queries.ts'
import { countOf, type Tab } from './tabs.ts'
import type { Selection } from './use-selection.ts'

const ROW_HEIGHT = 112
/** Older releases are fetched this many rows before the end comes into view. */
const AHEAD = 12

interface ArticleListboxProps {
  tab: Tab
  list: ReturnType<typeof useArticleList>
  selection: Selection
  scroller: HTMLDivElement | null
}

/** The rows as a listbox: only those near the window exist, one of them is in the tab order. */
export function ArticleListbox({ tab, list, selection, scroller }: ArticleListboxProps) {
  const now = useNow()
  const counts = useQuery(countsOptions)
  const { articles } = list
  const activeIndex = articles.findIndex((row) => row.id === selection.activeId)
  const rows = useVirtualizer({
    count: articles.length,
    getScrollElement: () => scroller,
    estimateSize: () => ROW_HEIGHT,
    getItemKey: (index) => articles[index]?.id ?? index,
    overscan: 6,
    // The active row stays, however far it is scrolled away, so that Tab still finds it.
    rangeExtractor: (range) => {
      const near = defaultRangeExtractor(range)
      return activeIndex < 0 || near.includes(activeIndex) ? near : [...near, activeIndex].sort((a, b) => a - b)
    },
  })
  const drawn = rows.getVirtualItems()
  const nearEnd = (drawn.at(-1)?.index ?? 0) >= articles.length - AHEAD
  const { hasNextPage, isFetchingNextPage, fetchNextPage, isFetchNextPageError } = list
  useEffect(() => {
    if (nearEnd && hasNextPage && !isFetchingNextPage && !isFetchNextPageError) void fetchNextPage()
  }, [nearEnd, hasNextPage, isFetchingNextPage, isFetchNextPageError, fetchNextPage])

  const { activeId, wantsFocus } = selection
  useEffect(() => {
    if (!activeId || !wantsFocus.current) return
    wantsFocus.current = false
    rows.scrollToIndex(activeIndex, { align: 'auto' })
    document.getElementById(`row-${activeId}`)?.focus({ preventScroll: true })
  }, [activeId, activeIndex, wantsFocus, rows])

  // Whoever opens the address of a release sees where it stands among the others.
  const isPlaced = useRef(false)
  useEffect(() => {
    if (isPlaced.current || !scroller || activeIndex < 0) return
    isPlaced.current = true
    rows.scrollToIndex(activeIndex, { align: 'auto' })
  }, [scroller, activeIndex, rows])

  const press = (event: KeyboardEvent) => {
    const target = {
      ArrowDown: selection.neighbour(activeId, 1),
      ArrowUp: selection.neighbour(activeId, -1),
      Home: articles[0]?.id ?? null,
      End: articles.at(-1)?.id ?? null,
    }[event.key]
    if (target === undefined) return
    event.preventDefault()
    if (target) selection.move(target, true)
  }

  return (
    <div role="listbox" aria-label={`${tab.label} releases`} onKeyDown={press} tabIndex={-1}>
      <div role="presentation" style={{ position: 'relative', height: rows.getTotalSize() }}>
        {drawn.map((row) => {
          const article = articles[row.index]
          if (!article) return null
          return (
            <ArticleRow
              key={row.key}
              article={article}
              tab={tab}
              now={now}
              selected={article.id === selection.shownId}
              active={article.id === activeId}
              read={selection.read}
              index={row.index}
              setSize={Math.max(countOf(tab, counts.data) ?? 0, articles.length)}
              top={row.start}
              measure={rows.measureElement}
            />
          )
        })}
      </div>
    </div>
  )
}
