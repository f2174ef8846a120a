import { type ReactNode, useEffect } from 'react'
import { Logo } from '../shell/logo.tsx'
import styles from './gate.module.css'

/** The frame of the pages before the desk. */
export function Gate({ title, words, children }: { title: string; words: string; children: ReactNode }) {
  useEffect(() => {
    document.title = `${title} · Copytaster`
  }, [title])
  return (
    <main className={styles.page}>
      <div className={styles.card}>
        <div className={styles.brand}>
          <Logo size={36} />
          Copytaster
        </div>
        <h1 className={styles.title}>{title}</h1>
        <p className={styles.words}>{words}</p>
        {children}
      </div>
    </main>
  )
}
