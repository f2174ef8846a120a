import { Button } from '@mantine/core'
import { IconStack2 } from '@tabler/icons-react'
import type { ArticleDetail } from '../api.ts'
import { counted } from '../words/counts.ts'
import styles from './learnt-note.module.css'

export const STORY_SECTION = 'also-told'

/** That others tell the same story, and the way down to them. Its own versions are told of above. */
export function StoryLine({ article }: { article: ArticleDetail }) {
  const { story, corrects, correctedIn } = article
  const versions = [article.id, corrects?.id, correctedIn?.id]
  const others = story.articles.filter(({ id }) => !versions.includes(id))
  if (others.length === 0) return null
  const adds = story.adds.some(({ what, articleId }) => what !== 'sender' && !versions.includes(articleId))
  const one = others.length === 1
  return (
    <div className={styles.note}>
      <IconStack2 size={18} stroke={1.8} aria-hidden="true" />
      <span>{counted(others.length, 'other release tells', 'other releases tell')} this story.</span>
      <Button variant="default" size="compact-sm" onClick={goThere}>
        {adds ? `See what ${one ? 'it adds' : 'they add'}` : `See ${one ? 'it' : 'them'}`}
      </Button>
    </div>
  )
}

function goThere() {
  const section = document.getElementById(STORY_SECTION)
  section?.scrollIntoView({ block: 'start' })
  section?.focus({ preventScroll: true })
}
