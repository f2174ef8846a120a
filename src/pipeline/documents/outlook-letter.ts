/** A message that Outlook saved as a file, taken apart as one that came by mail. */
import type { Head } from '../head.ts'
import { parseHead } from '../parse.ts'
import type { Layout } from '../structure.ts'
import { askThread } from './ask-thread.ts'
import { partOf } from './inner-part.ts'

/** As long as any document but a PDF may take. */
const TIME = { processor: 2_000, clock: 8_000 }

/** The head and the parts of a .msg; null where it cannot be read. */
export async function openOutlookLetter(bytes: Uint8Array): Promise<{ head: Head; layout: Layout } | null> {
  const found = await askThread('outlook', bytes, TIME)
  if (typeof found === 'string' || found.letter === null) return null
  const { from, subject, header } = found.letter
  // Saved on the sender's side it has no header yet, or one without the sender.
  const sent = await parseHead(Buffer.from(header ?? '', 'latin1'))
  const head: Head = { ...sent, from: sent.from ?? from, subject: subject ?? sent.subject }
  const sections = found.section === null ? [] : [found.section]
  return { head, layout: { sections, files: found.files.map(partOf), cut: false } }
}
