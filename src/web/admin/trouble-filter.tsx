import { Button } from '@mantine/core'
import { IconRefresh } from '@tabler/icons-react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { api, type Trouble, type TroubleGroup } from '../api.ts'
import { toastDone, toastRefused } from '../shell/toasts.tsx'
import { counted, number } from '../words/counts.ts'
import styles from './trouble-filter.module.css'

interface TroubleFilterProps {
  groups: TroubleGroup[]
  total: number
  chosen: Trouble | null
  choose: (trouble: Trouble | null) => void
}

/** The quarantine by trouble: what is the matter how often; one can be looked at by itself, and read again as a whole. */
export function TroubleFilter({ groups, total, chosen, choose }: TroubleFilterProps) {
  const reasons = [...new Map(groups.map((group) => [group.reason, group])).values()]
  const ofReason = groups.filter(({ reason }) => reason === chosen?.reason)
  const faults = ofReason.filter(({ fault }) => fault !== null)
  const shown = chosen?.fault === undefined ? ofReason : faults.filter(({ fault }) => fault === chosen.fault)
  return (
    <div className={styles.filter}>
      <fieldset className={styles.choices}>
        <legend className={styles.legend}>Why they are in quarantine</legend>
        <Choice words="All" count={total} pressed={chosen === null} onClick={() => choose(null)} />
        {reasons.map(({ reason, words }) => (
          <Choice
            key={reason}
            words={words}
            count={sum(groups.filter((group) => group.reason === reason))}
            pressed={reason === chosen?.reason}
            onClick={() => choose({ reason })}
          />
        ))}
      </fieldset>
      {chosen && faults.length > 0 && (
        <fieldset className={styles.choices}>
          <legend className={styles.legend}>Where it happened</legend>
          <Choice
            words="Wherever it happened"
            count={sum(ofReason)}
            pressed={chosen.fault === undefined}
            onClick={() => choose({ reason: chosen.reason })}
          />
          {faults.map(({ reason, fault, faultWords, count }) => (
            <Choice
              key={fault}
              words={capital(faultWords ?? '')}
              code={fault}
              count={count}
              pressed={fault === chosen.fault}
              onClick={() => choose({ reason, ...(fault !== null && { fault }) })}
            />
          ))}
        </fieldset>
      )}
      {chosen && sum(shown, 'replayable') > 0 && (
        <ReplayAll trouble={chosen} count={sum(shown, 'replayable')} done={() => choose(null)} />
      )}
    </div>
  )
}

function sum(groups: TroubleGroup[], what: 'count' | 'replayable' = 'count'): number {
  return groups.reduce((so, group) => so + group[what], 0)
}

function capital(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1)
}

function Choice(props: { words: string; code?: string | null; count: number; pressed: boolean; onClick: () => void }) {
  const { words, code, count, pressed, onClick } = props
  return (
    <button type="button" className={styles.choice} aria-pressed={pressed} onClick={onClick}>
      <span>
        {words}
        {code && <code className={styles.code}>{code}</code>}
      </span>
      <span className={styles.count}>{number(count)}</span>
    </button>
  )
}

function ReplayAll({ trouble, count, done }: { trouble: Trouble; count: number; done: () => void }) {
  const queries = useQueryClient()
  const replay = useMutation({
    mutationFn: () => api.replayTrouble(trouble),
    onSuccess: ({ replayed }) => {
      toastDone(`${counted(replayed, 'message')} being read again`)
      done()
      return queries.invalidateQueries({ queryKey: ['quarantine'] })
    },
    onError: (error) => toastRefused('Not tried again', error.message),
  })
  return (
    <Button
      variant="light"
      leftSection={<IconRefresh size={16} aria-hidden="true" />}
      loading={replay.isPending}
      onClick={() => replay.mutate()}
    >
      Replay all {number(count)} of these
    </Button>
  )
}
