import { Loader } from '@mantine/core'
import { IconCircleCheck, IconCircleX } from '@tabler/icons-react'
import { useEffect, useState } from 'react'
import type { MailboxTest, MailboxTestStep } from '../api.ts'
import styles from './test-steps.module.css'

const names: Record<MailboxTestStep['step'], string> = {
  dns: 'Find the server',
  connect: 'Connect safely',
  login: 'Sign in',
  folder: 'Open the folder',
  capabilities: 'What the server can do',
}
const PACE = 280

interface TestStepsProps {
  pending: boolean
  test: MailboxTest | undefined
  error: Error | null
}

/** A mailbox test, told one step after the other. */
export function TestSteps({ pending, test, error }: TestStepsProps) {
  const [shown, setShown] = useState(0)
  const total = test?.steps.length ?? 0
  useEffect(() => {
    if (pending) setShown(0)
    else if (shown < total) {
      const timer = setTimeout(() => setShown(shown + 1), PACE)
      return () => clearTimeout(timer)
    }
    return undefined
  }, [pending, shown, total])

  return (
    <ol className={styles.steps} aria-live="polite" aria-label="Test">
      {test?.steps.slice(0, shown).map(({ step, passed, words }) => (
        <Step key={step} name={names[step]} passed={passed} words={words} />
      ))}
      {error && <Step name="The test did not run" passed={false} words={error.message} />}
      {(pending || shown < total) && (
        <li className={styles.step}>
          <span className={styles.icon}>
            <Loader size={18} aria-hidden="true" />
          </span>
          <span className={styles.words}>
            {test ? 'Checking…' : 'Trying the mailbox, this can take a few seconds…'}
          </span>
        </li>
      )}
      {test?.passed && shown >= total && !pending && (
        <Step name="All is well" passed words="This mailbox can be collected from." />
      )}
    </ol>
  )
}

function Step({ name, passed, words }: { name: string; passed: boolean; words: string }) {
  const Mark = passed ? IconCircleCheck : IconCircleX
  return (
    <li className={`${styles.step} ${passed ? styles.passed : styles.failed}`}>
      <Mark className={styles.icon} size={18} aria-label={passed ? 'Passed' : 'Failed'} />
      <span>
        <strong>{name}</strong> <span className={styles.words}>{words}</span>
      </span>
    </li>
  )
}
