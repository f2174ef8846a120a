/** Tells photos from logos and spacers, and reads what is known of them. */
import type { Copy } from '../copy.ts'
import type { ReadDocument } from '../documents/open-files.ts'
import type { AttachedFile, Attachment, Picture } from '../draft.ts'
import type { Given } from '../given.ts'
import { linesOf } from '../lines.ts'
import { assignCaptions, settle } from './assign.ts'
import { CAPTION_LINE } from './caption-cues.ts'
import { type Caption, findCaptions } from './captions.ts'
import { type CaptionParts, splitCaption } from './credit.ts'
import { type Decode, isPicture, makePreview, startDecoding } from './decode.ts'
import { cleanField, type PictureRecord, readRecord } from './record.ts'
import { roleOf } from './role.ts'
import { findShowings, type Showing } from './shown.ts'

export interface Described {
  attachment: Attachment
  file: AttachedFile | null
}

/** More pictures than an editor would look through; those of a whole archive get no preview. */
const MAX_PREVIEWS = 200
const MAX_CAPTION_BELOW = 300
/** Of the XMP of all pictures: a tenth of a second a MiB. What Photoshop keeps of a long day's edits is one. */
const MAX_XMP = 8 * 1024 * 1024
/** Word and those who unpack documents number pictures. */
const NAMELESS = /^(?:image|picture|img|bild|grafik|object|page)?[-_ ]?[0-9a-f]{0,40}(?:[-_ ]\d{1,4})?\.\w{3,4}$/i

/** The attachments with the roles and records of the pictures among them; previews come as further `files`. */
export async function readPictures(
  described: readonly Described[],
  copy: Copy,
  given: Given,
  documents: readonly ReadDocument[] = [],
): Promise<{ attachments: Attachment[]; previews: AttachedFile[] }> {
  if (!described.some(({ attachment, file }) => file !== null && isPicture(attachment.type)))
    return { attachments: described.map(({ attachment }) => attachment), previews: [] }
  const album = openAlbum(described, copy, given, documents)
  const attachments: Attachment[] = []
  for (const one of described) attachments.push(await readPicture(one, album))
  return { attachments: addCaptions(attachments, album), previews: [...album.previews.values()] }
}

/** What the pictures of one message are read with. */
interface Album {
  decode: Decode
  /** XMP that may still be read. */
  left: { characters: number }
  /** Where pictures are shown, by the place of the file whose pages show them; null: in the message itself. */
  showings: ReadonlyMap<number | null, readonly Showing[]>
  /** The places of the documents that were read, and not only unpacked. */
  documents: ReadonlySet<number>
  captions: readonly Caption[]
  signature: ReadonlySet<string>
  repeats: ReadonlyMap<string, number>
  languages: readonly string[]
  /** By hash of the original: the same picture twice is read once. */
  known: Map<string, Pick<Attachment, 'role' | 'unread' | 'picture'>>
  previews: Map<string, AttachedFile>
}

function openAlbum(
  described: readonly Described[],
  copy: Copy,
  given: Given,
  documents: readonly ReadDocument[],
): Album {
  const pictures = described.filter(({ attachment }) => isPicture(attachment.type))
  const repeats = new Map<string, number>()
  for (const { attachment } of pictures) repeats.set(attachment.sha256, (repeats.get(attachment.sha256) ?? 0) + 1)
  const blocks = [copy.blocks, ...documents.map((one) => one.blocks).filter((one) => one !== copy.blocks)]
  // The copy may be one of the documents.
  const lines = new Set(blocks.flatMap((one) => linesOf(one).map(({ text }) => text)))
  lines.delete('')
  return {
    decode: startDecoding(),
    left: { characters: MAX_XMP },
    showings: new Map([
      [null, findShowings(copy.pages)],
      ...documents.map(({ position, copy }) => [position, findShowings(copy.pages)] as const),
    ]),
    documents: new Set(documents.filter(({ letter }) => letter === null).map(({ position }) => position)),
    captions: findCaptions(
      [...lines],
      pictures.map(({ attachment }) => attachment.name),
    ),
    signature: new Set(copy.signature.map((line) => line.trim())),
    repeats,
    languages: given.languages,
    known: new Map(),
    previews: new Map(),
  }
}

