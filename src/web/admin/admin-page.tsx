import { Button } from '@mantine/core'
import { IconExternalLink } from '@tabler/icons-react'
import { useEffect } from 'react'
import { PaletteDoor } from '../shell/palette-door.tsx'
import styles from './admin-page.module.css'
import { JunkSection } from './junk-section.tsx'
import { MailboxSection } from './mailbox-section.tsx'
import { QuarantineSection } from './quarantine-section.tsx'
import { QueueSection } from './queue-section.tsx'

/** The engine room: whether the mail comes in, what waits, and what needs a person. */
export default function AdminPage() {
  useEffect(() => {
    document.title = 'Engine room · Copytaster'
  }, [])
  return (
    <div className={styles.page}>
      <div className={styles.inside}>
        <header className={styles.head}>
          <div>
            <h1 className={styles.title}>Engine room</h1>
            <p className={styles.words}>Whether the mail comes in, what is waiting, and what needs a person.</p>
          </div>
          <Button
            component="a"
            href="/admin/board"
            variant="default"
            rightSection={<IconExternalLink size={16} aria-hidden="true" />}
          >
            Expert view
          </Button>
        </header>
        <MailboxSection />
        <QueueSection />
        <QuarantineSection />
        <JunkSection />
      </div>
      <PaletteDoor />
    </div>
  )
}
