import { IconAlertOctagon, IconFileDiff } from '@tabler/icons-react'
import type { ArticleSummary } from '../api.ts'
import { Tag } from '../shell/tag.tsx'
import { VERSION_WORDS } from '../words/versions.ts'

/** That a later release corrects this one, or that it corrects an earlier one; the first is the more important. */
export function VersionTag({ correction, correctedBy }: Pick<ArticleSummary, 'correction' | 'correctedBy'>) {
  const kind = correctedBy ?? correction
  if (kind === null) return null
  const { noun, past } = VERSION_WORDS[kind]
  const recall = kind === 'recall'
  return (
    <Tag tone={recall ? 'bad' : correctedBy ? 'warn' : 'accent'} icon={recall ? IconAlertOctagon : IconFileDiff}>
      {correctedBy ? past : noun}
    </Tag>
  )
}
