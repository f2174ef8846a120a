import type { MailboxHealth } from '../api.ts'
import { absoluteTime, timeAgo, useNow } from '../words/times.ts'
import styles from './mailbox-card.module.css'

/** What happened to the mailbox as a whole, such as that its server renumbered it. */
export function MailboxEvents({ events }: { events: MailboxHealth['events'] }) {
  const now = useNow()
  if (events.length === 0) return null
  return (
    <ul className={styles.events} aria-label="What happened">
      {events.map(({ at, words }) => (
        <li key={`${at} ${words}`}>
          <time dateTime={at} title={absoluteTime(at)}>
            {timeAgo(at, now)}
          </time>{' '}
          {words}
        </li>
      ))}
    </ul>
  )
}
