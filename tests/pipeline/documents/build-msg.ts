/** Outlook's .msg for tests: MS-OXMSG in a compound file, which msgreader's own writer makes. */
import { burn } from '@kenjiuno/msgreader/lib/Burner.js'

interface Saved {
  subject?: string
  from?: { name: string; address: string }
  body?: string
  html?: string
  files?: readonly { name: string; content: Uint8Array }[]
}

type Entry = Parameters<typeof burn>[0][number]
const DIRECTORY = 1
const DOCUMENT = 2
const ROOT = 5

/** The bytes of a .msg. */
export function msgOf({ subject, from, body, html, files = [] }: Saved): Uint8Array {
  const entries: Entry[] = [{ name: 'Root Entry', type: ROOT, length: 0, children: [] }]
  const add = (parent: number, name: string, type: number, content: Uint8Array = new Uint8Array()): number => {
    // A copy: the writer takes the whole buffer, of which small ones share theirs.
    const octets = Uint8Array.from(content)
    entries.push({ name, type, length: octets.length, binaryProvider: () => octets, children: [] })
    const index = entries.length - 1
    entries[parent]?.children?.push(index)
    return index
  }
  const text = (parent: number, id: string, value: string | undefined) => {
    if (value !== undefined) add(parent, `__substg1.0_${id}001F`, DOCUMENT, Buffer.from(value, 'utf16le'))
  }
  add(0, '__properties_version1.0', DOCUMENT, Buffer.alloc(32))
  text(0, '0037', subject)
  text(0, '0C1A', from?.name)
  text(0, '5D01', from?.address)
  text(0, '1000', body)
  if (html !== undefined) add(0, '__substg1.0_10130102', DOCUMENT, Buffer.from(html, 'utf8'))
  for (const [index, { name, content }] of files.entries()) {
    const folder = add(0, `__attach_version1.0_#0000000${index}`, DIRECTORY)
    add(folder, '__properties_version1.0', DOCUMENT, Buffer.alloc(8))
    text(folder, '3707', name)
    add(folder, '__substg1.0_37010102', DOCUMENT, content)
  }
  return burn(entries)
}
