import { useHotkeys } from '@mantine/hooks'
import { lazy, Suspense, useState } from 'react'
import type { DeskAction } from '../keys/shortcuts.ts'
import { openPalette, usePaletteOpened } from './palette-store.ts'

const Palette = lazy(() => import('./palette.tsx'))

/** Opens the palette on Ctrl or ⌘ and K; it is fetched when it is first asked for. */
export function PaletteDoor({ act }: { act?: (action: DeskAction) => void }) {
  const opened = usePaletteOpened()
  const [wanted, setWanted] = useState(false)
  useHotkeys([['mod+K', openPalette]], [])
  if (opened && !wanted) setWanted(true)
  return <Suspense>{wanted && <Palette {...(act && { act })} />}</Suspense>
}
