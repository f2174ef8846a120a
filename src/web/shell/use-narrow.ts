import { useMediaQuery } from '@mantine/hooks'

/** Whether list and reading pane no longer fit side by side; theme.css uses the same width. */
export function useNarrow(): boolean {
  return useMediaQuery('(max-width: 61.99em)', undefined, { getInitialValueInEffect: false }) ?? false
}
