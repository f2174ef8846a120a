import { IconCopy } from '@tabler/icons-react'
import type { ArticleSummary } from '../api.ts'
import { Tag } from '../shell/tag.tsx'
import { counted } from '../words/counts.ts'
import styles from './article-row.module.css'
import { EmbargoTag } from './embargo-tag.tsx'
import { StatusTag } from './status-tag.tsx'
import { VersionTag } from './version-tag.tsx'

interface RowTagsProps {
  article: ArticleSummary
  now: number
  /** Whether the list does not already say in which state it is. */
  withStatus: boolean
}

/** What to know of a release before it is opened. */
export function RowTags({ article, now, withStatus }: RowTagsProps) {
  const { embargo, copiesInStory } = article
  return (
    <div className={styles.tags}>
      {withStatus && <StatusTag article={article} />}
      <EmbargoTag embargo={embargo} now={now} />
      <VersionTag article={article} />
      {copiesInStory > 1 && (
        <Tag tone="quiet" icon={IconCopy}>
          {counted(copiesInStory, 'copy', 'copies')}
        </Tag>
      )}
    </div>
  )
}
