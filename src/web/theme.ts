import {
  type CSSVariablesResolver,
  createTheme,
  localStorageColorSchemeManager,
  type MantineColorsTuple,
} from '@mantine/core'

const petrol: MantineColorsTuple = [
  '#eaf5f5',
  '#d6e8e9',
  '#a9d0d3',
  '#7cc0c5',
  '#4f9ca3',
  '#33878f',
  '#22767e',
  '#12636b',
  '#0c535a',
  '#073f45',
]

export const theme = createTheme({
  primaryColor: 'petrol',
  primaryShade: 7,
  colors: { petrol },
  fontFamily: "'Inter Variable', system-ui, sans-serif",
  fontFamilyMonospace: 'ui-monospace, SFMono-Regular, Menlo, Consolas, monospace',
  defaultRadius: 'md',
  cursorType: 'pointer',
  respectReducedMotion: true,
  focusRing: 'auto',
  headings: { fontFamily: "'Inter Variable', system-ui, sans-serif", fontWeight: '650' },
})

/** Mantine's own greys fall short of 4.5 to 1 in places: everything it draws takes the desk's colours of theme.css. */
export const deskVariables: CSSVariablesResolver = () => {
  const shared = {
    '--mantine-color-body': 'var(--sheet)',
    '--mantine-color-text': 'var(--ink)',
    '--mantine-color-dimmed': 'var(--ink-2)',
    '--mantine-color-placeholder': 'var(--ink-2)',
    '--mantine-color-default': 'var(--raised)',
    '--mantine-color-default-hover': 'var(--hover)',
    '--mantine-color-default-color': 'var(--ink)',
    '--mantine-color-default-border': 'var(--rule-strong)',
    '--mantine-color-anchor': 'var(--accent)',
    '--mantine-color-error': 'var(--bad)',
    '--mantine-primary-color-light': 'var(--accent-tint)',
    '--mantine-primary-color-light-color': 'var(--accent)',
    '--mantine-primary-color-light-hover': 'var(--accent-tint-2)',
  }
  return { variables: {}, light: shared, dark: shared }
}

export const colorSchemes = localStorageColorSchemeManager({ key: 'copytaster-color-scheme' })
