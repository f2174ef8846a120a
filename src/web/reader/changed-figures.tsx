import { IconArrowRight } from '@tabler/icons-react'
import type { ArticleChanges } from '../api.ts'
import styles from './changed-figures.module.css'

/** Figures, dates and amounts that are others now, with the words in which they stand. */
export function ChangedFigures({ figures }: { figures: ArticleChanges['figures'] }) {
  if (figures.length === 0) return null
  return (
    <table className={styles.figures}>
      <caption>Changed figures</caption>
      <thead>
        <tr>
          <th scope="col">Was</th>
          <th scope="col">Is now</th>
          <th scope="col">Where</th>
        </tr>
      </thead>
      <tbody>
        {figures.map(({ from, to, paragraph, context }) => (
          <tr key={`${paragraph} ${from} ${to} ${context}`}>
            <td>
              <del dir="auto">{from}</del>
            </td>
            <td className={styles.to}>
              <IconArrowRight size={15} stroke={2} aria-hidden="true" />
              <ins dir="auto">{to}</ins>
            </td>
            <td className={styles.where} dir="auto">
              {paragraph === null ? 'Headline' : `…${context}…`}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
