import type { InfiniteData } from '@tanstack/react-query'
import type { ArticleList, ArticleSummary } from '../api.ts'

/** The pages of one list as they were fetched, newest first. */
export type Pages = InfiniteData<ArticleList, string | null>

export function articlesOf(pages: Pages | undefined): ArticleSummary[] {
  return pages?.pages.flatMap((page) => page.articles) ?? []
}

/** With `article` in the place of its older self; unchanged where the list does not hold it. */
export function replaceArticle(pages: Pages, article: ArticleSummary): Pages {
  return mapPages(pages, (list) => list.map((row) => (row.id === article.id ? article : row)))
}

export function removeArticle(pages: Pages, id: string): Pages {
  return mapPages(pages, (list) => list.filter((row) => row.id !== id))
}

/**
 * With `article` at its place by time, in the place of its story's other copies; without it where another copy stands for its story. Nothing
 * is put in where that place is beyond what has been fetched.
 */
export function insertArticle(pages: Pages, article: ArticleSummary): Pages {
  if (!article.leads) return countStory(removeArticle(pages, article.id), article)
  const without = mapPages(pages, (list) => list.filter((row) => row.storyId !== article.storyId))
  const pageIndex = without.pages.findIndex((page) => page.articles.some((row) => isBefore(article, row)))
  const target = pageIndex === -1 ? without.pages.length - 1 : pageIndex
  if (pageIndex === -1 && without.pages.at(-1)?.next) return without
  return {
    ...without,
    pages: without.pages.map((page, index) => {
      if (index !== target) return page
      const at = page.articles.findIndex((row) => isBefore(article, row))
      return { ...page, articles: page.articles.toSpliced(at === -1 ? page.articles.length : at, 0, article) }
    }),
  }
}

/** With the number of copies that this article of the story tells of. */
export function countStory(pages: Pages, { storyId, copiesInStory }: ArticleSummary): Pages {
  return mapPages(pages, (list) => list.map((row) => (row.storyId === storyId ? { ...row, copiesInStory } : row)))
}

/** Whether nothing else of its story is known: neither another copy nor another version. */
export function isAlone({ copiesInStory, versionInStory, correctedBy }: ArticleSummary): boolean {
  return copiesInStory === 1 && versionInStory === 1 && correctedBy === null
}

/** The order of the list: newest first, the id decides between equals. */
function isBefore(article: ArticleSummary, row: ArticleSummary): boolean {
  const byTime = Date.parse(article.receivedAt) - Date.parse(row.receivedAt)
  return byTime === 0 ? article.id > row.id : byTime > 0
}

function mapPages(pages: Pages, change: (list: ArticleSummary[]) => ArticleSummary[]): Pages {
  return { ...pages, pages: pages.pages.map((page) => ({ ...page, articles: change(page.articles) })) }
}
