import { useEffect, useEffectEvent } from 'react'
import { actionOfKey, type DeskAction } from './shortcuts.ts'
import { useSingleKeys } from './single-keys.ts'

/**
 * Calls the action whose key is pressed. Keys are silent while something is typed, a dialog or menu is open,
 * or a modifier is held; with single keys switched off only Escape remains.
 */
export function useShortcuts(act: (action: DeskAction) => void): void {
  const [singleKeys] = useSingleKeys()
  const press = useEffectEvent((event: KeyboardEvent) => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return
    if (!singleKeys && event.key !== 'Escape') return
    if (isTyping(event.target) || document.querySelector('[role="dialog"], [role="menu"]')) return
    const action = actionOfKey(event.key)
    if (!action) return
    event.preventDefault()
    act(action)
  })
  useEffect(() => {
    const listen = (event: KeyboardEvent) => press(event)
    document.addEventListener('keydown', listen)
    return () => document.removeEventListener('keydown', listen)
  }, [])
}

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName))
}
