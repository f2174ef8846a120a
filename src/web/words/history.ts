import type { HistoryEntry } from '../api.ts'

const sentences: Record<string, string> = {
  filed: 'Filed',
  taken: 'Taken',
  'taken over': 'Taken over',
  accepted: 'Accepted',
  spiked: 'Spiked',
  undone: 'Last step undone',
}

/** One entry of the history as a sentence, such as `Accepted by Ana Lind`. */
export function historyWords(entry: HistoryEntry): string {
  const words = sentences[entry.action] ?? entry.action.charAt(0).toUpperCase() + entry.action.slice(1)
  return `${words} by ${entry.actor ?? 'Copytaster'}`
}
