import { Button, Stack } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { api } from '../api.ts'
import { navigate } from '../route.ts'
import { Refusal } from '../shell/refusal.tsx'
import { FirstProfileForm } from './first-profile-form.tsx'
import { Gate } from './gate.tsx'

/** Where a one-time link leads. It waits for a click, as mail programs open links to look at them. */
export default function WelcomePage() {
  const queries = useQueryClient()
  const token = new URLSearchParams(window.location.search).get('token')
  const enterDesk = () => {
    navigate('/', 'replace')
    void queries.resetQueries()
  }
  const welcome = useMutation({
    mutationFn: (link: string) => api.welcome(link),
    onSuccess: ({ needsProfile }) => needsProfile || enterDesk(),
  })

  if (!token) {
    return (
      <Gate
        title="This link is not complete"
        words="Copy the whole address from where you found it, or ask for a new link."
      >
        <Button variant="default" size="md" fullWidth onClick={enterDesk}>
          To the sign-in page
        </Button>
      </Gate>
    )
  }
  if (welcome.data) {
    return (
      <Gate
        title="Who are you?"
        words="Your name stands beside what you decide. You sign in with the address and password next time."
      >
        <FirstProfileForm done={enterDesk} />
      </Gate>
    )
  }
  return (
    <Gate title="Welcome to the desk" words="This link signs you in once. It needs no password.">
      <Stack gap="md">
        <Refusal error={welcome.error} />
        <Button size="md" loading={welcome.isPending} onClick={() => welcome.mutate(token)}>
          Sign in
        </Button>
      </Stack>
    </Gate>
  )
}
