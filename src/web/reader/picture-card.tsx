import { IconAlertCircle, IconDownload, IconPhoto, IconPhotoOff } from '@tabler/icons-react'
import { useState } from 'react'
import type { AttachmentSummary } from '../api.ts'
import { fileSize } from '../words/counts.ts'
import styles from './picture-card.module.css'

/** One picture worth printing: a look at it, its caption, who is to be named, how it may be used, and the download. */
export function PictureCard({ attachment, within }: { attachment: AttachmentSummary; within: string | null }) {
  const { name, caption, credit, copyright, usageTerms, unread, href } = attachment
  return (
    <figure className={styles.card}>
      <Look attachment={attachment} />
      <figcaption className={styles.words}>
        {caption !== null && (
          <p className={styles.caption} dir="auto">
            {caption}
          </p>
        )}
        <dl className={styles.rights}>
          <Right term="Credit" words={credit} />
          <Right term="Copyright" words={copyright === credit ? null : copyright} />
          <Right term="Use" words={usageTerms} />
        </dl>
        {unread !== null && (
          <p className={styles.unread}>
            <IconAlertCircle size={16} stroke={1.8} aria-hidden="true" />
            {unread}
          </p>
        )}
        <p className={styles.facts}>{factsOf(attachment, within)}</p>
        <a className={styles.get} href={href} download={name}>
          <IconDownload size={18} stroke={1.8} aria-hidden="true" />
          <span>
            Download <span className={styles.name}>{name}</span>
          </span>
        </a>
      </figcaption>
    </figure>
  )
}

function Look({ attachment: { previewHref, caption, name, role } }: { attachment: AttachmentSummary }) {
  const [broken, setBroken] = useState(false)
  if (previewHref !== null && !broken)
    return (
      <img
        className={styles.look}
        src={previewHref}
        alt={caption ?? name}
        loading="lazy"
        decoding="async"
        onError={() => setBroken(true)}
      />
    )
  const Mark = role === 'photo' && !broken ? IconPhoto : IconPhotoOff
  return (
    <span className={styles.look} role="img" aria-label={`No preview of ${name}`}>
      <Mark size={36} stroke={1.4} aria-hidden="true" />
    </span>
  )
}

function Right({ term, words }: { term: string; words: string | null }) {
  if (words === null) return null
  return (
    <div>
      <dt>{term}</dt>
      <dd dir="auto">{words}</dd>
    </div>
  )
}

function factsOf({ width, height, size, city, takenOn }: AttachmentSummary, within: string | null): string {
  const sides = width !== null && height !== null ? `${width} × ${height} pixels` : null
  const place = [city, takenOn && dayWords(takenOn)].filter(Boolean).join(', ')
  return [sides, fileSize(size), place || null, within && `from ${within}`].filter(Boolean).join(' · ')
}

const day = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' })

function dayWords(date: string): string {
  return `taken ${day.format(new Date(`${date}T00:00:00Z`))}`
}
