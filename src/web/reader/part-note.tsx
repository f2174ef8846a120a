import { IconFileText, IconHelpCircle } from '@tabler/icons-react'
import type { ArticleDetail, Evidence } from '../api.ts'
import { carrierOf, fileOf } from '../words/sources.ts'
import styles from './part-note.module.css'

interface PartNoteProps {
  article: ArticleDetail
  evidence: Evidence | null
  /** What is not sure about the part, after `Not sure: `. */
  unsure?: string | null
}

/** What an editor should know of how a part was found: that it may be another one, and where it was read if not where the rest was. */
export function PartNote({ article, evidence, unsure = null }: PartNoteProps) {
  const source = sourceWords(article, evidence)
  if (unsure === null && source === null) return null
  return (
    <p className={styles.note}>
      {unsure !== null && (
        <span className={styles.unsure}>
          <IconHelpCircle size={16} stroke={1.8} aria-hidden="true" />
          Not sure: {unsure}
        </span>
      )}
      {source !== null && (
        <span>
          <IconFileText size={16} stroke={1.8} aria-hidden="true" />
          {source}
        </span>
      )}
    </p>
  )
}

function sourceWords(article: ArticleDetail, evidence: Evidence | null): string | null {
  const carrier = carrierOf(article)
  const file = fileOf(evidence, article)
  if (evidence === null || file === carrier) return null
  return file === null ? 'Read from the mail itself' : `Read from ${file}`
}
