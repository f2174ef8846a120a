/** The places between listing a message and marking it as filed at which a test may let the process die, in order. */
export const CRASH_POINTS = {
  'after-list': 'the messages are listed, none is fetched',
  'after-fetch': 'their sources lie in temporary files',
  'after-blob-rename': 'the blobs are on disk under their hashes, no row points at them',
  'before-record-commit': 'rows and cursor are written, not committed',
  'after-record-commit': 'the messages are recorded, the queue knows nothing of them',
  'after-enqueue': 'the queue has the messages',
  'after-claim': 'a worker has claimed them',
  'after-read': 'they are read, nothing of it is stored',
  'after-attachments': 'the attachments are stored',
  'before-filing-commit': 'articles and verdicts are written, not committed',
  'after-filing-commit': 'they are filed, the queue does not know yet',
  'after-mark': 'the server has the keyword, the ledger does not know yet',
  'after-mark-noted': 'the ledger knows of the keyword',
  'after-requeue': 'upkeep has queued stranded messages, the ledger does not know yet',
} as const

export type CrashPoint = keyof typeof CRASH_POINTS

/** Where to die: at the `passing`th time (from 1) that a process passes the point. */
export interface CrashSetting {
  point: CrashPoint
  passing: number
}

let armed: CrashSetting | undefined
let die = killProcess

/** Makes this process die at a point, by SIGKILL unless a test says how. Undefined disarms. */
export function armCrashPoint(setting: CrashSetting | undefined, how: () => void = killProcess): void {
  armed = setting && { ...setting }
  die = how
}

/** Costs a comparison unless `COPYTASTER_CRASH_AT` names the point. */
export function crashPoint(point: CrashPoint): void {
  if (armed?.point !== point) return
  armed.passing -= 1
  if (armed.passing === 0) die()
}

/** As a power cut would: nothing is closed, flushed or rolled back. */
function killProcess(): void {
  process.kill(process.pid, 'SIGKILL')
}
