import { Button, Skeleton } from '@mantine/core'
import { IconShieldCheck } from '@tabler/icons-react'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { api, type Trouble } from '../api.ts'
import { BlankState } from '../shell/blank-state.tsx'
import { FaultState } from '../shell/fault-state.tsx'
import { number } from '../words/counts.ts'
import page from './admin-page.module.css'
import styles from './quarantine-section.module.css'
import { QuarantineTable } from './quarantine-table.tsx'
import { TroubleFilter } from './trouble-filter.tsx'

const EVERY = 15_000
/** While the poller is asked to fetch something. */
const SOON = 3000

/** The messages that could not be read: kept, with the reason, until a person has looked. */
export function QuarantineSection() {
  const [chosen, choose] = useState<Trouble | null>(null)
  const quarantine = useInfiniteQuery({
    queryKey: ['quarantine', chosen],
    queryFn: ({ pageParam }) => api.quarantine(chosen, pageParam),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.next,
    placeholderData: (before) => before,
    refetchInterval: ({ state }) =>
      state.data?.pages.some(({ messages }) => messages.some(({ fetchAskedAt }) => fetchAskedAt)) ? SOON : EVERY,
  })
  const messages = quarantine.data?.pages.flatMap((one) => one.messages)
  const { total = 0, groups = [] } = quarantine.data?.pages[0] ?? {}
  return (
    <section className={page.section} aria-labelledby="quarantine">
      <div className={page.bar}>
        <h2 className={page.heading} id="quarantine">
          Quarantine {total > 0 && <span className={styles.total}>{number(total)}</span>}
        </h2>
      </div>
      {quarantine.isPending && <Skeleton height={160} radius={16} />}
      {quarantine.isError && !messages && <FaultState error={quarantine.error} retry={() => quarantine.refetch()} />}
      {(groups.length > 1 || chosen) && <TroubleFilter groups={groups} total={total} chosen={chosen} choose={choose} />}
      {messages && (
        <div className={styles.frame}>
          {messages.length === 0 ? (
            <BlankState
              icon={IconShieldCheck}
              title={chosen ? 'None left of these' : 'Nothing in quarantine'}
              words="Every message could be read."
            />
          ) : (
            <QuarantineTable messages={messages} />
          )}
          {quarantine.hasNextPage && (
            <div className={styles.more}>
              <Button
                variant="default"
                loading={quarantine.isFetchingNextPage}
                onClick={() => quarantine.fetchNextPage()}
              >
                Show older ones
              </Button>
            </div>
          )}
        </div>
      )}
    </section>
  )
}
