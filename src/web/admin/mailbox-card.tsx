import { Button } from '@mantine/core'
import { IconPlayerPause, IconPlayerPlay, IconPlugConnected } from '@tabler/icons-react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { api, type MailboxHealth } from '../api.ts'
import { toastDone, toastRefused } from '../shell/toasts.tsx'
import { counted } from '../words/counts.ts'
import { absoluteTime, timeAgo, useNow } from '../words/times.ts'
import card from './admin-page.module.css'
import { CountsBar } from './counts-bar.tsx'
import { HealthTag } from './health-tag.tsx'
import styles from './mailbox-card.module.css'
import { TestSteps } from './test-steps.tsx'

/** One mailbox: how it is, what came out of it, and what can be done. */
export function MailboxCard({ mailbox }: { mailbox: MailboxHealth }) {
  const now = useNow()
  const queries = useQueryClient()
  const test = useMutation({ mutationFn: () => api.testMailbox(mailbox.id) })
  const pausing = useMutation({
    mutationFn: () => (mailbox.paused ? api.resumeMailbox(mailbox.id) : api.pauseMailbox(mailbox.id)),
    onSuccess: () => {
      toastDone(mailbox.paused ? `${mailbox.name} is collected again` : `${mailbox.name} is paused`)
      return queries.invalidateQueries({ queryKey: ['mailboxes'] })
    },
    onError: (error) => toastRefused(`${mailbox.name} was not changed`, error.message),
  })
  const { lastSucceededAt: last, retrying } = mailbox
  return (
    <article className={card.card} aria-label={mailbox.name}>
      <div className={styles.top}>
        <div>
          <h3 className={styles.name}>{mailbox.name}</h3>
          <div className={styles.address}>{mailbox.address}</div>
        </div>
        <HealthTag health={mailbox.health} />
      </div>
      <p className={styles.words}>{mailbox.words}</p>
      <p className={styles.last}>
        {last ? (
          <time dateTime={last} title={absoluteTime(last)}>
            Last looked in {timeAgo(last, now)}
          </time>
        ) : (
          'Not looked in yet'
        )}
        {retrying > 0 && ` · ${counted(retrying, 'message')} to be fetched again`}
      </p>
      <CountsBar counts={mailbox.counts} />
      {(test.isPending || test.data || test.error) && (
        <TestSteps pending={test.isPending} test={test.data} error={test.error} />
      )}
      {mailbox.kind === 'imap' && (
        <div className={styles.acts}>
          <Button
            variant="default"
            leftSection={<IconPlugConnected size={18} stroke={1.7} aria-hidden="true" />}
            aria-label={`Test ${mailbox.name}`}
            loading={test.isPending}
            onClick={() => test.mutate()}
          >
            Test
          </Button>
          <Button
            variant="default"
            leftSection={
              mailbox.paused ? <IconPlayerPlay size={18} stroke={1.7} /> : <IconPlayerPause size={18} stroke={1.7} />
            }
            aria-label={`${mailbox.paused ? 'Resume' : 'Pause'} ${mailbox.name}`}
            loading={pausing.isPending}
            onClick={() => pausing.mutate()}
          >
            {mailbox.paused ? 'Resume' : 'Pause'}
          </Button>
        </div>
      )}
    </article>
  )
}
