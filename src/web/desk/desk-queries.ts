import {
  infiniteQueryOptions,
  keepPreviousData,
  type QueryClient,
  queryOptions,
  useInfiniteQuery,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query'
import { useEffect } from 'react'
import { type ArticleDetail, type ArticleList, type ArticleSummary, api } from '../api.ts'
import {
  articlesOf,
  countStory,
  insertArticle,
  isAlone,
  type Pages,
  removeArticle,
  replaceArticle,
} from './article-cache.ts'
import { TABS, type Tab } from './tabs.ts'

function listOptions(tab: Tab) {
  return infiniteQueryOptions<ArticleList, Error, Pages, readonly string[], string | null>({
    queryKey: ['articles', tab.key],
    queryFn: ({ pageParam }) => api.articles(tab.statuses, pageParam),
    initialPageParam: null,
    getNextPageParam: (page) => page.next,
    // Kept fresh by the events; fetched anew only when its tab is opened.
    staleTime: 0,
    refetchOnReconnect: false,
  })
}

export function articleOptions(id: string) {
  return queryOptions({ queryKey: ['article', id], queryFn: () => api.article(id), staleTime: 60_000 })
}

export const countsOptions = queryOptions({ queryKey: ['counts'], queryFn: api.counts, refetchInterval: 60_000 })

export function useArticleList(tab: Tab) {
  const list = useInfiniteQuery(listOptions(tab))
  return { ...list, articles: articlesOf(list.data) }
}

/** The article in the reading pane: the last one stays in view, marked as such, until the next has come. */
export function useArticle(id: string | null) {
  return useQuery({ ...articleOptions(id ?? ''), enabled: id !== null, placeholderData: keepPreviousData })
}

/** Fetches an article ahead of time, so that going to it takes no waiting. */
export function useArticleAhead(id: string | null): void {
  const queries = useQueryClient()
  useEffect(() => {
    if (id) void queries.prefetchQuery(articleOptions(id))
  }, [id, queries])
}

/** What the page last heard of an article, from wherever it heard it. */
export function knownArticle(queries: QueryClient, id: string): ArticleSummary | undefined {
  const detail = queries.getQueryData<ArticleDetail>(['article', id])
  const rows = TABS.flatMap((tab) => articlesOf(pagesOf(queries, tab))).filter((row) => row.id === id)
  return [...(detail ? [detail] : []), ...rows].sort((a, b) => b.version - a.version)[0]
}

export function pagesOf(queries: QueryClient, tab: Tab): Pages | undefined {
  return queries.getQueryData<Pages>(['articles', tab.key])
}

export function changePages(queries: QueryClient, tab: Tab, change: (pages: Pages) => Pages): void {
  queries.setQueryData<Pages>(['articles', tab.key], (pages) => pages && change(pages))
}

/** Puts an article where it belongs in every list: in by its state, out where its state no longer fits, save in `keepIn`. */
export function placeArticle(queries: QueryClient, article: ArticleSummary, keepIn?: Tab): void {
  placeForNow(queries, article, keepIn)
  // Another copy of its story may be the best of a list now.
  if (!isAlone(article)) void queries.invalidateQueries({ queryKey: ['articles'] })
}

/** The same without asking the server which copy of its story is the best now: lists that are in view stay as they are. */
export function placeForNow(queries: QueryClient, article: ArticleSummary, keepIn?: Tab): void {
  for (const tab of TABS) {
    changePages(queries, tab, (pages) => {
      if (tab.statuses.includes(article.status)) return insertArticle(pages, article)
      return tab === keepIn ? replaceArticle(pages, article) : removeArticle(pages, article.id)
    })
  }
}

/** A further copy of the article came in: it counts wherever its story stands, and nothing moves. */
export async function recount(queries: QueryClient, id: string): Promise<void> {
  const article = await queries.fetchQuery({ ...articleOptions(id), staleTime: 0 })
  for (const tab of TABS) changePages(queries, tab, (pages) => countStory(pages, article))
}

/** Fetches anew what is known of the other articles of these articles' stories: what they are told to add, and what corrects them. */
export function refreshStories(queries: QueryClient, articles: readonly ArticleSummary[]): void {
  const told = articles.filter((article) => !isAlone(article))
  const fresh = new Set(told.map(({ id }) => id))
  const stories = new Set(told.map(({ storyId }) => storyId))
  if (stories.size === 0) return
  void queries.invalidateQueries({
    queryKey: ['article'],
    predicate: ({ state }) => {
      const known = state.data as ArticleDetail | undefined
      return known !== undefined && stories.has(known.storyId) && !fresh.has(known.id)
    },
  })
}
