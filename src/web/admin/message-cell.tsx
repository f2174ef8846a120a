import { fileSize } from '../words/counts.ts'
import { senderName } from '../words/people.ts'
import styles from './quarantine-section.module.css'

interface MessageCellProps {
  message: {
    subject: string | null
    fromName: string | null
    fromAddress: string | null
    mailboxName: string
    size: number
  }
}

/** What a message says of itself, in a row of a table. */
export function MessageCell({ message }: MessageCellProps) {
  return (
    <td className={styles.mail}>
      <div className={styles.subject}>{message.subject || 'No subject'}</div>
      <div className={styles.quiet}>
        {senderName(message)} · {message.mailboxName} · {fileSize(message.size)}
      </div>
    </td>
  )
}
