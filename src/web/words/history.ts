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
  if (entry.action === 'corrects' || entry.action === 'corrected') return versionWords(entry)
  if (entry.action === 'part corrected')
    return `${partName(entry.detail.part)} corrected by ${entry.actor ?? 'Copytaster'}`
  if (entry.action === 'read again') return rereadWords(entry.detail.parts)
  if (entry.action === 'story joined') return 'Found to tell the same story as another release'
  const words = sentences[entry.action] ?? entry.action.charAt(0).toUpperCase() + entry.action.slice(1)
  return `${words} by ${entry.actor ?? 'Copytaster'}`
}

function partName(part: unknown): string {
  return typeof part === 'string' ? part.charAt(0).toUpperCase() + part.slice(1) : 'A part'
}

function rereadWords(parts: unknown): string {
  return Array.isArray(parts)
    ? `Read again by Copytaster, with another ${parts.join(', ')}`
    : 'Read again by Copytaster'
}

function copyWords(recipients: unknown): string {
  const [first] = Array.isArray(recipients) ? recipients : []
  return typeof first === 'string' ? `Another copy came in at ${first}` : 'Another copy came in'
}

const VERSIONS = { correction: 'Correct', update: 'Update', recall: 'Recall' } as const

function versionWords({ action, detail }: HistoryEntry): string {
  const kind = detail.kind === 'update' || detail.kind === 'recall' ? detail.kind : 'correction'
  const verb = VERSIONS[kind]
  const past = `${verb}${verb.endsWith('e') ? 'd' : 'ed'}`
  if (action === 'corrects')
    return detail.of === null
      ? `${verb}s an earlier release, which was not found`
      : `${verb}s an earlier release: ${detail.headline}`
  const standing =
    detail.status === 'taken' || detail.status === 'accepted' ? `, after it had been ${detail.status}` : ''
  return `${past} by a later release${standing}: ${detail.headline}`
}
