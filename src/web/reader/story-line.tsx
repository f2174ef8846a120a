import { Button } from '@mantine/core'
import { IconCopy } from '@tabler/icons-react'
import type { ArticleDetail } from '../api.ts'
import { counted } from '../words/counts.ts'
import { partStory } from '../words/versions.ts'
import styles from './learnt-note.module.css'

export const STORY_SECTION = 'other-copies'

/** That there are other copies of the story, and the way down to them. Its own versions are told of above. */
export function StoryLine({ article }: { article: ArticleDetail }) {
  const { articles, adds: added } = article.story
  const { copies } = partStory(articles, article.id)
  // Of a copy that has versions the last one counts, as on the desk's list.
  const others = copies.filter(({ id }) => !copies.some(({ corrects }) => corrects === id))
  if (others.length === 0) return null
  const adds = added.some(({ what, articleId }) => what !== 'sender' && copies.some(({ id }) => id === articleId))
  const one = others.length === 1
  return (
    <div className={styles.note}>
      <IconCopy size={18} stroke={1.8} aria-hidden="true" />
      <span>{counted(others.length, 'other copy', 'other copies')} of this story came in.</span>
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
