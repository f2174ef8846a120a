import { IconAlertOctagon, IconFileDiff } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { type ArticleDetail, api } from '../api.ts'
import { copyAttributes } from '../words/languages.ts'
import { absoluteTime, clockTime, useNow } from '../words/times.ts'
import { correctionNote, STANDING, VERSION_WORDS } from '../words/versions.ts'
import { ArticleLink } from './article-link.tsx'
import { Banner } from './banner.tsx'
import { VersionChanges } from './version-changes.tsx'

type Version = NonNullable<ArticleDetail['corrects']>

/** Whether a later release corrects this one, and which earlier one this corrects, with what is different. */
export function VersionBanners({ article }: { article: ArticleDetail }) {
  const { correctedIn, corrects, correction } = article
  return (
    <>
      {correctedIn && <LaterVersion article={article} later={correctedIn} />}
      {corrects && <EarlierVersion article={article} earlier={corrects} />}
      {!corrects && correction && <UnknownVersion article={article} kind={correction} />}
    </>
  )
}

function LaterVersion({ article, later }: { article: ArticleDetail; later: Version }) {
  const now = useNow()
  const kind = later.kind ?? 'update'
  const recalled = kind === 'recall'
  return (
    <Banner
      label="Later version"
      tone={recalled ? 'bad' : 'warn'}
      icon={recalled ? IconAlertOctagon : IconFileDiff}
      title={
        <>
          {recalled
            ? 'Recalled by the sender'
            : `Version ${article.versionInStory}: ${VERSION_WORDS[kind].past.toLowerCase()} by version ${article.versionInStory + 1}`}
          {', '}
          <time dateTime={later.receivedAt} title={absoluteTime(later.receivedAt)}>
            {clockTime(later.receivedAt, now)}
          </time>
          {recalled && ': do not use this release'}
        </>
      }
    >
      <Standing article={article} />
      <p>
        {recalled ? 'The recall: ' : 'Read instead: '}
        <ArticleLink id={later.id} status={later.status}>
          {later.headline}
        </ArticleLink>
      </p>
      {!recalled && <VersionChanges id={later.id} against={article.id} language={article.language} />}
    </Banner>
  )
}

/** That it is in use already, which is what makes a correction urgent. */
function Standing({ article: { status, takenBy } }: { article: ArticleDetail }) {
  const me = useQuery({ queryKey: ['me'], queryFn: api.me, staleTime: Number.POSITIVE_INFINITY })
  if (status !== 'accepted' && status !== 'taken') return null
  const who = takenBy?.id === me.data?.id ? 'You have' : `${takenBy?.name ?? 'Somebody'} has`
  return (
    <p>
      <strong>{status === 'accepted' ? 'This one is already accepted.' : `${who} taken this one.`}</strong>
    </p>
  )
}

function EarlierVersion({ article, earlier }: { article: ArticleDetail; earlier: Version }) {
  const now = useNow()
  const kind = article.correction ?? 'update'
  const recall = kind === 'recall'
  return (
    <Banner
      label="Earlier version"
      tone={recall ? 'bad' : 'accent'}
      icon={recall ? IconAlertOctagon : IconFileDiff}
      title={
        recall
          ? 'The sender recalls an earlier release'
          : `Version ${article.versionInStory}: ${VERSION_WORDS[kind].verb.toLowerCase()} version ${article.versionInStory - 1}`
      }
    >
      <p>
        <ArticleLink id={earlier.id} status={earlier.status}>
          {earlier.headline}
        </ArticleLink>
        {`, received ${clockTime(earlier.receivedAt, now)}, ${STANDING[earlier.status]}`}
      </p>
      <Words article={article} />
      {!recall && <VersionChanges id={article.id} against={earlier.id} language={article.language} />}
    </Banner>
  )
}

function UnknownVersion({ article, kind }: { article: ArticleDetail; kind: NonNullable<ArticleDetail['correction']> }) {
  return (
    <Banner
      label="Earlier version"
      tone={kind === 'recall' ? 'bad' : 'warn'}
      icon={kind === 'recall' ? IconAlertOctagon : IconFileDiff}
      title={`${VERSION_WORDS[kind].verb} an earlier release that was not found here`}
    >
      <p>It may have come to another address, or before the desk began to collect.</p>
      <Words article={article} />
    </Banner>
  )
}

/** Why there is another version, as the sender says it. */
function Words({ article: { correctionWords, parts, language } }: { article: ArticleDetail }) {
  const note = correctionNote(correctionWords?.words ?? null, parts.rest)
  if (note === null) return null
  return (
    <p>
      The sender says: <q {...copyAttributes(language)}>{note}</q>
    </p>
  )
}
