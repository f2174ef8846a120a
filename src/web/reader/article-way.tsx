import { Button } from '@mantine/core'
import { IconRoute } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { api } from '../api.ts'
import { WaySteps } from '../shell/way-steps.tsx'
import sheet from './article-sheet.module.css'

/** How the release got here, step by step, for those who look after the machine. */
export function ArticleWay({ articleId }: { articleId: string }) {
  const me = useQuery({ queryKey: ['me'], queryFn: api.me, staleTime: Number.POSITIVE_INFINITY })
  const [open, setOpen] = useState(false)
  if (me.data?.role !== 'admin') return null
  return (
    <section className={sheet.block} aria-label="Way of the message">
      <Button
        variant="default"
        leftSection={<IconRoute size={18} stroke={1.7} aria-hidden="true" />}
        aria-expanded={open}
        mb={open ? 'md' : 0}
        onClick={() => setOpen(!open)}
      >
        How it got here
      </Button>
      {open && <WaySteps of="articles" id={articleId} />}
    </section>
  )
}
