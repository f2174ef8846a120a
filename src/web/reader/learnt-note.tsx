import { Button } from '@mantine/core'
import { IconSchool } from '@tabler/icons-react'
import { useState } from 'react'
import type { ArticleDetail } from '../api.ts'
import { partName } from '../words/lessons.ts'
import { listed } from '../words/lists.ts'
import styles from './learnt-note.module.css'
import { LessonsDialog } from './lessons-dialog.tsx'

/** Which parts were found as editors taught, and the way to what they taught. */
export function LearntNote({ article }: { article: ArticleDetail }) {
  const [open, setOpen] = useState(false)
  const { learnt } = article.parts
  if (learnt.length === 0 || article.fromAddress === null) return null
  const parts = listed(learnt.map(partName))
  return (
    <div className={styles.note}>
      <IconSchool size={18} stroke={1.8} aria-hidden="true" />
      <span>{parts.charAt(0).toUpperCase() + parts.slice(1)} found as an editor taught for this sender.</span>
      <Button variant="default" size="compact-sm" onClick={() => setOpen(true)}>
        See what was taught
      </Button>
      {open && <LessonsDialog address={article.fromAddress} close={() => setOpen(false)} />}
    </div>
  )
}
