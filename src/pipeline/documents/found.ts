/** What the reader of one format found in a file: passed between threads, so plain values only. */
import type { Address, DiaryNote } from '../draft.ts'
import type { Section } from '../structure.ts'

export interface Found {
  /** The text in the forms in which it stands there, or null. */
  section: Section | null
  /** Words beside the running text: page headers, footers, numbers. They are no copy, but may hold an embargo. */
  margin: string
  files: FoundFile[]
  /** Set where the file is a message. */
  letter: Letterhead | null
  diary: DiaryNote[]
  /** Why its text, or some of it, cannot be read: a sentence for an editor. */
  unread: string | null
}

export interface Letterhead {
  from: Address | null
  subject: string | null
  /** The header section with which it came, where that was kept; one character an octet. */
  header?: string
}

export interface FoundFile {
  name: string | null
  /** Lowercase media type as claimed, or as the name tells. */
  type: string
  /** Null where it was over a limit and was not unpacked. */
  content: Uint8Array | null
  /** Bytes, also where there is no content. */
  size: number
  contentId: string | null
  /** A picture of the text. */
  inline: boolean
  /** Set where `content` holds raw pixels. */
  pixels: Pixels | null
  unread: string | null
}

export interface Pixels {
  width: number
  height: number
  channels: 1 | 3 | 4
}

/** A finding with nothing but what is given. */
export function found(part: Partial<Found>): Found {
  return { section: null, margin: '', files: [], letter: null, diary: [], unread: null, ...part }
}

/** A file found inside another, with nothing but what is given. */
export function foundFile(
  name: string | null,
  type: string,
  content: Uint8Array,
  more: Partial<FoundFile> = {},
): FoundFile {
  return {
    name,
    type,
    content,
    size: content.length,
    contentId: null,
    inline: false,
    pixels: null,
    unread: null,
    ...more,
  }
}

/** The section of a text that is HTML. */
export function htmlSection(html: string): Section {
  return { text: null, html }
}

/** The section of a text without markup. */
export function textSection(value: string): Section {
  return { text: { value, flowed: false, delSp: false }, html: null }
}
