import { IconDownload } from '@tabler/icons-react'
import { useState } from 'react'
import type { AttachmentSummary } from '../api.ts'
import { fileSize } from '../words/counts.ts'
import { fileKind } from '../words/file-kinds.ts'
import styles from './attachment-card.module.css'

const RASTER = new Set(['image/jpeg', 'image/png', 'image/gif', 'image/webp', 'image/avif'])

/** One attachment: a look at it where it is a picture, and the download. */
export function AttachmentCard({ attachment }: { attachment: AttachmentSummary }) {
  const [broken, setBroken] = useState(false)
  const { name, type, size, role, href } = attachment
  const { words, icon: Mark } = fileKind(type)
  return (
    <a className={styles.card} href={href} download={name} title={name}>
      <span className={styles.picture}>
        {RASTER.has(type) && !broken ? (
          <img src={`${href}?preview=1`} alt="" loading="lazy" onError={() => setBroken(true)} />
        ) : (
          <Mark size={26} stroke={1.6} aria-hidden="true" />
        )}
      </span>
      <span className={styles.words}>
        <span className={styles.name}>{name}</span>
        <span className={styles.facts}>
          {role === 'inline' ? `${words} in the layout` : words} · {fileSize(size)}
        </span>
      </span>
      <IconDownload className={styles.get} size={20} stroke={1.7} aria-label="Download" />
    </a>
  )
}
