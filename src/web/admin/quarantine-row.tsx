import { Button } from '@mantine/core'
import { IconDownload, IconRefresh } from '@tabler/icons-react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { api, type QuarantinedMessage } from '../api.ts'
import { toastDone, toastRefused } from '../shell/toasts.tsx'
import { counted, fileSize } from '../words/counts.ts'
import { senderName } from '../words/people.ts'
import { absoluteTime, timeAgo, useNow } from '../words/times.ts'
import styles from './quarantine-section.module.css'

/** One message that could not be read, with what can be done about it. */
export function QuarantineRow({ message }: { message: QuarantinedMessage }) {
  const now = useNow()
  const queries = useQueryClient()
  const refresh = () => queries.invalidateQueries({ queryKey: ['quarantine'] })
  const refused = (error: Error) => toastRefused('Not tried again', error.message)
  const replay = useMutation({
    mutationFn: () => api.replayMessage(message.id),
    onSuccess: () => {
      toastDone('The message is being read again')
      return refresh()
    },
    onError: refused,
  })
  const replayAll = useMutation({
    mutationFn: () => api.replayReason(message.reason),
    onSuccess: ({ replayed }) => {
      toastDone(`${counted(replayed, 'message')} being read again`)
      return refresh()
    },
    onError: refused,
  })
  const { subject, receivedAt, words, detail, size, sourceHref, mailboxName } = message
  return (
    <tr>
      <td className={styles.mail}>
        <div className={styles.subject}>{subject || 'No subject'}</div>
        <div className={styles.quiet}>
          {senderName(message)} · {mailboxName} · {fileSize(size)}
        </div>
      </td>
      <td>
        <div>{words}</div>
        {detail && <div className={styles.quiet}>{detail}</div>}
      </td>
      <td className={styles.time}>
        <time dateTime={receivedAt} title={absoluteTime(receivedAt)}>
          {timeAgo(receivedAt, now)}
        </time>
      </td>
      <td>
        <div className={styles.acts}>
          <Button
            variant="light"
            size="compact-sm"
            leftSection={<IconRefresh size={16} aria-hidden="true" />}
            loading={replay.isPending}
            onClick={() => replay.mutate()}
          >
            Try again
          </Button>
          <Button variant="subtle" size="compact-sm" loading={replayAll.isPending} onClick={() => replayAll.mutate()}>
            Try all with this reason
          </Button>
          {sourceHref && (
            <Button
              component="a"
              href={sourceHref}
              download
              variant="subtle"
              size="compact-sm"
              leftSection={<IconDownload size={16} aria-hidden="true" />}
            >
              Download original
            </Button>
          )}
        </div>
      </td>
    </tr>
  )
}
