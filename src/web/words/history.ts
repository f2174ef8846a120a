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
  if (entry.action === 'copy-received') return copyWords(entry.detail.recipients)
  const words = sentences[entry.action] ?? entry.action.charAt(0).toUpperCase() + entry.action.slice(1)
  return `${words} by ${entry.actor ?? 'Copytaster'}`
}

function copyWords(recipients: unknown): string {
  const [first] = Array.isArray(recipients) ? recipients : []
  return typeof first === 'string' ? `Another copy came in at ${first}` : 'Another copy came in'
}
