import { Button } from '@mantine/core'
import { IconDownload, IconRefresh, IconRoute } from '@tabler/icons-react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { api, type QuarantinedMessage } from '../api.ts'
import { toastDone, toastRefused } from '../shell/toasts.tsx'
import { WaySteps } from '../shell/way-steps.tsx'
import { absoluteTime, timeAgo, useNow } from '../words/times.ts'
import { FetchButton } from './fetch-button.tsx'
import { MessageCell } from './message-cell.tsx'
import styles from './quarantine-section.module.css'

/** One message that could not be read, with what can be done about it. */
export function QuarantineRow({ message }: { message: QuarantinedMessage }) {
  const now = useNow()
  const [open, setOpen] = useState(false)
  const { id, receivedAt, words, detail, fault, faultWords } = message
  return (
    <>
      <tr>
        <MessageCell message={message} />
        <td>
          <div>{words}</div>
          {detail && <div className={styles.quiet}>{detail}</div>}
          {fault && (
            <div className={styles.quiet}>
              It happened {faultWords} <code>{fault}</code>
            </div>
          )}
        </td>
        <td className={styles.time}>
          <time dateTime={receivedAt} title={absoluteTime(receivedAt)}>
            {timeAgo(receivedAt, now)}
          </time>
        </td>
        <td>
          <div className={styles.acts}>
            <Acts message={message} />
            <Button
              variant="subtle"
              size="compact-sm"
              leftSection={<IconRoute size={16} aria-hidden="true" />}
              aria-expanded={open}
              onClick={() => setOpen(!open)}
            >
              How it got here
            </Button>
          </div>
        </td>
      </tr>
      {open && (
        <tr className={styles.way}>
          <td colSpan={4}>
            <WaySteps of="messages" id={id} />
          </td>
        </tr>
      )}
    </>
  )
}

/** What was never stored can only be fetched; what is stored can be had, and read again. */
function Acts({ message }: { message: QuarantinedMessage }) {
  const queries = useQueryClient()
  const replay = useMutation({
    mutationFn: () => api.replayMessage(message.id),
    onSuccess: () => {
      toastDone('The message is being read again')
      return queries.invalidateQueries({ queryKey: ['quarantine'] })
    },
    onError: (error) => toastRefused('Not tried again', error.message),
  })
  const { sourceHref, fetchable } = message
  return (
    <>
      {fetchable && <FetchButton message={message} list="quarantine" words="Fetch from the mailbox" />}
      {sourceHref && (
        <>
          <Button
            variant="light"
            size="compact-sm"
            leftSection={<IconRefresh size={16} aria-hidden="true" />}
            loading={replay.isPending}
            onClick={() => replay.mutate()}
          >
            Try again
          </Button>
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
        </>
      )}
    </>
  )
}
