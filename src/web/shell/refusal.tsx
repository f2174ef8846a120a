import { Alert } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import styles from './refusal.module.css'

/** Why a form was not accepted, read out as it appears. */
export function Refusal({ error }: { error: Error | null }) {
  if (!error) return null
  return (
    <Alert
      role="alert"
      className={styles.refusal}
      classNames={{ message: styles.words, icon: styles.words }}
      icon={<IconAlertTriangle size={18} aria-hidden="true" />}
    >
      {error.message}
    </Alert>
  )
}
