import { IconBuilding } from '@tabler/icons-react'
import { Fragment } from 'react'
import type { ReleaseParts } from '../api.ts'
import { copyAttributes } from '../words/languages.ts'
import { Fold } from './fold.tsx'
import styles from './release-text.module.css'

interface BoilerplateFoldProps {
  boilerplate: ReleaseParts['boilerplate']
  language: string | null
}

/** What each organisation says of itself every time. */
export function BoilerplateFold({ boilerplate, language }: BoilerplateFoldProps) {
  if (boilerplate.length === 0) return null
  const copy = copyAttributes(language)
  const headings = boilerplate.flatMap(({ heading }) => heading ?? [])
  return (
    <Fold icon={IconBuilding} title={['Boilerplate', headings.join(', ')].filter(Boolean).join(': ')}>
      {boilerplate.map(({ heading, text }) => (
        <Fragment key={text}>
          {heading !== null && (
            <h4 className={styles.heading} {...copy}>
              {heading}
            </h4>
          )}
          <div className={styles.text} {...copy}>
            {text}
          </div>
        </Fragment>
      ))}
    </Fold>
  )
}
