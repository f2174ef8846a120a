import { Button } from '@mantine/core'
import { IconFileDownload } from '@tabler/icons-react'
import type { ArticleDetail } from '../api.ts'
import styles from './source-line.module.css'

/** The way back to the message as it was received. */
export function SourceLine({ article }: { article: ArticleDetail }) {
  return (
    <div className={styles.line}>
      <span className={styles.subject}>
        {article.subject ? `Subject of the mail: ${article.subject}` : 'The mail had no subject.'}
      </span>
      <Button
        component="a"
        href={article.sourceHref}
        download
        variant="default"
        size="sm"
        leftSection={<IconFileDownload size={18} stroke={1.7} aria-hidden="true" />}
      >
        Download original
      </Button>
    </div>
  )
}
