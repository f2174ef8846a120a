import { IconAlertCircle, IconDownload } from '@tabler/icons-react'
import type { AttachmentSummary } from '../api.ts'
import { fileSize } from '../words/counts.ts'
import { fileKind } from '../words/file-kinds.ts'
import styles from './attachment-card.module.css'

/** One file: what it is, why it could not be read where that is so, and the download. */
export function AttachmentCard({ attachment, within }: { attachment: AttachmentSummary; within: string | null }) {
  const { name, type, size, role, unread, href } = attachment
  const { words, icon: Mark } = fileKind(type)
  return (
    <a className={styles.card} href={href} download={name} title={name}>
      <span className={styles.picture}>
        <Mark size={26} stroke={1.6} aria-hidden="true" />
      </span>
      <span className={styles.words}>
        <span className={styles.name}>{name}</span>
        <span className={styles.facts}>
          {ROLE_WORDS[role] ?? words} · {fileSize(size)}
          {within !== null && ` · from ${within}`}
        </span>
        {unread !== null && (
          <span className={styles.unread}>
            <IconAlertCircle size={16} stroke={1.8} aria-hidden="true" />
            {unread}
          </span>
        )}
      </span>
      <IconDownload className={styles.get} size={20} stroke={1.7} aria-label="Download" />
    </a>
  )
}

/** What is part of the mail and not of the news. */
const ROLE_WORDS: Readonly<Record<string, string>> = {
  logo: 'Logo',
  signature: 'Picture of the signature',
  icon: 'Icon',
  spacer: 'Empty picture of the layout',
  photo: 'Photo',
  graphic: 'Graphic',
}
