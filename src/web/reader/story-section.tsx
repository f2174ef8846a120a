import type { ArticleDetail } from '../api.ts'
import { StatusTag } from '../desk/status-tag.tsx'
import { VersionTag } from '../desk/version-tag.tsx'
import { Disc } from '../shell/disc.tsx'
import { senderName } from '../words/people.ts'
import { absoluteTime, clockTime, useNow } from '../words/times.ts'
import { partStory } from '../words/versions.ts'
import { momentIn, zoneWords } from '../words/zoned-times.ts'
import { ArticleLink } from './article-link.tsx'
import sheet from './article-sheet.module.css'
import { STORY_SECTION } from './story-line.tsx'
import styles from './story-section.module.css'

type Told = ArticleDetail['story']['articles'][number]
type Addition = ArticleDetail['story']['adds'][number]

/** The other releases of the story: none is thrown away, each says what it has that this one has not. */
export function StorySection({ article }: { article: ArticleDetail }) {
  const { versions, copies } = partStory(article.story.articles, article.id)
  return (
    <>
      <StoryList id="other-versions" heading="Other versions" others={versions} article={article} />
      <StoryList id={STORY_SECTION} heading="Other copies of this story" others={copies} article={article} />
    </>
  )
}

function StoryList({ id, heading, others, article }: StoryListProps) {
  if (others.length === 0) return null
  const { story, parts } = article
  return (
    <section className={`${sheet.block} ${styles.section}`} id={id} tabIndex={-1} aria-labelledby={`${id}-heading`}>
      <h3 className={sheet.heading} id={`${id}-heading`}>
        {heading}
      </h3>
      <ul className={styles.list}>
        {others.map((other) => (
          <li key={other.id}>
            <ToldBy
              other={other}
              adds={story.adds.filter(({ articleId }) => articleId === other.id)}
              zone={parts.embargo.given.deskZone}
              replacedBy={story.articles.find(({ corrects }) => corrects === other.id)?.correction ?? null}
            />
          </li>
        ))}
      </ul>
    </section>
  )
}

interface StoryListProps {
  id: string
  heading: string
  others: Told[]
  article: ArticleDetail
}

interface ToldByProps {
  other: Told
  adds: Addition[]
  zone: string
  /** What the next version of it does; null: there is none. */
  replacedBy: Told['correction']
}

function ToldBy({ other, adds, zone, replacedBy }: ToldByProps) {
  const now = useNow()
  const isVersion = other.correction !== null
  // A correction is longer by the words that say so, and who sent it stands beside it.
  const added = adds.filter(({ what }) => what !== 'sender' && !(isVersion && what === 'longer text'))
  return (
    <>
      <Disc name={senderName(other)} size={36} />
      <div className={styles.words}>
        <ArticleLink id={other.id} status={other.status}>
          {other.headline}
        </ArticleLink>
        <span className={styles.facts}>
          <span>{senderName(other)}</span>
          <time dateTime={other.receivedAt} title={absoluteTime(other.receivedAt)}>
            {clockTime(other.receivedAt, now)}
          </time>
          <StatusTag article={{ status: other.status, takenBy: null }} />
          <VersionTag article={{ ...other, correctedBy: replacedBy }} />
        </span>
        {added.length > 0 && (
          <ul className={styles.adds}>
            {added.map(({ what, words }) => (
              <li key={`${what} ${words}`}>{additionWords(what, words, zone)}</li>
            ))}
          </ul>
        )}
      </div>
    </>
  )
}

const ADDS: Readonly<Record<Addition['what'], string>> = {
  photos: 'Has',
  'later embargo': 'Has a later embargo:',
  embargo: 'Has an embargo:',
  contacts: 'Names other contacts:',
  'longer text': 'Is longer:',
  sender: 'Comes from',
}

function additionWords(what: Addition['what'], words: string, zone: string): string {
  const isMoment = /^\d{4}-\d{2}-\d{2}T/.test(words)
  if (what === 'embargo' && !isMoment) return `Has ${words}`
  return `${ADDS[what]} ${isMoment ? `${momentIn(zone, words)} ${zoneWords(zone)}` : words}`
}
