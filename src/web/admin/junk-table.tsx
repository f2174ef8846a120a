import { VisuallyHidden } from '@mantine/core'
import { IconFileImport } from '@tabler/icons-react'
import type { JunkMessage } from '../api.ts'
import { absoluteTime, timeAgo, useNow } from '../words/times.ts'
import { FetchButton } from './fetch-button.tsx'
import { MessageCell } from './message-cell.tsx'
import styles from './quarantine-section.module.css'

/** The messages in Junk folders, newest first; on a phone each row stands as a card. */
export function JunkTable({ messages }: { messages: JunkMessage[] }) {
  const now = useNow()
  return (
    <table className={`${styles.table} ${styles.wide}`}>
      <thead>
        <tr>
          <th scope="col">Message</th>
          <th scope="col">Received</th>
          <th scope="col">
            <VisuallyHidden>What to do</VisuallyHidden>
          </th>
        </tr>
      </thead>
      <tbody>
        {messages.map((message) => (
          <tr key={message.id}>
            <MessageCell message={message} />
            <td className={styles.time}>
              <time dateTime={message.receivedAt} title={absoluteTime(message.receivedAt)}>
                {timeAgo(message.receivedAt, now)}
              </time>
            </td>
            <td>
              <div className={styles.acts}>
                <FetchButton message={message} list="junk" words="File it" icon={IconFileImport} />
              </div>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