async function readPicture({ attachment, file }: Described, album: Album): Promise<Attachment> {
  if (file === null || !isPicture(attachment.type)) return attachment
  const showings = showingsOf(attachment, album)
  const key = `${attachment.sha256} ${showings.length > 0} ${attachment.name} ${attachment.within}`
  const known = album.known.get(key) ?? (await look(attachment, file, showings, album))
  album.known.set(key, known)
  return { ...attachment, ...known, unread: attachment.unread ?? known.unread }
}

async function look(
  { name, type, disposition, sha256, within }: Attachment,
  file: AttachedFile,
  showings: readonly Showing[],
  album: Album,
): Promise<Pick<Attachment, 'role' | 'unread' | 'picture'>> {
  const seen = await album.decode(file.content, type)
  const pixels = 'raw' in seen ? seen : null
  const record = await readRecord(file.content, type, album.languages, seen.xmp, album.left)
  const { width, height } = seen
  const role = roleOf({
    name,
    type,
    width,
    height,
    pixels,
    record,
    showings,
    inline: disposition === 'inline',
    embedded: within !== null && album.documents.has(within) && NAMELESS.test(name),
    repeats: album.repeats.get(sha256) ?? 1,
    named: album.captions.some((caption) => caption.name === name),
    signature: album.signature,
  })
  const worth = role === 'photo' || role === 'graphic'
  const made = worth && pixels !== null && album.previews.size < MAX_PREVIEWS ? await makePreview(pixels) : null
  if (made) album.previews.set(made.file.sha256, made.file)
  const alt = cleanField(showings.find((one) => one.alt !== null)?.alt ?? null, 300)
  const picture: Picture = { width, height, ...factsOf(record), alt, preview: made?.preview ?? null }
  return { role, unread: 'reason' in seen && role !== 'icon' && role !== 'spacer' ? seen.reason : null, picture }
}

function factsOf({ camera: _, ...facts }: PictureRecord): Omit<PictureRecord, 'camera'> {
  return facts
}

function showingsOf({ contentId, name, within }: Attachment, album: Album): readonly Showing[] {
  const showings = album.showings.get(within) ?? []
  if (showings.length === 0) return showings
  const id = contentId?.toLowerCase()
  const lower = name.toLowerCase()
  return showings.filter(({ source }) => source === id || source === lower)
}

/** Only what is worth printing has a caption. */
function addCaptions(attachments: Attachment[], album: Album): Attachment[] {
  const photos = attachments.filter(({ role }) => role === 'photo')
  const described = photos.length > 0 ? photos : attachments.filter(({ role }) => role === 'graphic')
  // The same picture attached and shown is one for whoever counts them.
  const distinct = [...new Map(described.map((one) => [one.sha256, one])).values()]
  const below = distinct.map((one) => captionBelow(showingsOf(one, album)))
  const used = new Set(below.map((parts) => parts?.caption ?? parts?.credit).filter((text) => text !== undefined))
  const captions = album.captions.filter(({ caption, credit }) => !used.has(caption ?? credit ?? ''))
  const found = assignCaptions(
    captions,
    distinct.map(({ name, picture }, at) => ({ name, caption: below[at]?.caption ?? picture?.caption ?? null })),
  )
  const bySha = new Map(distinct.map(({ sha256 }, at) => [sha256, merge(below[at] ?? null, found[at])]))
  return attachments.map((one) => {
    const told = bySha.get(one.sha256)
    return told && one.picture ? { ...one, picture: settle(one.picture, told) } : one
  })
}

/** The line under a picture in the text, where it is set as a caption or says that it is one. */
function captionBelow(showings: readonly Showing[]): CaptionParts | null {
  for (const { below, above, captioned } of showings) {
    const line = below[0] ?? ''
    if (line === '' || line.length > MAX_CAPTION_BELOW * 3) continue
    const groups = CAPTION_LINE.exec(line)?.groups
    if (groups?.words) return splitCaption((groups.credit ?? groups.source) ? `Credit: ${groups.words}` : groups.words)
    if (captioned === 'surely' || (captioned === 'perhaps' && above.length > 0 && line.length <= MAX_CAPTION_BELOW))
      return splitCaption(line)
  }
  return null
}

function merge(one: CaptionParts | null, other: CaptionParts | undefined): CaptionParts {
  return {
    caption: one?.caption ?? other?.caption ?? null,
    credit: one?.credit ?? other?.credit ?? null,
    copyright: one?.copyright ?? other?.copyright ?? null,
    usageTerms: one?.usageTerms ?? other?.usageTerms ?? null,
  }
}
