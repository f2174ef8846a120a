import { IconQuote } from '@tabler/icons-react'
import type { ReleaseParts } from '../api.ts'
import { counted } from '../words/counts.ts'
import { copyAttributes } from '../words/languages.ts'
import { Fold } from './fold.tsx'
import styles from './release-text.module.css'

/** Who said what, to be found without reading the whole copy. */
export function QuoteFold({ quotes, language }: { quotes: ReleaseParts['quotes']; language: string | null }) {
  if (quotes.length === 0) return null
  const copy = copyAttributes(language)
  return (
    <Fold icon={IconQuote} title={counted(quotes.length, 'quote')}>
      <ul className={styles.quotes}>
        {quotes.map(({ words, speaker, title }) => (
          <li key={`${speaker} ${words}`}>
            <figure>
              <blockquote {...copy}>“{words}”</blockquote>
              <figcaption>
                {speaker === null ? (
                  'Who says so was not found'
                ) : (
                  <span {...copy}>{[speaker, title].filter((part) => part !== null).join(', ')}</span>
                )}
              </figcaption>
            </figure>
          </li>
        ))}
      </ul>
    </Fold>
  )
}
