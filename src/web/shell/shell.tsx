import type { ReactNode } from 'react'
import type { Me } from '../api.ts'
import { HelpDialog } from './help-dialog.tsx'
import { Rail } from './rail.tsx'
import styles from './shell.module.css'
import { TopBar } from './top-bar.tsx'
import { useNarrow } from './use-narrow.ts'

/** The frame around every page of a signed-in person: rail on a desk, bar on a phone. */
export function Shell({ me, children }: { me: Me; children: ReactNode }) {
  const narrow = useNarrow()
  return (
    <div className={styles.shell}>
      <a className={styles.skip} href="#main">
        Skip to the page
      </a>
      {narrow ? <TopBar me={me} /> : <Rail me={me} />}
      <main id="main" className={styles.main} tabIndex={-1}>
        {children}
      </main>
      <HelpDialog />
    </div>
  )
}
