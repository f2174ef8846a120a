import { IconFileAlert } from '@tabler/icons-react'
import type { ArticleDetail, AttachmentSummary } from '../api.ts'
import { Banner } from './banner.tsx'
import styles from './unread-banner.module.css'

/** Beside so short a text a file that cannot be read is likely to hold the release: `Please find our release attached.` */
const SHORT_COPY = 400
const NOT_TEXT = ['photo', 'graphic', 'logo', 'signature', 'icon', 'spacer', 'audio', 'video']

/** Where the copy itself is, when it could not be read: nobody must take the draft for all there is. */
export function UnreadBanner({ article }: { article: ArticleDetail }) {
  const unread = article.attachments.filter((file) => file.unread !== null && !NOT_TEXT.includes(file.role))
  const length = article.bodyText.trim().length
  if (unread.length === 0 || length > SHORT_COPY) return null
  return (
    <Banner
      label="Not read"
      tone="warn"
      icon={IconFileAlert}
      title={
        length === 0
          ? 'The text of this release could not be read'
          : 'The release may be in a file that could not be read'
      }
    >
      <ul>
        {unread.map((file) => (
          <UnreadFile key={file.id} file={file} />
        ))}
      </ul>
    </Banner>
  )
}

function UnreadFile({ file: { name, href, unread } }: { file: AttachmentSummary }) {
  return (
    <li>
      <a className={styles.get} href={href} download={name}>
        Download {name}
      </a>
      <br />
      {unread}
    </li>
  )
}
