import { Button, PasswordInput, Stack, TextInput } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import type { FormEvent } from 'react'
import { api } from '../api.ts'
import { Refusal } from '../shell/refusal.tsx'

/** Name, address and password of the very first admin. */
export function FirstProfileForm({ done }: { done: () => void }) {
  const save = useMutation({
    mutationFn: async ({ name, email, password }: { name: string; email: string; password: string }) => {
      // The password first: the address can be given once only, so nothing that may be refused comes after it.
      await api.changePassword({ password })
      await api.changeMe({ name, email })
    },
    onSuccess: done,
  })
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const fields = new FormData(event.currentTarget)
    const field = (name: string) => String(fields.get(name))
    save.mutate({ name: field('name'), email: field('email'), password: field('password') })
  }
  return (
    <form onSubmit={submit}>
      <Stack gap="md">
        <TextInput name="name" label="Name" autoComplete="name" required maxLength={100} size="md" />
        <TextInput name="email" type="email" label="E-mail address" autoComplete="username" required size="md" />
        <PasswordInput
          name="password"
          label="Password"
          description="At least 12 characters; a few unrelated words do well."
          autoComplete="new-password"
          minLength={12}
          maxLength={128}
          required
          size="md"
          visibilityToggleButtonProps={{ 'aria-label': 'Show the password' }}
        />
        <Refusal error={save.error} />
        <Button type="submit" size="md" mt="xs" loading={save.isPending}>
          Go to the desk
        </Button>
      </Stack>
    </form>
  )
}
