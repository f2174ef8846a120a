import { lazy, Suspense } from 'react'
import { useHelpOpened } from './help-store.ts'

const HelpDialog = lazy(() => import('./help-dialog.tsx'))

/** The keyboard map, fetched when it is first asked for. */
export function HelpDoor() {
  const opened = useHelpOpened()
  return <Suspense>{opened && <HelpDialog />}</Suspense>
}
