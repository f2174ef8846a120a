import { IconAlertOctagon, IconFileDiff } from '@tabler/icons-react'
import type { ArticleSummary } from '../api.ts'
import { Tag } from '../shell/tag.tsx'
import { versionWords } from '../words/versions.ts'

type Versioned = Pick<ArticleSummary, 'correction' | 'correctedBy' | 'versionInStory'>

/** That a later release corrects this one, or that it corrects an earlier one; the first is the more important. */
export function VersionTag({ article }: { article: Versioned }) {
  const { correction, correctedBy } = article
  const kind = correctedBy ?? correction
  if (kind === null) return null
  const recall = kind === 'recall'
  return (
    <Tag tone={recall ? 'bad' : correctedBy ? 'warn' : 'accent'} icon={recall ? IconAlertOctagon : IconFileDiff}>
      {versionWords(article)}
    </Tag>
  )
}
