import { Skeleton } from '@mantine/core'

const rows = ['a', 'b', 'c', 'd', 'e', 'f', 'g']

/** Rows to come. */
export function ListSkeleton() {
  return (
    <div role="status" aria-label="Loading releases">
      {rows.map((row) => (
        <div key={row} style={{ padding: '16px 20px', borderBottom: '1px solid var(--rule)' }}>
          <Skeleton height={10} width="38%" mb={12} />
          <Skeleton height={14} width="92%" mb={8} />
          <Skeleton height={10} width="74%" />
        </div>
      ))}
    </div>
  )
}
