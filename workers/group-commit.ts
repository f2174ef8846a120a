/** Takes what must be committed in order, several at a time. */
export interface GroupCommit<T> {
  /** Resolves when there is room for more. Rejects once a commit has failed. */
  add(one: T): Promise<void>
  /** Resolves when everything is committed. Rejects when a commit has failed; nothing after that one was committed. */
  finish(): Promise<void>
  /** What was added and will not be committed, after a failure. */
  uncommitted(): readonly T[]
}

/** Group commit: whatever is added while a group is being committed makes the next group, so that its members share the waits for the disk. */
export function groupCommit<T>(commit: (group: T[]) => Promise<void>, most: number): GroupCommit<T> {
  const waiting: T[] = []
  let current = Promise.resolve()
  let running: Promise<void> | undefined
  const run = async () => {
    while (waiting.length > 0) {
      current = commit(waiting.splice(0))
      await current
    }
    running = undefined
  }
  return {
    async add(one) {
      waiting.push(one)
      running ??= run()
      running.catch(() => {}) // Told by current, below, or by finish.
      if (waiting.length >= most) await current
    },
    async finish() {
      await running
    },
    uncommitted: () => waiting,
  }
}
