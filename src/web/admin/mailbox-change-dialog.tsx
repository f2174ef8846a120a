import { Button, Group, Modal, PasswordInput, Stack, TextInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { FormEvent } from 'react'
import { api, type MailboxChange, type MailboxHealth } from '../api.ts'
import { Refusal } from '../shell/refusal.tsx'
import { toastDone } from '../shell/toasts.tsx'
import { CanaryField } from './canary-field.tsx'
import { changeOf } from './mailbox-settings.ts'

/** Changes what may change while a mailbox is collected: the password, its test messages, and how far back it goes. */
export function MailboxChangeDialog({ mailbox, close }: { mailbox: MailboxHealth; close: () => void }) {
  const { id, name, health, canaryMinutes, listOnly } = mailbox
  const queries = useQueryClient()
  const save = useMutation({
    mutationFn: (change: MailboxChange) => api.changeMailbox(id, change),
    onSuccess: () => {
      toastDone(`${name} is changed`)
      close()
      return queries.invalidateQueries({ queryKey: ['mailboxes'] })
    },
  })
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const change = changeOf(new FormData(event.currentTarget), mailbox)
    if (Object.keys(change).length > 0) save.mutate(change)
    else close()
  }
  return (
    <Modal opened onClose={close} title={`Settings of ${name}`} closeButtonProps={{ 'aria-label': 'Close' }}>
      <form onSubmit={submit}>
        <Stack gap="md">
          <PasswordInput
            name="password"
            label={health === 'refused' ? 'Enter the password again' : 'New password'}
            description="Empty: it stays as it is. It is tried within seconds."
            autoComplete="new-password"
            data-autofocus={health === 'refused' || undefined}
            visibilityToggleButtonProps={{ 'aria-label': 'Show the password' }}
          />
          <TextInput
            name="collectSince"
            type="date"
            label="Collect older mail since"
            description={`${startWords(mailbox)} An earlier day fetches what is missing; nothing is filed twice.`}
          />
          {!listOnly && <CanaryField minutes={canaryMinutes} />}
          <Refusal error={save.error} />
          <Group justify="flex-end" gap="sm">
            <Button variant="default" onClick={close}>
              Cancel
            </Button>
            <Button type="submit" loading={save.isPending}>
              Save
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}

function startWords({ fromNow, since }: MailboxHealth): string {
  if (fromNow) return 'Collected is what arrived since the mailbox was added.'
  return since ? `Collected is what was received since ${since}.` : 'Everything is collected.'
}
