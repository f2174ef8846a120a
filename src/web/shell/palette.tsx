import { Kbd } from '@mantine/core'
import { openSpotlight, Spotlight, type SpotlightActionData } from '@mantine/spotlight'
import { IconSearch } from '@tabler/icons-react'
import { useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import type { Me } from '../api.ts'
import { deskPath, TABS } from '../desk/tabs.ts'
import { type DeskAction, keyCap, SHORTCUTS } from '../keys/shortcuts.ts'
import { navigate } from '../route.ts'
import { closePalette, usePaletteOpened } from './palette-store.ts'
import { placesFor } from './places.ts'

/** Everything one can do here, found by name (Ctrl or ⌘ and K). */
export default function Palette({ act }: { act?: (action: DeskAction) => void }) {
  const opened = usePaletteOpened()
  useEffect(() => {
    if (!opened) return
    openSpotlight()
    closePalette()
  }, [opened])
  const me = useQueryClient().getQueryData<Me>(['me'])
  const entries = Object.entries(SHORTCUTS) as [DeskAction, (typeof SHORTCUTS)[DeskAction]][]
  const own: SpotlightActionData[] = act
    ? entries.map(([action, { label, keys }]) => ({
        id: action,
        label,
        rightSection: <Kbd>{keyCap(keys[0])}</Kbd>,
        onClick: () => act(action),
      }))
    : []
  const tabs = TABS.map((tab) => ({
    id: `tab-${tab.key}`,
    label: `Go to ${tab.label.toLowerCase()} releases`,
    onClick: () => navigate(deskPath(tab, null)),
  }))
  const places = (me ? placesFor(me) : []).map((place) => ({
    id: `place-${place.path}`,
    label: `Go to the ${place.label.toLowerCase()}`,
    onClick: () => navigate(place.path),
  }))
  return (
    <Spotlight
      shortcut={null}
      actions={[...own, ...tabs, ...places]}
      nothingFound="Nothing by that name"
      highlightQuery
      overlayProps={{ blur: 0 }}
      attributes={{ content: { 'aria-label': 'Find an action' } }}
      scrollable
      maxHeight={420}
      searchProps={{
        leftSection: <IconSearch size={18} aria-hidden="true" />,
        placeholder: 'What do you want to do?',
        'aria-label': 'What do you want to do?',
      }}
    />
  )
}
