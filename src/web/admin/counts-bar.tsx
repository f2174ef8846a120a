import type { MailboxHealth } from '../api.ts'
import { number } from '../words/counts.ts'
import styles from './counts-bar.module.css'

type Counts = MailboxHealth['counts']

const ofMail: [keyof Counts, string][] = [
  ['filed', 'Drafts'],
  ['received', 'Waiting'],
  ['ignored', 'Ignored'],
  ['duplicate', 'Duplicates'],
  ['quarantined', 'In quarantine'],
  ['gone', 'Gone before fetched'],
]
/** What is ignored in a Junk folder lies there; the rest was asked for. */
const ofJunk: [keyof Counts, string][] = [['ignored', 'In Junk'], ...ofMail.filter(([state]) => state !== 'ignored')]

/** What became of a mailbox's messages, as lengths and as numbers. */
export function CountsBar({ counts, listOnly }: Pick<MailboxHealth, 'counts' | 'listOnly'>) {
  const parts = listOnly ? ofJunk : ofMail
  const some = parts.filter(([state]) => counts[state] > 0 || state === parts[0]?.[0])
  return (
    <div>
      <div className={styles.bar} aria-hidden="true">
        {some
          .filter(([state]) => counts[state] > 0)
          .map(([state]) => (
            <span key={state} className={`${styles.part} ${styles[state]}`} style={{ flexGrow: counts[state] }} />
          ))}
      </div>
      <dl className={styles.legend}>
        {some.map(([state, words]) => (
          <div key={state} className={`${styles.entry} ${styles[state]}`}>
            <dt>{words}</dt>
            <dd>{number(counts[state])}</dd>
          </div>
        ))}
      </dl>
    </div>
  )
}
