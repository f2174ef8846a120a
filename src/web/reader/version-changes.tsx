import { Button, Skeleton } from '@mantine/core'
import { IconArrowsDiff } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { api } from '../api.ts'
import { ChangedFigures } from './changed-figures.tsx'
import { Fold } from './fold.tsx'
import { WordDiff } from './word-diff.tsx'

interface VersionChangesProps {
  id: string
  against: string
  language: string | null
}

/** What a later version says otherwise: the figures at once, the words on request. */
export function VersionChanges({ id, against, language }: VersionChangesProps) {
  const changes = useQuery({ queryKey: ['changes', id, against], queryFn: () => api.changes(id, against) })
  if (changes.isPending) return <Skeleton height={14} width={220} mt={12} />
  if (changes.isError)
    return (
      <Button variant="subtle" size="compact-sm" mt={8} onClick={() => changes.refetch()}>
        What has changed could not be loaded. Try again
      </Button>
    )
  const { headline, paragraphs, figures, cut } = changes.data
  const isSame = headline.every(({ kind }) => kind === 'same') && paragraphs.every(({ kind }) => kind === 'same')
  if (isSame)
    return (
      <p>
        {cut
          ? 'No change was found in the part that can be compared.'
          : 'Headline and copy are the same, word for word.'}
      </p>
    )
  return (
    <>
      <ChangedFigures figures={figures} />
      <Fold icon={IconArrowsDiff} title="Changes word by word">
        <WordDiff changes={changes.data} language={language} />
      </Fold>
    </>
  )
}
