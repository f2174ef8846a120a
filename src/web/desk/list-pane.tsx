import { Button } from '@mantine/core'
import { IconArrowUp } from '@tabler/icons-react'
import type { DeskAction } from '../keys/shortcuts.ts'
import { BlankState } from '../shell/blank-state.tsx'
import { FaultState } from '../shell/fault-state.tsx'
import { counted } from '../words/counts.ts'
import { ArticleListbox } from './article-listbox.tsx'
import { ConnectionLamp } from './connection-lamp.tsx'
import type { useArticleList } from './desk-queries.ts'
import { DeskTabs } from './desk-tabs.tsx'
import styles from './list-pane.module.css'
import { ListSkeleton } from './list-skeleton.tsx'
import { NewBlank } from './new-blank.tsx'
import type { DeskPlace, Tab } from './tabs.ts'
import type { LiveArticles } from './use-live-articles.ts'
import type { Selection } from './use-selection.ts'

interface ListPaneProps {
  place: DeskPlace
  list: ReturnType<typeof useArticleList>
  selection: Selection
  live: LiveArticles
  scroller: HTMLDivElement | null
  setScroller: (element: HTMLDivElement | null) => void
  act: (action: DeskAction) => void
}

/** The left half: states with their counts, the connection's lamp and the rows. */
export function ListPane({ place, list, selection, live, scroller, setScroller, act }: ListPaneProps) {
  const { tab } = place
  return (
    <>
      <div className={styles.head}>
        <div className={styles.top}>
          <h1 className={styles.title}>Desk</h1>
          <ConnectionLamp lamp={live.lamp} />
        </div>
        <DeskTabs current={tab} />
      </div>
      {live.waiting.length > 0 && (
        <Button
          className={styles.pill}
          radius="xl"
          size="compact-md"
          leftSection={<IconArrowUp size={16} aria-hidden="true" />}
          onClick={() => {
            act('showNew')
            scroller?.scrollTo({ top: 0 })
          }}
        >
          {live.waiting.length} new
        </Button>
      )}
      <div className={styles.scroll} ref={setScroller} id="releases">
        {list.isPending && <ListSkeleton />}
        {list.isError && list.articles.length === 0 && <FaultState error={list.error} retry={() => list.refetch()} />}
        {list.isSuccess && list.articles.length === 0 && <Blank tab={tab} />}
        {list.articles.length > 0 && (
          <>
            <ArticleListbox tab={tab} list={list} selection={selection} scroller={scroller} />
            <p className={styles.end}>{endWords(list)}</p>
          </>
        )}
      </div>
    </>
  )
}

function Blank({ tab: { icon, blank } }: { tab: Tab }) {
  return blank ? <BlankState icon={icon} title={blank.title} words={blank.words} /> : <NewBlank />
}

function endWords(list: ListPaneProps['list']): string {
  if (list.isFetchNextPageError) return 'Older releases could not be loaded. Scroll to try again.'
  return list.hasNextPage ? 'Loading older releases…' : `That is all: ${counted(list.articles.length, 'release')}.`
}
