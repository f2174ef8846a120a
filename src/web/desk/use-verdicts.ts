import { useQueryClient } from '@tanstack/react-query'
import { useRef } from 'react'
import {
  ApiError,
  type ArticleCounts,
  type ArticleDetail,
  type ArticleStatus,
  type ArticleSummary,
  api,
  type Me,
  type Verdict,
} from '../api.ts'
import { hideDone, toastDone, toastRefused } from '../shell/toasts.tsx'
import { insertArticle } from './article-cache.ts'
import { articleOptions, changePages, knownArticle, placeArticle } from './desk-queries.ts'
import type { Tab } from './tabs.ts'

const outcome = { take: 'taken', accept: 'accepted', spike: 'spiked' } as const
const did = { take: 'Taken', accept: 'Accepted', spike: 'Spiked', undo: 'Undone' } as const
const CHANGED = 'Someone else changed this release a moment ago. It has been reloaded: have a look and decide again.'

/** The verdicts of the desk: shown at once, taken back in plain words where the server refuses. */
export function useVerdicts(me: Me, tab: Tab, show: (article: ArticleDetail) => void) {
  const queries = useQueryClient()
  const mine = useRef<Promise<ArticleDetail | undefined>[]>([])
  /** A second verdict on the same article waits for the first, whose answer holds the version to name. */
  const inFlight = useRef(new Map<string, Promise<ArticleDetail | undefined>>())

  const judge = (article: ArticleSummary, verdict: Exclude<Verdict, 'undo'>) => {
    const takeBack = foresee(article, outcome[verdict], verdict === 'take' ? tab : undefined)
    const answer = send(article, verdict, takeBack)
    inFlight.current.set(article.id, answer)
    mine.current.push(answer)
    void answer.then((changed) => {
      if (changed) toastDone(`${did[verdict]}: ${changed.headline}`, () => void undo(answer))
    })
  }

  /** Undoes one of this person's own verdicts of this visit, the last one unless told which. */
  const undo = async (which?: Promise<ArticleDetail | undefined>) => {
    const verdict = which ?? mine.current.at(-1)
    if (!verdict) return false
    mine.current = mine.current.filter((one) => one !== verdict)
    hideDone()
    const article = await verdict
    if (article) await undoArticle(article)
    return true
  }

  const undoArticle = async (article: ArticleSummary) => {
    hideDone()
    const changed = await send(article, 'undo', () => undefined)
    if (!changed) return
    if (tab.statuses.includes(changed.status)) show(changed)
    toastDone(`${did.undo}: ${changed.headline}`)
  }

  const foresee = (article: ArticleSummary, status: ArticleStatus, keepIn: Tab | undefined) => {
    const counts = queries.getQueryData<ArticleCounts>(['counts'])
    const detail = queries.getQueryData<ArticleDetail>(['article', article.id])
    const takenBy = status === 'taken' ? { id: me.id, name: me.name } : article.takenBy
    placeArticle(queries, { ...article, status, takenBy }, keepIn)
    if (detail) queries.setQueryData(['article', article.id], { ...detail, status, takenBy, undoable: false })
    if (counts) queries.setQueryData(['counts'], moved(counts, article.status, status))
    return () => {
      placeArticle(queries, article, tab)
      if (counts) queries.setQueryData(['counts'], counts)
      if (detail) queries.setQueryData(['article', article.id], detail)
    }
  }

  const send = async (article: ArticleSummary, verdict: Verdict, takeBack: () => void) => {
    try {
      await inFlight.current.get(article.id)
      const version =
        verdict === 'undo' ? article.version : (knownArticle(queries, article.id)?.version ?? article.version)
      await queries.cancelQueries({ queryKey: ['article', article.id] })
      const changed = await api.judge(article.id, verdict, version)
      queries.setQueryData(['article', article.id], changed)
      placeArticle(queries, changed, verdict === 'take' || verdict === 'undo' ? tab : undefined)
      void queries.invalidateQueries({ queryKey: ['counts'] })
      void queries.invalidateQueries({ queryKey: ['history', article.id] })
      return changed
    } catch (error) {
      takeBack()
      await explain(article, verdict, error)
      return undefined
    }
  }

  const explain = async (article: ArticleSummary, verdict: Verdict, error: unknown) => {
    const title = `Not ${verdict === 'undo' ? 'undone' : outcome[verdict]}: ${article.headline}`
    if (!(error instanceof ApiError)) throw error
    toastRefused(title, error.status === 412 ? CHANGED : error.message)
    if (error.status !== 412 && error.status !== 409) return
    const now = await queries.fetchQuery({ ...articleOptions(article.id), staleTime: 0 }).catch(() => undefined)
    if (!now) return
    placeArticle(queries, now, tab)
    // Back before the reader's eyes, even if it now belongs elsewhere.
    changePages(queries, tab, (pages) => insertArticle(pages, now))
    show(now)
    void queries.invalidateQueries({ queryKey: ['counts'] })
    void queries.invalidateQueries({ queryKey: ['history', article.id] })
  }

  return { judge, undo, undoArticle }
}

function moved(counts: ArticleCounts, from: ArticleStatus, to: ArticleStatus): ArticleCounts {
  if (from === to) return counts
  return { ...counts, [from]: Math.max(0, (counts[from] ?? 0) - 1), [to]: (counts[to] ?? 0) + 1 }
}
