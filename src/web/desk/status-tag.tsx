import { IconCircleCheck, IconHandGrab, IconInbox, IconNeedle, IconPlayerPause } from '@tabler/icons-react'
import type { ArticleSummary } from '../api.ts'
import { Tag } from '../shell/tag.tsx'

const looks = {
  draft: { tone: 'quiet', icon: IconInbox, words: 'New' },
  taken: { tone: 'accent', icon: IconHandGrab, words: 'Taken' },
  held: { tone: 'warn', icon: IconPlayerPause, words: 'Held' },
  accepted: { tone: 'good', icon: IconCircleCheck, words: 'Accepted' },
  spiked: { tone: 'bad', icon: IconNeedle, words: 'Spiked' },
} as const

/** The state of a release in words, with who has it. */
export function StatusTag({ article }: { article: Pick<ArticleSummary, 'status' | 'takenBy'> }) {
  const { tone, icon, words } = looks[article.status]
  const who = article.status === 'taken' && article.takenBy ? ` by ${article.takenBy.name}` : ''
  return (
    <Tag tone={tone} icon={icon}>
      {words}
      {who}
    </Tag>
  )
}
