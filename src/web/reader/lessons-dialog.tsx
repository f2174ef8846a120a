import { Button, Modal, Skeleton, VisuallyHidden } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { api, type Lesson } from '../api.ts'
import { FaultState } from '../shell/fault-state.tsx'
import { Refusal } from '../shell/refusal.tsx'
import { partName, ruleWords } from '../words/lessons.ts'
import { absoluteTime, timeAgo, useNow } from '../words/times.ts'
import styles from './lessons-dialog.module.css'

/** What editors taught about the releases of one sender; each of it can be forgotten. */
export function LessonsDialog({ address, close }: { address: string; close: () => void }) {
  const queries = useQueryClient()
  const lessons = useQuery({ queryKey: ['lessons', address], queryFn: () => api.lessons(address), staleTime: 0 })
  const forget = useMutation({
    mutationFn: (id: string) => api.forgetLesson(id),
    onSettled: () => queries.invalidateQueries({ queryKey: ['lessons', address] }),
  })
  return (
    <Modal opened onClose={close} title="Taught for this sender" closeButtonProps={{ 'aria-label': 'Close' }}>
      <p className={styles.lead}>
        Used for each release from <strong>{address}</strong>. What is forgotten is no longer used from the next release
        on; those on the desk stay as they are.
      </p>
      <Refusal error={forget.error} />
      {lessons.isPending && <Skeleton height={18} />}
      {lessons.isError && <FaultState error={lessons.error} retry={() => lessons.refetch()} />}
      <ul className={styles.lessons}>
        {lessons.data?.map((lesson) => (
          <LessonRow
            key={lesson.id}
            lesson={lesson}
            forgetting={forget.isPending && forget.variables === lesson.id}
            forget={() => forget.mutate(lesson.id)}
          />
        ))}
      </ul>
      <p role="status" className={styles.lead}>
        {lessons.data?.length === 0 && 'Nothing is taught for this sender any more.'}
        {forget.isSuccess && lessons.data && lessons.data.length > 0 && 'Forgotten.'}
      </p>
    </Modal>
  )
}

interface LessonRowProps {
  lesson: Lesson
  forgetting: boolean
  forget: () => void
}

function LessonRow({ lesson: { part, rule, taughtBy, taughtAt }, forgetting, forget }: LessonRowProps) {
  const now = useNow()
  const name = partName(part)
  return (
    <li>
      <div className={styles.words}>
        <span className={styles.part}>{name.charAt(0).toUpperCase() + name.slice(1)}</span>
        <span>{ruleWords(rule)}</span>
        <span className={styles.quiet}>
          Taught {taughtBy !== null && `by ${taughtBy} `}
          <time dateTime={taughtAt} title={absoluteTime(taughtAt)}>
            {timeAgo(taughtAt, now)}
          </time>
        </span>
      </div>
      <Button variant="default" size="sm" loading={forgetting} onClick={forget}>
        Forget
        <VisuallyHidden> {name}</VisuallyHidden>
      </Button>
    </li>
  )
}
