import { IconBolt, IconFileText } from '@tabler/icons-react'
import type { ArticleDetail } from '../api.ts'
import { Tag } from '../shell/tag.tsx'
import { copyAttributes } from '../words/languages.ts'
import { carrierOf, isUnsure } from '../words/sources.ts'
import { PartNote } from './part-note.tsx'
import styles from './release-head.module.css'

/** Whose release it is, its headline and its standfirst. */
export function ReleaseHead({ article }: { article: ArticleDetail }) {
  const { headline, standfirst } = article.parts
  const carrier = carrierOf(article)
  const copy = copyAttributes(article.language)
  return (
    <header className={styles.head}>
      <Kicker article={article} />
      <h2 className={styles.headline} {...copy}>
        {article.headline}
      </h2>
      <PartNote
        article={article}
        evidence={headline.evidence}
        unsure={isUnsure(headline) ? 'this may not be the headline' : null}
      />
      {standfirst && (
        <>
          <p className={styles.standfirst} {...copy}>
            {standfirst.value}
          </p>
          <PartNote
            article={article}
            evidence={standfirst.evidence}
            unsure={isUnsure(standfirst) ? 'this may be part of the copy' : null}
          />
        </>
      )}
      {carrier !== null && (
        <p className={styles.carrier}>
          <IconFileText size={17} stroke={1.8} aria-hidden="true" />
          <span>
            The release was read from <strong>{carrier}</strong>
          </span>
        </p>
      )}
    </header>
  )
}

function Kicker({ article }: { article: ArticleDetail }) {
  const { organisation, marks } = article.parts
  const immediate = marks.find(({ kind }) => kind === 'immediate')
  if (!organisation && !immediate) return null
  return (
    <div className={styles.kicker}>
      {organisation && (
        <span className={styles.organisation} dir="auto">
          {organisation.value}
        </span>
      )}
      {organisation && isUnsure(organisation) && (
        <span className={styles.unsure}>
          Not sure: {organisation.evidence ? 'it may be somebody else’s' : 'guessed from the sender’s address'}
        </span>
      )}
      {immediate && (
        <Tag tone="quiet" icon={IconBolt}>
          <span dir="auto">{immediate.words}</span>
        </Tag>
      )}
    </div>
  )
}
