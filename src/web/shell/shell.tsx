import type { ReactNode } from 'react'
import type { Me } from '../api.ts'
import { deskPlace } from '../desk/tabs.ts'
import { usePath } from '../route.ts'
import { HelpDoor } from './help-door.tsx'
import { Rail } from './rail.tsx'
import styles from './shell.module.css'
import { TopBar } from './top-bar.tsx'
import { useNarrow } from './use-narrow.ts'

/** The frame around every page of a signed-in person: rail on a desk, bar on a phone, where a release being read has the whole screen. */
export function Shell({ me, children }: { me: Me; children: ReactNode }) {
  const narrow = useNarrow()
  const path = usePath()
  const reading = !path.startsWith('/admin') && deskPlace(path).articleId !== null
  return (
    <div className={`${styles.shell} ${narrow && reading ? styles.whole : ''}`}>
      <a className={styles.skip} href="#main">
        Skip to the page
      </a>
      {!narrow && <Rail me={me} />}
      {narrow && !reading && <TopBar me={me} />}
      <main id="main" className={styles.main} tabIndex={-1}>
        {children}
      </main>
      <HelpDoor />
    </div>
  )
}
