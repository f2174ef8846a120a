import { Button } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconMailbox, IconPlus } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { api } from '../api.ts'
import { BlankState } from '../shell/blank-state.tsx'
import { FaultState } from '../shell/fault-state.tsx'
import styles from './admin-page.module.css'
import { CardSkeletons } from './card-skeletons.tsx'
import { MailboxCard } from './mailbox-card.tsx'
import { MailboxDialog } from './mailbox-dialog.tsx'

/** Every mailbox that is collected from. */
export function MailboxSection() {
  const mailboxes = useQuery({ queryKey: ['mailboxes'], queryFn: api.mailboxes, refetchInterval: 5000 })
  const [adding, { open, close }] = useDisclosure(false)
  return (
    <section className={styles.section} aria-labelledby="mailboxes">
      <div className={styles.bar}>
        <h2 className={styles.heading} id="mailboxes">
          Mailboxes
        </h2>
        <Button leftSection={<IconPlus size={18} aria-hidden="true" />} onClick={open}>
          Add mailbox
        </Button>
      </div>
      {mailboxes.isPending && <CardSkeletons />}
      {mailboxes.isError && !mailboxes.data && <FaultState error={mailboxes.error} retry={() => mailboxes.refetch()} />}
      {mailboxes.data?.length === 0 && (
        <div className={styles.card}>
          <BlankState
            icon={IconMailbox}
            title="No mailbox yet"
            words="Add the address that press releases are mailed to."
          />
        </div>
      )}
      <div className={styles.cards}>
        {mailboxes.data?.map((mailbox) => (
          <MailboxCard key={mailbox.id} mailbox={mailbox} />
        ))}
      </div>
      {adding && <MailboxDialog close={close} />}
    </section>
  )
}
