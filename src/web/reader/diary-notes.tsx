import { IconCalendarEvent, IconCalendarOff } from '@tabler/icons-react'
import type { ArticleDetail, ReleaseParts } from '../api.ts'
import { Tag } from '../shell/tag.tsx'
import { diaryTimes } from '../words/diary.ts'
import sheet from './article-sheet.module.css'
import styles from './side-list.module.css'

type Note = ReleaseParts['diary'][number]

/** Events that the release invites to. */
export function DiaryNotes({ article }: { article: ArticleDetail }) {
  const { diary } = article.parts
  if (diary.length === 0) return null
  return (
    <section className={sheet.block} aria-label="For the diary">
      <h3 className={sheet.heading}>For the diary</h3>
      <ul className={styles.list}>
        {diary.map((note) => (
          <li key={`${note.summary} ${note.starts}`}>
            <IconCalendarEvent className={styles.mark} size={20} stroke={1.7} aria-hidden="true" />
            <DiaryWords note={note} file={nameOf(note, article)} />
          </li>
        ))}
      </ul>
    </section>
  )
}

function DiaryWords({ note, file }: { note: Note; file: string | null }) {
  return (
    <div className={styles.words}>
      <span className={styles.title} dir="auto">
        {note.summary}
        {note.cancelled && (
          <Tag tone="bad" icon={IconCalendarOff}>
            Cancelled
          </Tag>
        )}
      </span>
      <span>{diaryTimes(note)}</span>
      {note.place !== null && <span dir="auto">{note.place}</span>}
      {note.description !== null && (
        <span className={`${styles.quiet} ${styles.long}`} dir="auto">
          {note.description}
        </span>
      )}
      {file !== null && <span className={styles.quiet}>Read from {file}</span>}
    </div>
  )
}

function nameOf({ attachment }: Note, { attachments }: ArticleDetail): string | null {
  return attachments.find(({ position }) => position === attachment)?.name ?? null
}
