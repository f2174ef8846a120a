import { IconLock, IconLockQuestion } from '@tabler/icons-react'
import type { ArticleSummary } from '../api.ts'
import { Tag } from '../shell/tag.tsx'
import { shortTimeLeft } from '../words/zoned-times.ts'

/** For how long the release is embargoed; nothing once that is over. `now` in epoch milliseconds. */
export function EmbargoTag({ embargo, now }: { embargo: ArticleSummary['embargo']; now: number }) {
  const { certainty, instant } = embargo
  if (certainty === 'none') return null
  if (certainty !== 'certain' || instant === null)
    return (
      <Tag tone="bad" icon={IconLockQuestion}>
        Embargo not certain
      </Tag>
    )
  const left = shortTimeLeft(instant, now)
  if (left === '') return null
  return (
    <Tag tone="warn" icon={IconLock}>
      Embargo, {left} left
    </Tag>
  )
}
