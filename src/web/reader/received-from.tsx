import type { ArticleDetail } from '../api.ts'
import { Disc } from '../shell/disc.tsx'
import { languageName } from '../words/languages.ts'
import { senderName } from '../words/people.ts'
import { absoluteTime, timeAgo, useNow } from '../words/times.ts'
import styles from './received-from.module.css'

/** Who sent the release, when it came and through which mailbox. */
export function ReceivedFrom({ article }: { article: ArticleDetail }) {
  const now = useNow()
  const { fromName, fromAddress, forwardedBy, receivedAt, mailboxName, language } = article
  return (
    <div className={styles.from}>
      <Disc name={senderName(article)} size={44} />
      <div className={styles.who}>
        <div className={styles.sender}>
          <span className={styles.name}>{senderName(article)}</span>
          {fromName && fromAddress && <span className={styles.address}>{fromAddress}</span>}
        </div>
        {forwardedBy && (
          <div className={styles.forwarded}>
            Forwarded by <bdi>{forwardedBy.name ?? forwardedBy.address}</bdi>
            {forwardedBy.name && <span className={styles.address}>{forwardedBy.address}</span>}
          </div>
        )}
        <div className={styles.facts}>
          <time dateTime={receivedAt} title={timeAgo(receivedAt, now)}>
            {absoluteTime(receivedAt)}
          </time>
          <span>{mailboxName}</span>
          {language && <span>{languageName(language)}</span>}
        </div>
      </div>
    </div>
  )
}
