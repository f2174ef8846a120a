import { IconIcons } from '@tabler/icons-react'
import type { AttachmentSummary } from '../api.ts'
import { counted } from '../words/counts.ts'
import sheet from './article-sheet.module.css'
import { AttachmentCard } from './attachment-card.tsx'
import styles from './attachment-list.module.css'
import { Fold } from './fold.tsx'
import { PictureCard } from './picture-card.tsx'

const PICTURES = ['photo', 'graphic']
/** Part of the mail, not of the news. */
const DRESS = ['logo', 'signature', 'icon', 'spacer']

/** What came with the release: pictures to print, files to read, and folded away what only dresses the mail. */
export function AttachmentList({ attachments }: { attachments: AttachmentSummary[] }) {
  if (attachments.length === 0) return null
  const pictures = attachments
    .filter(({ role }) => PICTURES.includes(role))
    .toSorted((a, b) => PICTURES.indexOf(a.role) - PICTURES.indexOf(b.role))
  const dress = attachments.filter(({ role }) => DRESS.includes(role))
  const files = attachments.filter(({ role }) => !PICTURES.includes(role) && !DRESS.includes(role))
  const names = new Map(attachments.map(({ position, name }) => [position, name]))
  const cameIn = ({ within }: AttachmentSummary) => (within === null ? null : (names.get(within) ?? null))
  return (
    <section className={sheet.block} aria-label="Attachments">
      {pictures.length > 0 && (
        <>
          <h3 className={sheet.heading}>{counted(pictures.length, 'picture')}</h3>
          <ul className={styles.pictures}>
            {pictures.map((attachment) => (
              <li key={attachment.id}>
                <PictureCard attachment={attachment} within={cameIn(attachment)} />
              </li>
            ))}
          </ul>
        </>
      )}
      {files.length > 0 && (
        <>
          <h3 className={sheet.heading}>{counted(files.length, 'file')}</h3>
          <Cards attachments={files} cameIn={cameIn} />
        </>
      )}
      {dress.length > 0 && (
        <Fold icon={IconIcons} title={counted(dress.length, 'logo or icon', 'logos and icons')}>
          <Cards attachments={dress} cameIn={cameIn} />
        </Fold>
      )}
    </section>
  )
}

interface CardsProps {
  attachments: AttachmentSummary[]
  cameIn(attachment: AttachmentSummary): string | null
}

function Cards({ attachments, cameIn }: CardsProps) {
  return (
    <ul className={styles.cards}>
      {attachments.map((attachment) => (
        <li key={attachment.id}>
          <AttachmentCard attachment={attachment} within={cameIn(attachment)} />
        </li>
      ))}
    </ul>
  )
}
