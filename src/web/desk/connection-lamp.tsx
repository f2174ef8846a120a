import styles from './connection-lamp.module.css'
import type { Lamp } from './use-article-events.ts'

const words: Record<Lamp, string> = { connecting: 'Connecting…', live: 'Live', reconnecting: 'Reconnecting…' }
const titles: Record<Lamp, string> = {
  connecting: 'Looking for new releases in a moment',
  live: 'New releases appear here by themselves',
  reconnecting: 'The connection was lost. Nothing is lost: what came in meanwhile appears once it is back.',
}

/** Whether the list is live, in words; the lamp is filled when it is and hollow when it is not. */
export function ConnectionLamp({ lamp }: { lamp: Lamp }) {
  return (
    <span role="status" className={`${styles.lamp} ${lamp === 'live' ? styles.live : ''}`} title={titles[lamp]}>
      <span className={styles.dot} aria-hidden="true" />
      {words[lamp]}
    </span>
  )
}
