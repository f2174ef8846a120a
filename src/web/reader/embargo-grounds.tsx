import type { ReleaseParts } from '../api.ts'
import { momentIn, zoneWords } from '../words/zoned-times.ts'
import styles from './embargo-grounds.module.css'

/** What the reading of an embargo rests on: its words, the time of receipt, the sender's clock, the desk's zone. */
export function EmbargoGrounds({ embargo, folded }: { embargo: ReleaseParts['embargo']; folded?: boolean }) {
  const { words, given } = embargo
  const grounds = (
    <dl className={styles.grounds}>
      {words !== null && <Ground term="Read from" words={`“${words}”`} auto />}
      <Ground term="Received" words={`${momentIn(given.deskZone, given.receivedAt)} ${zoneWords(given.deskZone)}`} />
      <Ground
        term="Sender’s clock"
        words={given.senderOffset === null ? 'not stated in the mail' : zoneWords(given.senderOffset)}
      />
      <Ground term="Desk’s zone" words={zoneWords(given.deskZone)} />
    </dl>
  )
  if (!folded) return grounds
  return (
    <details className={styles.fold}>
      <summary>How this was read</summary>
      {grounds}
    </details>
  )
}

function Ground({ term, words, auto }: { term: string; words: string; auto?: boolean }) {
  return (
    <div>
      <dt>{term}</dt>
      <dd dir={auto ? 'auto' : undefined}>{words}</dd>
    </div>
  )
}
