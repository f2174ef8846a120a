import { Button, Divider, Modal, PasswordInput, Stack, TextInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { FormEvent } from 'react'
import { api, type Me } from '../api.ts'
import { Refusal } from '../shell/refusal.tsx'
import { toastDone } from '../shell/toasts.tsx'

/** Name and password of the person who is signed in. */
export default function ProfileDialog({ me, close }: { me: Me; close: () => void }) {
  const queries = useQueryClient()
  const rename = useMutation({
    mutationFn: (name: string) => api.changeMe({ name }),
    onSuccess: (changed) => {
      queries.setQueryData(['me'], changed)
      toastDone('Name saved')
    },
  })
  const setPassword = useMutation({
    mutationFn: api.changePassword,
    onSuccess: () => {
      toastDone('Password saved. You are signed out everywhere else.')
      close()
    },
  })
  const submitName = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    rename.mutate(String(new FormData(event.currentTarget).get('name')))
  }
  const submitPassword = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const fields = new FormData(event.currentTarget)
    const present = String(fields.get('present'))
    setPassword.mutate({ password: String(fields.get('password')), ...(present && { currentPassword: present }) })
  }
  return (
    <Modal opened onClose={close} title="Name and password" closeButtonProps={{ 'aria-label': 'Close' }}>
      <form onSubmit={submitName}>
        <Stack gap="sm">
          <TextInput name="name" label="Name" defaultValue={me.name} autoComplete="name" required maxLength={100} />
          <Refusal error={rename.error} />
          <Button type="submit" variant="default" loading={rename.isPending}>
            Save name
          </Button>
        </Stack>
      </form>
      <Divider my="lg" />
      <form onSubmit={submitPassword}>
        <Stack gap="sm">
          <input type="text" hidden name="username" autoComplete="username" value={me.email} readOnly />
          <PasswordInput
            name="present"
            label="Present password"
            description="Leave it empty if you have none yet."
            autoComplete="current-password"
            visibilityToggleButtonProps={{ 'aria-label': 'Show the present password' }}
          />
          <PasswordInput
            name="password"
            label="New password"
            description="At least 12 characters."
            autoComplete="new-password"
            minLength={12}
            maxLength={128}
            required
            visibilityToggleButtonProps={{ 'aria-label': 'Show the new password' }}
          />
          <Refusal error={setPassword.error} />
          <Button type="submit" loading={setPassword.isPending}>
            Save password
          </Button>
        </Stack>
      </form>
    </Modal>
  )
}
