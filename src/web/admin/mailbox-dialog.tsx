import { Button, Group, Modal, Stack } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useRef, useState } from 'react'
import { api, type MailboxSettings } from '../api.ts'
import { Refusal } from '../shell/refusal.tsx'
import { toastDone } from '../shell/toasts.tsx'
import { MailboxFields } from './mailbox-fields.tsx'
import { settingsOf } from './mailbox-settings.ts'
import { TestSteps } from './test-steps.tsx'

/** Adds a mailbox, tested before it is saved. */
export function MailboxDialog({ close }: { close: () => void }) {
  const queries = useQueryClient()
  const form = useRef<HTMLFormElement>(null)
  const [tested, setTested] = useState(false)
  const test = useMutation({
    mutationFn: (settings: MailboxSettings) => api.testSettings(settings),
    onSuccess: ({ passed }) => setTested(passed),
  })
  const save = useMutation({
    mutationFn: (settings: MailboxSettings) => api.addMailbox(settings),
    onSuccess: ({ name }) => {
      toastDone(`${name} added. Its mail is collected from now on.`)
      close()
      return queries.invalidateQueries({ queryKey: ['mailboxes'] })
    },
  })
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const settings = settingsOf(new FormData(event.currentTarget))
    if (tested) save.mutate(settings)
    else test.mutate(settings)
  }
  const saveUntested = () => {
    if (form.current?.reportValidity()) save.mutate(settingsOf(new FormData(form.current)))
  }
  return (
    <Modal opened onClose={close} title="Add mailbox" size="lg" closeButtonProps={{ 'aria-label': 'Close' }}>
      <form ref={form} onSubmit={submit} onChange={() => setTested(false)}>
        <Stack gap="md">
          <MailboxFields />
          {(test.isPending || test.data || test.error) && (
            <TestSteps pending={test.isPending} test={test.data} error={test.error} />
          )}
          <Refusal error={save.error} />
          <Group justify="flex-end" gap="sm">
            {test.data?.passed === false && (
              <Button variant="subtle" onClick={saveUntested} loading={save.isPending}>
                Save all the same
              </Button>
            )}
            <Button type="submit" loading={test.isPending || save.isPending}>
              {tested ? 'Save mailbox' : 'Test'}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}
