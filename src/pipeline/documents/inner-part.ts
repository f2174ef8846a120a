/** A file found inside another as a file of the message. */
import type { FilePart } from '../structure.ts'
import type { FoundFile } from './found.ts'

/** The part with the file's bytes; without them it is one that was over the limit. */
export function partOf(file: FoundFile): FilePart {
  const chunks = file.content === null ? [] : [file.content]
  return {
    leaf: {
      type: file.type,
      filename: file.name,
      contentId: file.contentId,
      related: file.inline,
      chunks,
      size: file.size,
    },
    declaredType: file.type,
    disposition: file.inline ? 'inline' : 'attachment',
    headerLines: [],
    ...(file.unread !== null && { unread: file.unread }),
  }
}
