import { Button, VisuallyHidden } from '@mantine/core'
import { IconCheck, IconCopy, IconMail, IconPhone } from '@tabler/icons-react'
import { useEffect, useState } from 'react'
import type { ReleaseParts } from '../api.ts'
import { toastRefused } from '../shell/toasts.tsx'
import styles from './contact-card.module.css'

type Contact = ReleaseParts['contacts'][number]

/** One person or office, with ways to write and to call, and all of it for the clipboard. */
export function ContactCard({ contact }: { contact: Contact }) {
  const { name, role, organisation, email, phones } = contact
  return (
    <div className={styles.card}>
      <div className={styles.who} dir="auto">
        <span className={styles.name}>{name ?? organisation ?? 'Press office'}</span>
        {role !== null && <span className={styles.quiet}>{role}</span>}
        {organisation !== null && name !== null && <span className={styles.quiet}>{organisation}</span>}
      </div>
      {email !== null && (
        <a className={styles.way} href={`mailto:${email.replace(/[?&#%]/g, encodeURIComponent)}`}>
          <IconMail size={17} stroke={1.8} aria-hidden="true" />
          <span>{email}</span>
        </a>
      )}
      {phones.map(({ number, words }) => (
        <a key={number} className={styles.way} href={`tel:${number.replace(/[^\d+*#;,]/g, '')}`}>
          <IconPhone size={17} stroke={1.8} aria-hidden="true" />
          <span dir="ltr">{words}</span>
        </a>
      ))}
      <CopyAll words={linesOf(contact)} whom={name ?? organisation ?? email ?? phones[0]?.words ?? ''} />
    </div>
  )
}

const COPIED_SHOWN_MS = 2500

function CopyAll({ words, whom }: { words: string; whom: string }) {
  const [copied, setCopied] = useState(false)
  useEffect(() => {
    if (!copied) return
    const timer = setTimeout(() => setCopied(false), COPIED_SHOWN_MS)
    return () => clearTimeout(timer)
  }, [copied])
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(words)
      setCopied(true)
    } catch {
      toastRefused('Not copied', 'Your browser does not allow it on this page. Select the words and copy them.')
    }
  }
  const Mark = copied ? IconCheck : IconCopy
  return (
    <>
      <Button
        className={styles.copy}
        variant="subtle"
        size="compact-sm"
        leftSection={<Mark size={16} stroke={1.8} aria-hidden="true" />}
        onClick={copy}
      >
        {copied ? 'Copied' : 'Copy'}
        <VisuallyHidden> {whom}</VisuallyHidden>
      </Button>
      <VisuallyHidden role="status">{copied ? `Copied: ${whom}` : ''}</VisuallyHidden>
    </>
  )
}

function linesOf({ name, role, organisation, email, phones }: Contact): string {
  return [name, role, organisation, email, ...phones.map(({ words }) => words)]
    .filter((line) => line !== null)
    .join('\n')
}
