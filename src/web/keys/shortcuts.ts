/** Every action of the desk with its words and keys: the keyboard, the palette, the help page and the buttons read it here. */
export const SHORTCUTS = {
  next: { label: 'Next release', keys: ['j'], group: 'Move' },
  previous: { label: 'Previous release', keys: ['k'], group: 'Move' },
  open: { label: 'Read the selected release', keys: ['o', 'Enter'], group: 'Move' },
  back: { label: 'Back to the list', keys: ['u', 'Escape'], group: 'Move' },
  showNew: { label: 'Show releases that just came in', keys: ['n'], group: 'Move' },
  take: { label: 'Take', keys: ['t'], group: 'Decide' },
  accept: { label: 'Accept', keys: ['1'], group: 'Decide' },
  spike: { label: 'Spike', keys: ['3'], group: 'Decide' },
  undo: { label: 'Undo', keys: ['z'], group: 'Decide' },
  help: { label: 'Keyboard help', keys: ['?'], group: 'Elsewhere' },
} as const satisfies Record<string, { label: string; keys: readonly string[]; group: string }>

export type DeskAction = keyof typeof SHORTCUTS

/** What a key cap shows. */
export function keyCap(key: string): string {
  return { Escape: 'Esc', Enter: 'Enter' }[key] ?? key
}

/** The action of a key press, if it is one. Enter belongs to whatever has the focus, so rows answer it themselves. */
export function actionOfKey(key: string): DeskAction | undefined {
  const entries = Object.entries(SHORTCUTS) as [DeskAction, { keys: readonly string[] }][]
  return entries.find(([, shortcut]) => key !== 'Enter' && shortcut.keys.includes(key))?.[0]
}
