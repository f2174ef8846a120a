import { Button, Progress } from '@mantine/core'
import {
  type Icon,
  IconInbox,
  IconMailOff,
  IconMailOpened,
  IconPlayerPause,
  IconPlugConnectedX,
} from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { api, type Intake } from '../api.ts'
import { navigate } from '../route.ts'
import { BlankState } from '../shell/blank-state.tsx'
import { number } from '../words/counts.ts'
import { ListSkeleton } from './list-skeleton.tsx'
import styles from './new-blank.module.css'

const AGAIN_MS = { reading: 2_000, others: 15_000 }

/** Why there are no new releases: all are read, none can come, or the first are on their way. */
export function NewBlank() {
  const intake = useQuery({
    queryKey: ['intake'],
    queryFn: api.intake,
    staleTime: 0,
    refetchInterval: ({ state }) => (state.data?.state === 'reading' ? AGAIN_MS.reading : AGAIN_MS.others),
  })
  const me = useQuery({ queryKey: ['me'], queryFn: api.me, staleTime: Number.POSITIVE_INFINITY })
  if (intake.isPending) return <ListSkeleton />
  const { state, read, found } = intake.data ?? { state: 'open', read: 0, found: 0 }
  const { icon, title, words } = BLANKS[state]
  return (
    <BlankState icon={icon} title={title} words={words}>
      {state === 'reading' && <ReadSoFar read={read} found={found} />}
      {BLANKS[state].forAdmins && me.data?.role === 'admin' && (
        <Button variant="default" onClick={() => navigate('/admin')}>
          Open the engine room
        </Button>
      )}
    </BlankState>
  )
}

function ReadSoFar({ read, found }: Pick<Intake, 'read' | 'found'>) {
  if (found === 0) return null
  return (
    <div className={styles.progress}>
      <Progress value={(read / found) * 100} aria-label="Messages read" />
      <p className={styles.words}>
        {number(read)} of {number(found)} messages read
      </p>
    </div>
  )
}

interface Blank {
  icon: Icon
  title: string
  words: string
  /** An admin can do something about it. */
  forAdmins: boolean
}

const BLANKS: Readonly<Record<Intake['state'], Blank>> = {
  open: { icon: IconInbox, title: 'All read', words: 'New releases appear here by themselves.', forAdmins: false },
  reading: {
    icon: IconMailOpened,
    title: 'Reading the first messages…',
    words: 'Releases appear here as they are read.',
    forAdmins: false,
  },
  none: {
    icon: IconMailOff,
    title: 'No mailbox yet',
    words: 'Releases appear here once an admin has added a mailbox.',
    forAdmins: true,
  },
  paused: {
    icon: IconPlayerPause,
    title: 'Every mailbox is paused',
    words: 'New releases wait on the server until an admin resumes one.',
    forAdmins: true,
  },
  unreachable: {
    icon: IconPlugConnectedX,
    title: 'The mailbox cannot be opened',
    words: 'It is tried again by itself. What is wrong stands in the engine room, for admins.',
    forAdmins: true,
  },
}
