import { VisuallyHidden } from '@mantine/core'
import type { QuarantinedMessage } from '../api.ts'
import { QuarantineRow } from './quarantine-row.tsx'
import styles from './quarantine-section.module.css'

/** The quarantined messages, newest first; on a phone each row stands as a card. */
export function QuarantineTable({ messages }: { messages: QuarantinedMessage[] }) {
  return (
    <table className={styles.table}>
      <thead>
        <tr>
          <th scope="col">Message</th>
          <th scope="col">Why</th>
          <th scope="col">Received</th>
          <th scope="col">
            <VisuallyHidden>What to do</VisuallyHidden>
          </th>
        </tr>
      </thead>
      <tbody>
        {messages.map((message) => (
          <QuarantineRow key={message.id} message={message} />
        ))}
      </tbody>
    </table>
  )
}
