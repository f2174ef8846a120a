import { useEffect, useEffectEvent, useState } from 'react'
import type { ArticleStatus } from '../api.ts'

export interface ArticleEvent {
  articleId: string
  action: string
  status: ArticleStatus
  version: number
}

export type Lamp = 'connecting' | 'live' | 'reconnecting'

/** Long enough to gather a burst into one batch, short enough to look immediate. */
const GATHER = 120
const REOPEN = 3000

/**
 * Follows the desk's event stream. The browser resumes a broken stream by itself; where it gives up, a new one is opened.
 * `onGap` is called where events may have been missed: on a stream that resumes nothing, and where the server says so.
 */
export function useArticleEvents(onBatch: (events: ArticleEvent[]) => void, onGap: () => void): Lamp {
  const [lamp, setLamp] = useState<Lamp>('connecting')
  const batch = useEffectEvent(onBatch)
  const gap = useEffectEvent(onGap)

  useEffect(() => {
    let source: EventSource
    let reopening: ReturnType<typeof setTimeout> | undefined
    let gathering: ReturnType<typeof setTimeout> | undefined
    let gathered: ArticleEvent[] = []

    const flush = () => {
      const events = gathered
      gathered = []
      gathering = undefined
      batch(events)
    }
    const open = () => {
      source = new EventSource('/api/v1/events')
      source.addEventListener('open', () => setLamp('live'))
      source.addEventListener('ready', () => gap())
      source.addEventListener('reload', () => gap())
      source.addEventListener('error', () => {
        setLamp('reconnecting')
        if (source.readyState === EventSource.CLOSED) reopening = setTimeout(open, REOPEN)
      })
      source.addEventListener('article', (event: MessageEvent<string>) => {
        gathered.push(JSON.parse(event.data) as ArticleEvent)
        gathering ??= setTimeout(flush, GATHER)
      })
    }
    open()
    return () => {
      source.close()
      clearTimeout(reopening)
      clearTimeout(gathering)
    }
  }, [])
  return lamp
}
