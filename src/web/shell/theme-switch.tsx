import { ActionIcon, Tooltip, useMantineColorScheme } from '@mantine/core'
import { IconDeviceDesktop, IconMoon, IconSun } from '@tabler/icons-react'

const schemes = {
  light: { icon: IconSun, next: 'dark', words: 'Light' },
  dark: { icon: IconMoon, next: 'auto', words: 'Dark' },
  auto: { icon: IconDeviceDesktop, next: 'light', words: 'As this device' },
} as const

/** Goes round light, dark and the device's own choice. */
export function ThemeSwitch() {
  const { colorScheme, setColorScheme } = useMantineColorScheme()
  const scheme = schemes[colorScheme]
  const words = `Colours: ${scheme.words}. Change to ${schemes[scheme.next].words.toLowerCase()}`
  return (
    <Tooltip label={words} position="right" withArrow>
      <ActionIcon
        variant="subtle"
        color="gray"
        c="dimmed"
        size={44}
        radius="xl"
        aria-label={words}
        onClick={() => setColorScheme(scheme.next)}
      >
        <scheme.icon size={20} stroke={1.7} />
      </ActionIcon>
    </Tooltip>
  )
}
