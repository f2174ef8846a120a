import { useSyncExternalStore } from 'react'

const MOVED = 'copytaster:moved'

function subscribe(changed: () => void): () => void {
  window.addEventListener('popstate', changed)
  window.addEventListener(MOVED, changed)
  return () => {
    window.removeEventListener('popstate', changed)
    window.removeEventListener(MOVED, changed)
  }
}

/** The path of the page's address, followed as it changes. */
export function usePath(): string {
  return useSyncExternalStore(subscribe, () => window.location.pathname)
}

/** Goes to a path inside the app; `replace` leaves no step to come back to. */
export function navigate(path: string, how: 'push' | 'replace' = 'push'): void {
  if (path === window.location.pathname + window.location.search) return
  window.history[how === 'push' ? 'pushState' : 'replaceState'](null, '', path)
  window.dispatchEvent(new Event(MOVED))
}
