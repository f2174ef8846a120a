import { readdirSync, readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { composeMessage, messageIdOf } from './compose.ts'
import { type CopyFile, parseCopyFile, requiredField } from './copy-file.ts'

/** One invented mail to a news desk: the whole RFC 5322 message and when the demo mailbox received it. */
export interface SampleRelease {
  receivedAt: Date
  source: Buffer
}

const copyFiles = readCopyFiles(new URL('copy/', import.meta.url))

/**
 * The mail that waits in the demo mailbox, oldest first, received over the 30 hours before `now`. The same `now` gives
 * the same octets. Among the releases is what every desk gets besides: an auto-reply and a bounce, a correction, the
 * same release from a second sender, one forwarded by a colleague, one in a file alone, one with hostile HTML. In the last
 * hour lie those that show how a release is read.
 */
export async function sampleReleases(now: Date): Promise<SampleRelease[]> {
  const waiting = copyFiles.filter(({ fields }) => fields.has('ago')).sort((a, b) => minutesAgo(b) - minutesAgo(a))
  return Promise.all(waiting.map((file) => composeRelease(file, receivedAtOf(file, now), now)))
}

/** Releases that come in while the demo runs, in order. Call each with the time at which it is sent. */
export const tricklingReleases: readonly ((now: Date) => Promise<SampleRelease>)[] = copyFiles
  .filter(({ fields }) => fields.has('trickle'))
  .sort((a, b) => Number(requiredField(a, 'Trickle')) - Number(requiredField(b, 'Trickle')))
  .map((file) => (now: Date) => composeRelease(file, now, now))

async function composeRelease(file: CopyFile, receivedAt: Date, now: Date): Promise<SampleRelease> {
  const answered = file.fields.get('answers')?.[0]
  const original = answered === undefined ? undefined : copyFileNamed(answered)
  const copied = file.fields.get('copy-of')?.[0]
  const complete = copied === undefined ? file : { ...file, copy: copyFileNamed(copied).copy }
  const source = await composeMessage(
    complete,
    receivedAt,
    original && messageIdOf(original, receivedAtOf(original, now)),
  )
  return { receivedAt, source }
}

function receivedAtOf(file: CopyFile, now: Date): Date {
  const wholeSecond = Math.floor(now.getTime() / 1000) * 1000
  return new Date(wholeSecond - minutesAgo(file) * 60_000)
}

/** Reads `Ago: 26:10`, hours and minutes before now. */
function minutesAgo(file: CopyFile): number {
  const [hours, minutes] = requiredField(file, 'Ago').split(':').map(Number)
  if (hours === undefined || minutes === undefined) throw new Error(`${file.slug}: write Ago as hours:minutes`)
  return hours * 60 + minutes
}

function copyFileNamed(slug: string): CopyFile {
  const file = copyFiles.find((candidate) => candidate.slug === slug)
  if (!file) throw new Error(`demo/copy/${slug}.txt is named by another file but is not there`)
  return file
}

function readCopyFiles(folder: URL): CopyFile[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.txt'))
    .map((name) => parseCopyFile(basename(name, '.txt'), readFileSync(new URL(name, folder), 'utf8')))
}
