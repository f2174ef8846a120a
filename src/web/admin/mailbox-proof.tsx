import { Progress } from '@mantine/core'
import { IconShieldCheck } from '@tabler/icons-react'
import type { MailboxHealth } from '../api.ts'
import { number } from '../words/counts.ts'
import { absoluteTime, timeAgo, useNow } from '../words/times.ts'
import styles from './mailbox-proof.module.css'

/** That everything which the server lists is accounted for, and since when this is known; what is missing as a bar. */
export function MailboxProof({ proof }: { proof: MailboxHealth['proof'] }) {
  const now = useNow()
  if (!proof) return null
  const { words, listed, accounted, provenAt } = proof
  const complete = accounted >= listed
  return (
    <div className={styles.proof}>
      <p className={styles.words}>
        <IconShieldCheck
          className={complete ? styles.whole : styles.partly}
          size={18}
          stroke={1.8}
          aria-hidden="true"
        />
        <span>
          {words}.{' '}
          <time className={styles.age} dateTime={provenAt} title={absoluteTime(provenAt)}>
            {complete ? 'Proven' : 'Counted'} {timeAgo(provenAt, now)}.
          </time>
        </span>
      </p>
      {!complete && (
        <>
          <Progress value={(accounted / listed) * 100} aria-label="Collected" className={styles.bar} />
          <div className={styles.age}>
            {number(accounted)} of {number(listed)} collected
          </div>
        </>
      )}
    </div>
  )
}
