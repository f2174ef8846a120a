import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { type ArticleSummary, api } from '../api.ts'
import { counted } from '../words/counts.ts'
import { senderName } from '../words/people.ts'
import { articlesOf, insertArticle, type Pages, replaceArticle } from './article-cache.ts'
import {
  articleOptions,
  changePages,
  knownArticle,
  pagesOf,
  placeArticle,
  placeForNow,
  recount,
  refreshStories,
} from './desk-queries.ts'
import { deskPlace, type Tab } from './tabs.ts'
import { type ArticleEvent, type Lamp, useArticleEvents } from './use-article-events.ts'

/** Up to here each changed article is fetched by itself; a burst is answered with one page of the list. */
const ONE_BY_ONE = 8
const BURST_PAGE = 200

export interface LiveArticles {
  lamp: Lamp
  /** Releases that came in but are not shown, so that nothing moves under the reader's hand. */
  waiting: ArticleSummary[]
  showWaiting: () => void
  /** The last thing that happened by itself, for screen readers. */
  announcement: string
}

/** Keeps the lists true to the event stream. `isAtRest` says whether the list may move now. */
export function useLiveArticles(tab: Tab, isAtRest: () => boolean): LiveArticles {
  const queries = useQueryClient()
  const [arrived, setArrived] = useState<readonly ArticleSummary[]>([])
  const [announcement, announce] = useState('')

  /** Belongs into the part of the list that has been fetched, and is not there yet. */
  const isMissing = (article: ArticleSummary) => {
    const pages = pagesOf(queries, tab)
    return tab.statuses.includes(article.status) && pages !== undefined && lacks(pages, article)
  }

  const apply = (articles: ArticleSummary[]) => {
    const fresh = articles.filter(isMissing)
    const mayMove = isAtRest() || articlesOf(pagesOf(queries, tab)).length === 0
    for (const article of articles) {
      if (mayMove && !isBeingRead(article.id)) placeArticle(queries, article)
      else if (fresh.includes(article)) placeElsewhere(article)
      else placeArticle(queries, article, tab)
    }
    if (!mayMove) setArrived((before) => [...before.filter((row) => !fresh.some(({ id }) => id === row.id)), ...fresh])
    refreshStories(queries, articles)
    if (fresh.length > 0) announce(wordsFor(fresh, mayMove))
  }

  const placeElsewhere = (article: ArticleSummary) => {
    const shown = pagesOf(queries, tab)
    placeForNow(queries, article)
    if (shown) queries.setQueryData(['articles', tab.key], shown)
  }

  const onBatch = async (events: ArticleEvent[]) => {
    void queries.invalidateQueries({ queryKey: ['counts'] })
    refreshCopies(events)
    const unheard = events.filter((event) => (knownArticle(queries, event.articleId)?.version ?? -1) < event.version)
    const ids = [...new Set(unheard.map((event) => event.articleId))]
    if (ids.length > ONE_BY_ONE) return catchUp(unheard)
    const fetched = await Promise.allSettled(
      ids.map((id) => queries.fetchQuery({ ...articleOptions(id), staleTime: 0 })),
    )
    apply(fetched.flatMap((answer) => (answer.status === 'fulfilled' ? [answer.value] : [])))
    for (const id of ids) void queries.invalidateQueries({ queryKey: ['history', id] })
  }

  /** A further copy of a release changes nothing of it but how it came in. */
  const refreshCopies = (events: ArticleEvent[]) => {
    const copied = new Set(events.filter(({ action }) => action === 'copy-received').map(({ articleId }) => articleId))
    for (const id of copied) {
      void queries.invalidateQueries({ queryKey: ['history', id] })
      if (copied.size > ONE_BY_ONE) void queries.invalidateQueries({ queryKey: ['article', id] })
      // What cannot be fetched now is when the list is next.
      else void recount(queries, id).catch(() => undefined)
    }
  }

  const catchUp = async (events: ArticleEvent[]) => {
    void queries.invalidateQueries({ queryKey: ['counts'] })
    void queries.invalidateQueries({ queryKey: ['article'] })
    if (!pagesOf(queries, tab)) return queries.refetchQueries({ queryKey: ['articles', tab.key] })
    const { articles } = await api.articles(tab.statuses, null, BURST_PAGE)
    apply(articles.filter((article) => (knownArticle(queries, article.id)?.version ?? -1) < article.version))
    for (const event of events) {
      const known = knownArticle(queries, event.articleId)
      if (!known || known.version >= event.version) continue
      changePages(queries, tab, (pages) =>
        replaceArticle(pages, { ...known, status: event.status, version: event.version }),
      )
    }
  }

  const waiting = arrived.filter(isMissing)
  const showWaiting = () => {
    for (const article of waiting) placeArticle(queries, article)
    setArrived([])
  }
  const lamp = useArticleEvents(onBatch, () => catchUp([]).catch(() => undefined))
  return { lamp, waiting, showWaiting, announcement }
}

/** By the address of this very moment: an answer may come after the reader has gone on. */
function isBeingRead(id: string): boolean {
  return deskPlace(window.location.pathname).articleId === id
}

function lacks(pages: Pages, article: ArticleSummary): boolean {
  const holds = (list: Pages) => articlesOf(list).some((row) => row.id === article.id)
  return !holds(pages) && holds(insertArticle(pages, article))
}

function wordsFor(fresh: ArticleSummary[], shown: boolean): string {
  const [first] = fresh
  if (!shown) return `${counted(fresh.length, 'new release')} waiting. Press n to show.`
  if (fresh.length > 1 || !first) return `${counted(fresh.length, 'new release')} arrived.`
  return `New release from ${senderName(first)}: ${first.headline}`
}
