import { IconLink } from '@tabler/icons-react'
import { counted } from '../words/counts.ts'
import styles from './beside.module.css'
import { Fold } from './fold.tsx'

/** Where the release points to, each address in full, so that it can be judged before it is followed. */
export function LinkList({ links }: { links: string[] }) {
  const web = [...new Set(links)].filter((link) => /^(https?|mailto|tel):/i.test(link))
  if (web.length === 0) return null
  return (
    <Fold icon={IconLink} title={counted(web.length, 'link')}>
      <ul className={styles.list}>
        {web.map((link) => (
          <li key={link}>
            <a href={link} target="_blank" rel="noopener noreferrer">
              {link}
            </a>
          </li>
        ))}
      </ul>
    </Fold>
  )
}
