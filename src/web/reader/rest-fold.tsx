import { IconTextPlus } from '@tabler/icons-react'
import type { ReleaseParts } from '../api.ts'
import { copyAttributes } from '../words/languages.ts'
import { Fold } from './fold.tsx'
import styles from './release-text.module.css'

interface RestFoldProps {
  rest: string
  marks: ReleaseParts['marks']
  language: string | null
}

/** Lines that belong to no part, and the words by which a press office marks its paper: nothing that was sent is out of sight. */
export function RestFold({ rest, marks, language }: RestFoldProps) {
  const copy = copyAttributes(language)
  const words = [...new Set(marks.map((mark) => mark.words))]
  if (rest.trim() === '' && words.length === 0) return null
  return (
    <Fold icon={IconTextPlus} title="Also in the message">
      {rest.trim() !== '' && (
        <div className={styles.text} {...copy}>
          {rest}
        </div>
      )}
      {words.length > 0 && (
        <p className={styles.marks}>
          Marks:
          {words.map((mark) => (
            <q key={mark} {...copy}>
              {mark}
            </q>
          ))}
        </p>
      )}
    </Fold>
  )
}
