import type { QueueHealth } from '../api.ts'
import { number } from '../words/counts.ts'
import { duration } from '../words/times.ts'
import card from './admin-page.module.css'
import styles from './queue-section.module.css'

/** One queue in plain words and six figures. */
export function QueueCard({ queue }: { queue: QueueHealth }) {
  const { waiting, running, retrying, failed, perMinute, oldestSeconds } = queue
  const figures: [string, string][] = [
    ['Waiting', number(waiting)],
    ['Being read', number(running)],
    ['To be tried again', number(retrying)],
    ['Failed', number(failed)],
    ['A minute', perMinute > 0 && perMinute < 10 ? perMinute.toFixed(1) : number(Math.round(perMinute))],
    ['Oldest waits', oldestSeconds === null ? '–' : duration(oldestSeconds)],
  ]
  return (
    <article className={card.card} aria-label={`Queue ${queue.name}`}>
      <p className={styles.words}>{queue.words}</p>
      <dl className={styles.figures}>
        {figures.map(([words, figure]) => (
          <div key={words} className={`${styles.figure} ${words === 'Failed' && failed > 0 ? styles.bad : ''}`}>
            <dt>{words}</dt>
            <dd>{figure}</dd>
          </div>
        ))}
      </dl>
    </article>
  )
}
