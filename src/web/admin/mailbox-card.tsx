import type { MailboxHealth } from '../api.ts'
import card from './admin-page.module.css'
import { CountsBar } from './counts-bar.tsx'
import { HealthTag } from './health-tag.tsx'
import { MailboxActs } from './mailbox-acts.tsx'
import styles from './mailbox-card.module.css'
import { MailboxEvents } from './mailbox-events.tsx'
import { MailboxProof } from './mailbox-proof.tsx'
import { MailboxSigns } from './mailbox-signs.tsx'

/** One mailbox: whether it is alive, whether all is accounted for, what came out of it, and what can be done. */
export function MailboxCard({ mailbox }: { mailbox: MailboxHealth }) {
  return (
    <article className={card.card} aria-label={mailbox.name}>
      <div className={styles.top}>
        <div>
          <h3 className={styles.name}>{mailbox.name}</h3>
          <div className={styles.address}>{mailbox.address}</div>
        </div>
        <HealthTag health={mailbox.health} />
      </div>
      <p className={styles.words}>{mailbox.words}</p>
      {mailbox.kind === 'imap' && <MailboxSigns mailbox={mailbox} />}
      <MailboxProof proof={mailbox.proof} />
      <CountsBar counts={mailbox.counts} listOnly={mailbox.listOnly} />
      <MailboxEvents events={mailbox.events} />
      {mailbox.kind === 'imap' && <MailboxActs mailbox={mailbox} />}
    </article>
  )
}
