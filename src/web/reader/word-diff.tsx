import { Fragment } from 'react'
import type { ArticleChanges } from '../api.ts'
import { counted } from '../words/counts.ts'
import { copyAttributes } from '../words/languages.ts'
import styles from './word-diff.module.css'

type Piece = ArticleChanges['headline'][number]
type Paragraph = ArticleChanges['paragraphs'][number]

/** Two versions in one text: what went is struck through, what came is underlined; paragraphs that stayed are only counted. */
export function WordDiff({ changes, language }: { changes: ArticleChanges; language: string | null }) {
  return (
    <div className={styles.diff} {...copyAttributes(language)}>
      <p className={styles.headline}>
        <Pieces pieces={changes.headline} />
      </p>
      {runsOf(changes.paragraphs).map(({ at, unchanged, paragraph }) =>
        unchanged > 0 ? (
          <p key={at} className={styles.same} lang="en" dir="ltr">
            {counted(unchanged, 'paragraph')} unchanged
          </p>
        ) : (
          <p key={at}>
            <Pieces pieces={paragraph.pieces} />
          </p>
        ),
      )}
      {changes.cut && (
        <p className={styles.same} lang="en" dir="ltr">
          The rest is too long to be compared word by word.
        </p>
      )}
    </div>
  )
}

function Pieces({ pieces }: { pieces: Piece[] }) {
  let from = 0
  return pieces.map(({ kind, text }, at) => {
    const key = from
    from += text.length + 1
    const Mark = MARKS[kind]
    return (
      <Fragment key={key}>
        {areRunTogether(pieces[at - 1]?.text ?? '', text) && ' '}
        <Mark>{text}</Mark>
      </Fragment>
    )
  })
}

const MARKS = { same: 'span', removed: 'del', added: 'ins' } as const

/** Where the one version ends and the other goes on, the word before has no space behind it. */
function areRunTogether(before: string, text: string): boolean {
  return /(?:[.,:;!?]|[\p{L}\p{N}])$/u.test(before) && /^[\p{L}\p{N}]/u.test(text) && !UNSPACED.test(text)
}

const UNSPACED = /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]/u

/** The paragraphs, with each run of unchanged ones as one. */
function runsOf(paragraphs: Paragraph[]) {
  const runs: { at: number; unchanged: number; paragraph: Paragraph }[] = []
  for (const [at, paragraph] of paragraphs.entries()) {
    const last = runs.at(-1)
    if (paragraph.kind === 'same' && last && last.unchanged > 0) last.unchanged++
    else runs.push({ at, unchanged: paragraph.kind === 'same' ? 1 : 0, paragraph })
  }
  return runs
}
