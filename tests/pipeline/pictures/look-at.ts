import { describeFile } from '../../../src/pipeline/attachments.ts'
import { type Copy, readCopy } from '../../../src/pipeline/copy.ts'
import type { ReadDocument } from '../../../src/pipeline/documents/open-files.ts'
import type { AttachedFile, Attachment, Picture } from '../../../src/pipeline/draft.ts'
import { gather } from '../../../src/pipeline/given.ts'
import { readPictures } from '../../../src/pipeline/pictures/read-pictures.ts'
import { readSubject } from '../../../src/pipeline/subject.ts'

export interface Sent {
  name: string
  content: Uint8Array
  contentId?: string
  within?: number
}

export interface Mail {
  text?: string
  html?: string
  language?: string
  files: readonly Sent[]
  /** What was read in files: documents, or messages where they are letters. */
  documents?: readonly { position: number; text?: string; html?: string; letter?: boolean }[]
}

export type SeenPicture = Attachment & { picture: Picture }

/** Reads the pictures of a message that is given by its parts. */
export async function lookAt({
  text,
  html,
  language,
  files,
  documents = [],
}: Mail): Promise<{ seen: SeenPicture[]; previews: AttachedFile[] }> {
  const copy = copyOf({ text, html })
  const circumstances = { receivedAt: new Date(0), zone: 'UTC', lessons: [] }
  const given = gather(circumstances, readSubject('News'), copy.source, language ?? 'en', null)
  const parts = files.map(({ name, content, contentId = null, within }, index) =>
    describeFile(
      {
        leaf: {
          type: 'application/octet-stream',
          filename: name,
          contentId,
          related: contentId !== null,
          chunks: [content],
          size: content.length,
        },
        declaredType: 'application/octet-stream',
        disposition: contentId === null ? 'attachment' : 'inline',
        headerLines: [],
        ...(within !== undefined && { within }),
      },
      index + 1,
    ),
  )
  const { attachments, previews } = await readPictures(await Promise.all(parts), copy, given, documents.map(documentOf))
  return { seen: attachments as SeenPicture[], previews }
}

function copyOf({ text, html }: { text?: string | undefined; html?: string | undefined }): Copy {
  const plain = text === undefined ? null : { value: text, flowed: false, delSp: false }
  return readCopy([{ text: plain, html: html ?? null }], { isReply: false, isForward: false })
}

function documentOf({ position, letter = false, ...words }: NonNullable<Mail['documents']>[number]): ReadDocument {
  const copy = copyOf(words)
  return {
    position,
    text: copy.body.text,
    blocks: copy.blocks,
    format: letter ? 'message' : 'docx',
    name: null,
    letter: letter ? { from: null, subject: null } : null,
    copy,
  }
}
