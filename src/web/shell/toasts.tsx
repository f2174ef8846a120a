import { Button, Group, Text } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { IconAlertTriangle, IconCheck } from '@tabler/icons-react'

/** WCAG 2.2.1: long enough to be read and reached from the keyboard. */
const UNDO_TIME = 20_000
const VERDICT = 'verdict'

/** Says what was done and offers to undo it; the newest one takes the place of the one before. */
export function toastDone(words: string, undo?: () => void): void {
  notifications.hide(VERDICT)
  notifications.show({
    id: VERDICT,
    autoClose: UNDO_TIME,
    icon: <IconCheck size={18} aria-hidden="true" />,
    closeButtonProps: { 'aria-label': 'Dismiss' },
    message: (
      <Group justify="space-between" wrap="nowrap" gap="sm">
        <Text size="sm" lineClamp={2}>
          {words}
        </Text>
        {undo && (
          <Button variant="light" size="compact-sm" flex="none" onClick={undo}>
            Undo
          </Button>
        )}
      </Group>
    ),
  })
}

export function hideDone(): void {
  notifications.hide(VERDICT)
}

/** Says why something did not happen. */
export function toastRefused(title: string, words: string): void {
  notifications.show({
    autoClose: UNDO_TIME,
    color: 'red',
    icon: <IconAlertTriangle size={18} aria-hidden="true" />,
    closeButtonProps: { 'aria-label': 'Dismiss' },
    title,
    message: words,
  })
}
