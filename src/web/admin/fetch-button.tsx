import { Button } from '@mantine/core'
import { type Icon, IconCloudDownload } from '@tabler/icons-react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { api } from '../api.ts'
import { toastRefused } from '../shell/toasts.tsx'
import styles from './quarantine-section.module.css'

interface FetchButtonProps {
  message: { id: string; fetchAskedAt: string | null }
  /** The list that the message is in. */
  list: 'quarantine' | 'junk'
  words: string
  icon?: Icon
}

/** Has a message fetched from the mailbox that was only listed; says so until it is. */
export function FetchButton({ message, list, words, icon: Mark = IconCloudDownload }: FetchButtonProps) {
  const queries = useQueryClient()
  const fetching = useMutation({
    mutationFn: () => api.fetchMessage(message.id),
    onSuccess: () => queries.invalidateQueries({ queryKey: [list] }),
    onError: (error) => toastRefused('Not fetched', error.message),
  })
  if (message.fetchAskedAt) return <output className={styles.asked}>Asked; fetched within a minute</output>
  return (
    <Button
      variant="light"
      size="compact-sm"
      leftSection={<Mark size={16} aria-hidden="true" />}
      loading={fetching.isPending}
      onClick={() => fetching.mutate()}
    >
      {words}
    </Button>
  )
}
