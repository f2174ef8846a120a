import { type Icon, IconCircleCheck, IconHandGrab, IconInbox, IconNeedle } from '@tabler/icons-react'
import type { ArticleCounts, ArticleStatus } from '../api.ts'

export interface Tab {
  key: 'new' | 'taken' | 'accepted' | 'spiked'
  label: string
  icon: Icon
  statuses: readonly ArticleStatus[]
  /** What stands where the list is empty; null: that depends on what can come in. */
  blank: { title: string; words: string } | null
}

const newTab: Tab = {
  key: 'new',
  label: 'New',
  icon: IconInbox,
  statuses: ['draft'],
  blank: null,
}

export const TABS: readonly Tab[] = [
  newTab,
  {
    key: 'taken',
    label: 'Taken',
    icon: IconHandGrab,
    statuses: ['taken', 'held'],
    blank: { title: 'Nobody has taken a release', words: 'Take one to tell the others that you are on it.' },
  },
  {
    key: 'accepted',
    label: 'Accepted',
    icon: IconCircleCheck,
    statuses: ['accepted'],
    blank: { title: 'Nothing accepted yet', words: 'Releases you accept are kept here.' },
  },
  {
    key: 'spiked',
    label: 'Spiked',
    icon: IconNeedle,
    statuses: ['spiked'],
    blank: { title: 'The spike is empty', words: 'Releases you turn down are kept here, nothing is deleted.' },
  },
]

/** Where on the desk an address points: `/taken/0199…`. Anything unknown is the list of new releases. */
export interface DeskPlace {
  tab: Tab
  articleId: string | null
}

export function deskPlace(path: string): DeskPlace {
  const [, key, articleId] = path.split('/')
  return { tab: TABS.find((tab) => tab.key === key) ?? newTab, articleId: articleId || null }
}

/** The list in which releases of this state stand. */
export function tabOf(status: ArticleStatus): Tab {
  return TABS.find(({ statuses }) => statuses.includes(status)) ?? newTab
}

export function deskPath(tab: Tab, articleId: string | null): string {
  if (articleId) return `/${tab.key}/${articleId}`
  return tab.key === 'new' ? '/' : `/${tab.key}`
}

export function countOf(tab: Tab, counts: ArticleCounts | undefined): number | undefined {
  return counts && tab.statuses.reduce((sum, status) => sum + (counts[status] ?? 0), 0)
}
