import { Button, Skeleton } from '@mantine/core'
import { IconShieldCheck } from '@tabler/icons-react'
import { useInfiniteQuery } from '@tanstack/react-query'
import { api } from '../api.ts'
import { BlankState } from '../shell/blank-state.tsx'
import { FaultState } from '../shell/fault-state.tsx'
import { number } from '../words/counts.ts'
import page from './admin-page.module.css'
import styles from './quarantine-section.module.css'
import { QuarantineTable } from './quarantine-table.tsx'

/** The messages that could not be read: kept, with the reason, until a person has looked. */
export function QuarantineSection() {
  const quarantine = useInfiniteQuery({
    queryKey: ['quarantine'],
    queryFn: ({ pageParam }) => api.quarantine(pageParam),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.next,
    refetchInterval: 15_000,
  })
  const messages = quarantine.data?.pages.flatMap((one) => one.messages)
  const total = quarantine.data?.pages[0]?.total ?? 0
  return (
    <section className={page.section} aria-labelledby="quarantine">
      <div className={page.bar}>
        <h2 className={page.heading} id="quarantine">
          Quarantine {total > 0 && <span className={styles.total}>{number(total)}</span>}
        </h2>
      </div>
      {quarantine.isPending && <Skeleton height={160} radius={16} />}
      {quarantine.isError && !messages && <FaultState error={quarantine.error} retry={() => quarantine.refetch()} />}
      {messages && (
        <div className={styles.frame}>
          {messages.length === 0 ? (
            <BlankState icon={IconShieldCheck} title="Nothing in quarantine" words="Every message could be read." />
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
