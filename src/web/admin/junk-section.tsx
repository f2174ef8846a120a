import { Button } from '@mantine/core'
import { IconMailOff } from '@tabler/icons-react'
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { api } from '../api.ts'
import { BlankState } from '../shell/blank-state.tsx'
import { FaultState } from '../shell/fault-state.tsx'
import page from './admin-page.module.css'
import { JunkTable } from './junk-table.tsx'
import styles from './quarantine-section.module.css'

const EVERY = 15_000
/** While the poller is asked to fetch something. */
const SOON = 3000

/** What lies in Junk folders, where there is one that is looked into: a release may have landed there. */
export function JunkSection() {
  const mailboxes = useQuery({ queryKey: ['mailboxes'], queryFn: api.mailboxes })
  return mailboxes.data?.some(({ listOnly }) => listOnly) ? <JunkList /> : null
}

function JunkList() {
  const junk = useInfiniteQuery({
    queryKey: ['junk'],
    queryFn: ({ pageParam }) => api.junk(pageParam),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.next,
    refetchInterval: ({ state }) =>
      state.data?.pages.some(({ messages }) => messages.some(({ fetchAskedAt }) => fetchAskedAt)) ? SOON : EVERY,
  })
  const messages = junk.data?.pages.flatMap((one) => one.messages)
  return (
    <section className={page.section} aria-labelledby="junk">
      <div className={page.bar}>
        <div>
          <h2 className={page.heading} id="junk">
            In Junk
          </h2>
          <p className={page.words}>What the mail server took for spam. A release may be among it: file it then.</p>
        </div>
      </div>
      {junk.isError && !messages && <FaultState error={junk.error} retry={() => junk.refetch()} />}
      {messages && (
        <div className={styles.frame}>
          {messages.length === 0 ? (
            <BlankState icon={IconMailOff} title="Nothing in Junk" words="Nothing was taken for spam." />
          ) : (
            <JunkTable messages={messages} />
          )}
          {junk.hasNextPage && (
            <div className={styles.more}>
              <Button variant="default" loading={junk.isFetchingNextPage} onClick={() => junk.fetchNextPage()}>
                Show older ones
              </Button>
            </div>
          )}
        </div>
      )}
    </section>
  )
}
