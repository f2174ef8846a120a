import type { ArticleDetail } from '../api.ts'
import { copyAttributes } from '../words/languages.ts'
import { isUnsure } from '../words/sources.ts'
import sheet from './article-sheet.module.css'
import { PartNote } from './part-note.tsx'
import styles from './release-text.module.css'

/** What the release says to editors and not to readers. */
export function NotesToEditors({ article }: { article: ArticleDetail }) {
  const { notes } = article.parts
  if (!notes) return null
  return (
    <section className={sheet.block} aria-label="Notes to editors">
      <h3 className={sheet.heading}>Notes to editors</h3>
      <div className={styles.text} {...copyAttributes(article.language)}>
        {notes.value}
      </div>
      <PartNote
        article={article}
        evidence={notes.evidence}
        unsure={isUnsure(notes) ? 'where the notes begin or end' : null}
      />
    </section>
  )
}
