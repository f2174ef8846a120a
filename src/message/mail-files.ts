import { createReadStream } from 'node:fs'
import { open, readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { isMbox, readMbox } from './mbox.ts'

/** A file that holds one message or an mbox of many. `size` in octets. */
export interface MailFile {
  path: string
  size: number
}

/**
 * Every mail file at these paths: a file as it is; of a Maildir `cur` and `new` and those of its subfolders; of another directory whatever
 * is named .eml or .mbox, at any depth. Throws (`ENOENT`) for a path that is not there.
 */
export async function findMailFiles(paths: readonly string[]): Promise<MailFile[]> {
  const found: MailFile[] = []
  for (const path of paths) {
    const there = await stat(path)
    if (there.isDirectory()) found.push(...(await filesIn(path)))
    else found.push({ path, size: there.size })
  }
  return found
}

/** The messages of one mail file in order, octet for octet; only one at a time is in memory. */
export async function* readMailFile(file: MailFile): AsyncGenerator<Buffer> {
  if (await startsAsMbox(file.path)) yield* readMbox(createReadStream(file.path))
  else yield Buffer.concat(await Array.fromAsync(createReadStream(file.path) as AsyncIterable<Buffer>))
}

async function filesIn(dir: string): Promise<MailFile[]> {
  const entries = (await readdir(dir, { withFileTypes: true })).sort((a, b) => (a.name < b.name ? -1 : 1))
  const names = new Set(entries.map((entry) => entry.name))
  const isMaildir = names.has('cur') && names.has('new')
  const found: MailFile[] = []
  for (const entry of entries) {
    const path = join(dir, entry.name)
    // A Maildir's `tmp` holds messages that were never finished (maildir(5)).
    if (entry.isDirectory() && !(isMaildir && entry.name === 'tmp')) found.push(...(await filesIn(path)))
    else if (entry.isFile() && (isMailName(entry.name) || isMaildirFolder(dir)))
      found.push({ path, size: (await stat(path)).size })
  }
  return found
}

function isMailName(name: string): boolean {
  return /\.(?:eml|mbox|mbx)$/i.test(name)
}

function isMaildirFolder(dir: string): boolean {
  return /\/(?:cur|new)\/?$/.test(dir)
}

async function startsAsMbox(path: string): Promise<boolean> {
  const file = await open(path)
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(1000), 0, 1000, 0)
    return isMbox(buffer.subarray(0, bytesRead))
  } finally {
    await file.close()
  }
}
