import { Button, Kbd } from '@mantine/core'
import { IconArrowBackUp, IconChevronLeft, IconCircleCheck, IconHandGrab, IconNeedle } from '@tabler/icons-react'
import type { ArticleDetail, Me } from '../api.ts'
import { StatusTag } from '../desk/status-tag.tsx'
import { type DeskAction, SHORTCUTS } from '../keys/shortcuts.ts'
import { useSingleKeys } from '../keys/single-keys.ts'
import styles from './verdict-bar.module.css'

interface VerdictBarProps {
  me: Me
  article: ArticleDetail | undefined
  act: (action: DeskAction) => void
}

const icons = { take: IconHandGrab, accept: IconCircleCheck, spike: IconNeedle, undo: IconArrowBackUp }

/** What can be decided about the release in view; on a phone it stands at the thumb. */
export function VerdictBar({ me, article, act }: VerdictBarProps) {
  const [singleKeys] = useSingleKeys()
  const button = (action: keyof typeof icons, label: string, filled = false) => {
    const Mark = icons[action]
    const [key] = SHORTCUTS[action].keys
    return (
      <Button
        key={action}
        variant={filled ? 'filled' : 'default'}
        size="sm"
        px="sm"
        leftSection={<Mark size={18} stroke={1.8} aria-hidden="true" />}
        rightSection={singleKeys && <Kbd className={`${styles.key} ${filled ? styles.onFill : ''}`}>{key}</Kbd>}
        aria-keyshortcuts={singleKeys ? key : undefined}
        disabled={!article}
        onClick={() => act(action)}
      >
        {label}
      </Button>
    )
  }
  const status = article?.status ?? 'draft'
  const settled = status === 'accepted' || status === 'spiked'
  const takenByOther = article?.status === 'taken' && article.takenBy?.id !== me.id
  const takeable = !article || article.status === 'draft' || takenByOther
  return (
    <div className={styles.bar} role="toolbar" aria-label="Decide">
      <Button
        className={styles.back}
        variant="subtle"
        px="xs"
        leftSection={<IconChevronLeft size={20} aria-hidden="true" />}
        onClick={() => act('back')}
      >
        List
      </Button>
      <div className={styles.verdicts}>
        {!settled && button('accept', 'Accept', true)}
        {status !== 'spiked' && button('spike', 'Spike')}
        {!settled && takeable && button('take', takenByOther ? 'Take over' : 'Take')}
        {article?.undoable && button('undo', 'Undo')}
      </div>
      <span className={styles.state}>{article && article.status !== 'draft' && <StatusTag article={article} />}</span>
    </div>
  )
}
