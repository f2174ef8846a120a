import {
  IconAlertTriangle,
  IconCircleCheck,
  IconClockExclamation,
  IconHeartOff,
  IconPlayerPause,
  IconSparkles,
} from '@tabler/icons-react'
import type { MailboxHealth } from '../api.ts'
import { Tag } from '../shell/tag.tsx'

const looks = {
  new: { tone: 'quiet', icon: IconSparkles, words: 'New' },
  good: { tone: 'good', icon: IconCircleCheck, words: 'Good' },
  late: { tone: 'warn', icon: IconClockExclamation, words: 'Late' },
  dead: { tone: 'bad', icon: IconHeartOff, words: 'Dead' },
  refused: { tone: 'bad', icon: IconAlertTriangle, words: 'Refused' },
  paused: { tone: 'quiet', icon: IconPlayerPause, words: 'Paused' },
} as const

/** The health of a mailbox in one word. */
export function HealthTag({ health }: { health: MailboxHealth['health'] }) {
  const { tone, icon, words } = looks[health]
  return (
    <Tag tone={tone} icon={icon}>
      {words}
    </Tag>
  )
}
