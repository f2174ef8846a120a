import { Button } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconAdjustments, IconKey, IconPlayerPause, IconPlayerPlay, IconPlugConnected } from '@tabler/icons-react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { api, type MailboxHealth } from '../api.ts'
import { toastDone, toastRefused } from '../shell/toasts.tsx'
import styles from './mailbox-card.module.css'
import { MailboxChangeDialog } from './mailbox-change-dialog.tsx'
import { TestSteps } from './test-steps.tsx'

/** What can be done with a mailbox: test it, pause it, change it. */
export function MailboxActs({ mailbox }: { mailbox: MailboxHealth }) {
  const { id, name, paused, health } = mailbox
  const queries = useQueryClient()
  const [changing, { open, close }] = useDisclosure(false)
  const test = useMutation({ mutationFn: () => api.testMailbox(id) })
  const pausing = useMutation({
    mutationFn: () => (paused ? api.resumeMailbox(id) : api.pauseMailbox(id)),
    onSuccess: () => {
      toastDone(paused ? `${name} is collected again` : `${name} is paused`)
      return queries.invalidateQueries({ queryKey: ['mailboxes'] })
    },
    onError: (error) => toastRefused(`${name} was not changed`, error.message),
  })
  const refused = health === 'refused'
  const Pause = paused ? IconPlayerPlay : IconPlayerPause
  const Change = refused ? IconKey : IconAdjustments
  return (
    <>
      {(test.isPending || test.data || test.error) && (
        <TestSteps pending={test.isPending} test={test.data} error={test.error} />
      )}
      <div className={styles.acts}>
        <Button
          px="sm"
          variant="default"
          leftSection={<IconPlugConnected size={18} stroke={1.7} aria-hidden="true" />}
          aria-label={`Test ${name}`}
          loading={test.isPending}
          onClick={() => test.mutate()}
        >
          Test
        </Button>
        <Button
          px="sm"
          variant="default"
          leftSection={<Pause size={18} stroke={1.7} aria-hidden="true" />}
          aria-label={`${paused ? 'Resume' : 'Pause'} ${name}`}
          loading={pausing.isPending}
          onClick={() => pausing.mutate()}
        >
          {paused ? 'Resume' : 'Pause'}
        </Button>
        <Button
          px="sm"
          variant={refused ? 'filled' : 'default'}
          leftSection={<Change size={18} stroke={1.7} aria-hidden="true" />}
          aria-label={`${refused ? 'Enter the password again for' : 'Settings of'} ${name}`}
          onClick={open}
        >
          {refused ? 'Enter the password again' : 'Settings'}
        </Button>
      </div>
      {changing && <MailboxChangeDialog mailbox={mailbox} close={close} />}
    </>
  )
}
