import { IconClockHour4, IconHeartbeat, IconHourglass, IconRefresh } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import type { MailboxHealth } from '../api.ts'
import { counted } from '../words/counts.ts'
import { absoluteTime, duration, timeAgo, useNow } from '../words/times.ts'
import styles from './mailbox-card.module.css'

/** What tells a quiet mailbox from a dead one. */
export function MailboxSigns({ mailbox }: { mailbox: MailboxHealth }) {
  const now = useNow()
  const { lastSucceededAt: last, canaryWords, oldestWaitsSince: waits, retrying } = mailbox
  return (
    <ul className={styles.signs} aria-label="Signs of life">
      <li>
        <IconClockHour4 size={16} aria-hidden="true" />
        {last ? <Moment at={last}>Last looked in {timeAgo(last, now)}</Moment> : 'Not looked in yet'}
      </li>
      {canaryWords && (
        <li>
          <IconHeartbeat size={16} aria-hidden="true" />
          {canaryWords}
        </li>
      )}
      {waits && (
        <li>
          <IconHourglass size={16} aria-hidden="true" />
          <Moment at={waits}>
            Oldest unread message waits for {duration(Math.max(0, now - Date.parse(waits)) / 1000)}
          </Moment>
        </li>
      )}
      {retrying > 0 && (
        <li>
          <IconRefresh size={16} aria-hidden="true" />
          {counted(retrying, 'message')} to be fetched again
        </li>
      )}
    </ul>
  )
}

function Moment({ at, children }: { at: string; children: ReactNode }) {
  return (
    <time dateTime={at} title={absoluteTime(at)}>
      {children}
    </time>
  )
}
