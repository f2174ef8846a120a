import { useLayoutEffect, useRef } from 'react'
import { copyAttributes } from '../words/languages.ts'
import styles from './clean-copy.module.css'
import { layOut } from './lay-out.ts'

interface CleanCopyProps {
  html: string
  text: string
  language: string | null
}

/** The only place where copy from mail enters the page. The server has sanitised it; the page's policy forbids scripts besides. */
export function CleanCopy({ html, text, language }: CleanCopyProps) {
  const container = useRef<HTMLDivElement>(null)
  useLayoutEffect(() => {
    container.current?.replaceChildren(layOut(html, text))
  }, [html, text])
  if (!html.trim() && !text.trim()) {
    return (
      <p className={`${styles.copy} ${styles.none}`}>This release has no text of its own. See what came with it.</p>
    )
  }
  return <div ref={container} className={styles.copy} {...copyAttributes(language)} />
}
