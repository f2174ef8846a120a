import { TextInput } from '@mantine/core'

/** How often a test message is sent through a mailbox, and what that does to it. */
export function CanaryField({ minutes = null }: { minutes?: number | null }) {
  return (
    <TextInput
      name="canaryMinutes"
      label="Test message every … minutes"
      description="Empty: none. A short message, marked as read, is put into this folder to prove that what comes in is read. It never reaches the desk, and is removed again where the server can remove single messages."
      inputMode="numeric"
      pattern="[0-9]{1,4}"
      placeholder="Off"
      defaultValue={minutes ?? ''}
      autoComplete="off"
    />
  )
}
