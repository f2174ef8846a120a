/** `filed`: something is new in the history; `asked`: something is to be fetched. */
export type Ring = 'mail' | 'filed' | 'asked'

/** Wakes the one who waits; what rings while nobody waits is kept until the bell is answered. */
export interface Bell {
  ring(what: Ring): void
  /** Aborts when it rings; a new one after each answer. */
  readonly signal: AbortSignal
  answer(): Set<Ring>
}

export function openBell(): Bell {
  let rung = new Set<Ring>()
  let ringing = new AbortController()
  return {
    ring(what) {
      rung.add(what)
      ringing.abort()
    },
    get signal() {
      return ringing.signal
    },
    answer() {
      const answered = rung
      rung = new Set()
      ringing = new AbortController()
      return answered
    },
  }
}
