import { type RefObject, useEffect, useRef, useState } from 'react'
import type { ArticleSummary } from '../api.ts'
import { navigate } from '../route.ts'
import { type DeskPlace, deskPath } from './tabs.ts'

export interface Selection {
  /** The row that has, or would get, the focus. */
  activeId: string | null
  /** The row of what is read, or would be read next; null: what is read has no row here, and none may look as if it were that. */
  shownId: string | null
  /** Set while the row must take the focus as soon as it is drawn. */
  wantsFocus: RefObject<boolean>
  /** Goes to a row; side by side with the reading pane that also reads it. */
  move: (id: string | null, focus: boolean) => void
  read: (id: string) => void
  back: () => void
  neighbour: (id: string | null, step: 1 | -1) => string | null
}

export function useSelection(
  place: DeskPlace,
  /** The story of the article that is read, once it is known. */
  storyId: string | undefined,
  articles: ArticleSummary[],
  list: HTMLElement | null,
  narrow: boolean,
): Selection {
  const [touched, setTouched] = useState<string | null>(null)
  const wantsFocus = useRef(false)
  const first = articles[0]?.id ?? null
  const isListed = (id: string | null) => articles.some((row) => row.id === id)
  // The best copy stands in the list for all that tell its story.
  const told = place.articleId === null ? undefined : articles.find((row) => row.storyId === storyId)
  const rowOfRead = [place.articleId, told?.id ?? null].find(isListed) ?? null
  const activeId = rowOfRead ?? (isListed(touched) ? touched : first)
  const shownId = place.articleId === null ? activeId : rowOfRead

  useEffect(() => {
    if (!narrow && place.articleId === null && first) navigate(deskPath(place.tab, first), 'replace')
  }, [narrow, place, first])

  const move = (id: string | null, focus: boolean) => {
    wantsFocus.current = focus
    setTouched(id)
    if (!narrow || place.articleId !== null) navigate(deskPath(place.tab, id), 'replace')
  }
  const read = (id: string) => {
    setTouched(id)
    navigate(deskPath(place.tab, id), narrow ? 'push' : 'replace')
  }
  const back = () => {
    wantsFocus.current = true
    setTouched(activeId)
    if (narrow) navigate(deskPath(place.tab, null), 'replace')
    else list?.querySelector<HTMLElement>('[role="option"][tabindex="0"]')?.focus()
  }
  const neighbour = (id: string | null, step: 1 | -1) => {
    const at = articles.findIndex((row) => row.id === id)
    return articles[at === -1 ? 0 : at + step]?.id ?? null
  }
  return { activeId, shownId, wantsFocus, move, read, back, neighbour }
}
