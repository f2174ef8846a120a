import { IconAlertTriangle, IconArrowsSplit, IconLock, IconLockOpen } from '@tabler/icons-react'
import type { ReleaseParts } from '../api.ts'
import { useNow } from '../words/times.ts'
import { momentBeside, momentIn, sameClock, timeLeft, zoneWords } from '../words/zoned-times.ts'
import { Banner } from './banner.tsx'
import { EmbargoGrounds } from './embargo-grounds.tsx'

type Embargo = ReleaseParts['embargo']

/** Until when the release must not be used, in the desk's time; where that is not certain, why. */
export function EmbargoBanner({ embargo }: { embargo: Embargo }) {
  if (embargo.certainty === 'none') return null
  if (embargo.certainty === 'certain' && embargo.instant !== null)
    return <CertainEmbargo embargo={embargo} instant={embargo.instant} />
  return <UnclearEmbargo embargo={embargo} />
}

function CertainEmbargo({ embargo, instant }: { embargo: Embargo; instant: string }) {
  const now = useNow()
  const { deskZone } = embargo.given
  const over = Date.parse(instant) <= now
  return (
    <Banner
      label="Embargo"
      tone={over ? 'quiet' : 'warn'}
      icon={over ? IconLockOpen : IconLock}
      title={
        <>
          {over ? 'The embargo ended' : 'Embargoed until'}{' '}
          <time dateTime={instant}>{`${momentIn(deskZone, instant)} ${zoneWords(deskZone)}`}</time>
        </>
      }
    >
      <p>{[capitalised(timeLeft(instant, now)), ...otherClocks(embargo, instant)].join(' · ')}</p>
      <EmbargoGrounds embargo={embargo} folded />
    </Banner>
  )
}

function UnclearEmbargo({ embargo }: { embargo: Embargo }) {
  const now = useNow()
  const { certainty, instant, reasons, given } = embargo
  const conflict = certainty === 'conflict'
  return (
    <Banner
      label="Embargo"
      tone="bad"
      icon={conflict ? IconArrowsSplit : IconAlertTriangle}
      title={
        conflict
          ? 'The embargo contradicts itself: it counts as embargoed'
          : 'Embargo not certain: it counts as embargoed'
      }
    >
      <ul>
        {reasons.map((reason) => (
          <li key={reason}>{reason}</li>
        ))}
      </ul>
      <p>
        {instant === null ? (
          'No time could be read.'
        ) : (
          <>
            {conflict ? 'One of the times: ' : 'Likeliest: '}
            <time dateTime={instant}>{`${momentIn(given.deskZone, instant)} ${zoneWords(given.deskZone)}`}</time>
            {`, ${[timeLeft(instant, now), ...otherClocks(embargo, instant)].join(' · ')}`}
          </>
        )}
      </p>
      <EmbargoGrounds embargo={embargo} />
    </Banner>
  )
}

/** The same moment as the release states it and as the reader's own clock will show it, where those differ from the desk's. */
function otherClocks({ zone, given: { deskZone } }: Embargo, instant: string): string[] {
  const stated = zone !== null && !sameClock(zone, deskZone, instant)
  const abroad = !sameClock(undefined, deskZone, instant)
  return [
    ...(stated ? [`stated as ${momentBeside(zone, instant, deskZone)} ${zoneWords(zone)}`] : []),
    ...(abroad ? [`your time ${momentBeside(undefined, instant, deskZone)}`] : []),
  ]
}

function capitalised(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1)
}
