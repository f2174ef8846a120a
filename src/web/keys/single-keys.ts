import { useLocalStorage } from '@mantine/hooks'

/** Whether single letters act (WCAG 2.1.4 asks for a way to switch them off); remembered on this device. */
export function useSingleKeys() {
  return useLocalStorage<boolean>({
    key: 'copytaster-single-keys',
    defaultValue: true,
    getInitialValueInEffect: false,
  })
}
