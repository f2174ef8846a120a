import type { ArticleDetail, ArticleSummary, Me, Verdict } from '../api.ts'
import type { DeskAction } from '../keys/shortcuts.ts'
import { openHelp } from '../shell/help-store.ts'
import { toastRefused } from '../shell/toasts.tsx'
import type { useArticleList } from './desk-queries.ts'
import type { DeskPlace } from './tabs.ts'
import type { LiveArticles } from './use-live-articles.ts'
import type { Selection } from './use-selection.ts'
import { useVerdicts } from './use-verdicts.ts'

interface DeskState {
  me: Me
  place: DeskPlace
  list: ReturnType<typeof useArticleList>
  selection: Selection
  live: LiveArticles
  read: ArticleDetail | undefined
}

/** What each action of the desk does now: one function for the keys, the buttons and the palette. */
export function useDeskActions({ me, place, list, selection, live, read }: DeskState): (action: DeskAction) => void {
  const verdicts = useVerdicts(me, place.tab, (article) => {
    selection.move(article.id, isListFocused())
  })
  const current: ArticleSummary | undefined =
    list.articles.find((row) => row.id === selection.activeId && (!place.articleId || row.id === place.articleId)) ??
    (read?.id === place.articleId ? read : undefined)

  const step = (by: 1 | -1) => {
    const next = selection.neighbour(selection.shownId, by)
    if (next) selection.move(next, true)
    else if (by === 1 && list.hasNextPage && !list.isFetchingNextPage) void list.fetchNextPage()
  }
  const judge = (verdict: Exclude<Verdict, 'undo'>) => {
    if (!current) return
    if (current.status === 'spiked' || (current.status === 'accepted' && verdict !== 'spike')) {
      return toastRefused(`This release is already ${current.status}`, 'Undo that first to decide anew.')
    }
    const next = selection.neighbour(current.id, 1) ?? selection.neighbour(current.id, -1)
    const inList = isListFocused()
    verdicts.judge(current, verdict)
    if (verdict !== 'take' && list.articles.some((row) => row.id === current.id)) selection.move(next, inList)
  }
  const undo = async () => {
    if (await verdicts.undo()) return
    if (read?.id === place.articleId && read?.undoable) return verdicts.undoArticle(read)
    toastRefused('Nothing to undo', 'You have not decided on a release a moment ago.')
  }

  return (action) => {
    const acts: Record<DeskAction, () => unknown> = {
      next: () => step(1),
      previous: () => step(-1),
      open: () => {
        if (!selection.activeId) return
        selection.read(selection.activeId)
        requestAnimationFrame(() => document.getElementById('reading')?.focus())
      },
      back: selection.back,
      showNew: live.showWaiting,
      take: () => judge('take'),
      accept: () => judge('accept'),
      spike: () => judge('spike'),
      undo,
      help: openHelp,
    }
    acts[action]()
  }
}

/** Whether the keyboard is in the list, or nowhere: then the selected row may have it. */
function isListFocused(): boolean {
  const focused = document.activeElement
  return focused === document.body || focused?.getAttribute('role') === 'option'
}
