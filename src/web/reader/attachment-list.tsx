import type { AttachmentSummary } from '../api.ts'
import { counted } from '../words/counts.ts'
import sheet from './article-sheet.module.css'
import { AttachmentCard } from './attachment-card.tsx'
import styles from './attachment-list.module.css'

/** What came with the release, files first, then the pictures of its layout. */
export function AttachmentList({ attachments }: { attachments: AttachmentSummary[] }) {
  if (attachments.length === 0) return null
  const sorted = [...attachments].sort((a, b) => Number(a.role === 'inline') - Number(b.role === 'inline'))
  return (
    <section className={sheet.block} aria-label="Attachments">
      <h3 className={sheet.heading}>{counted(attachments.length, 'attachment')}</h3>
      <ul className={styles.cards}>
        {sorted.map((attachment) => (
          <li key={attachment.id}>
            <AttachmentCard attachment={attachment} />
          </li>
        ))}
      </ul>
    </section>
  )
}
