import { IconCopy } from '@tabler/icons-react'
import type { ArticleDetail } from '../api.ts'
import { counted } from '../words/counts.ts'
import { listed } from '../words/lists.ts'
import { absoluteTime } from '../words/times.ts'
import styles from './received-copies.module.css'

type Copy = ArticleDetail['copies'][number]

/** Of a message to many addresses, as many as fit a line. */
const SHOWN = 3

/** Where else the release came in, so that nobody looks for the second one. */
export function ReceivedCopies({ article }: { article: ArticleDetail }) {
  const { copies, copyCount } = article
  if (copies.length < 2) return null
  const places = placesOf(copies)
  const more = copyCount - copies.length
  return (
    <section className={styles.copies} aria-label="Copies">
      <p className={styles.lead}>
        <IconCopy size={18} stroke={1.8} aria-hidden="true" />
        <span>
          {counted(copyCount, 'copy', 'copies')} of this release:{' '}
          {places.length > 1 ? `received at ${listed(places)}` : `all received at ${places[0]}`}
        </span>
      </p>
      <ul className={styles.list}>
        {copies.map((copy) => (
          <li key={`${copy.receivedAt} ${copy.messageId} ${copy.mailboxName}`}>
            <span className={styles.place}>{addressesOf(copy)}</span>{' '}
            <time dateTime={copy.receivedAt}>{absoluteTime(copy.receivedAt)}</time>
            {copy.reason === null && <span> · shown here</span>}
          </li>
        ))}
      </ul>
      {more > 0 && <p className={styles.quiet}>And {counted(more, 'more copy', 'more copies')}.</p>}
    </section>
  )
}

/** The address at which each was delivered; where all name the same one first, all that they name. */
function placesOf(copies: Copy[]): string[] {
  const firsts = new Set(copies.map((copy) => copy.recipients[0] ?? copy.mailboxName))
  return [...(firsts.size > 1 ? firsts : new Set([...firsts, ...copies.flatMap(({ recipients }) => recipients)]))]
}

function addressesOf({ recipients, mailboxName }: Copy): string {
  const shown = recipients.slice(0, SHOWN)
  const more = recipients.length - shown.length
  return listed([...shown, ...(more > 0 ? [counted(more, 'more address', 'more addresses')] : [])]) || mailboxName
}
