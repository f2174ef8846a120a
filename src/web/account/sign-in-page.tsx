import { Button, PasswordInput, Stack, TextInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { FormEvent } from 'react'
import { api } from '../api.ts'
import { Refusal } from '../shell/refusal.tsx'
import { Gate } from './gate.tsx'

/** Asks for address and password; afterwards the page that was wanted is there. */
export default function SignInPage() {
  const queries = useQueryClient()
  const signIn = useMutation({
    mutationFn: ({ email, password }: { email: string; password: string }) => api.signIn(email, password),
    onSuccess: () => queries.resetQueries(),
  })
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const fields = new FormData(event.currentTarget)
    signIn.mutate({ email: String(fields.get('email')), password: String(fields.get('password')) })
  }
  return (
    <Gate title="Sign in" words="Everything that was mailed to the news desk, on one page.">
      <form onSubmit={submit}>
        <Stack gap="md">
          <TextInput
            name="email"
            type="email"
            label="E-mail address"
            autoComplete="username"
            required
            withAsterisk={false}
            size="md"
          />
          <PasswordInput
            name="password"
            label="Password"
            autoComplete="current-password"
            required
            withAsterisk={false}
            size="md"
            visibilityToggleButtonProps={{ 'aria-label': 'Show the password' }}
          />
          <Refusal error={signIn.error} />
          <Button type="submit" size="md" mt="xs" loading={signIn.isPending}>
            Sign in
          </Button>
        </Stack>
      </form>
    </Gate>
  )
}
