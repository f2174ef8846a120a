/** The text of an RTF file, or of the HTML that Outlook put into one. */
import { type Found, found, foundFile, htmlSection, textSection } from './found.ts'
import { contactsInMargin } from './margin-contacts.ts'
import { endTable, richToHtml, startRich } from './rich.ts'
import { type Destination, endOfParagraph, groupOf, type Rtf, type RtfGroup, startGroup } from './rtf-state.ts'
import { flushBytes, putBytes } from './rtf-text.ts'
import { type RtfToken, readRtfTokens } from './rtf-tokens.ts'
import { obeyWord } from './rtf-words.ts'

/** Word nests under 30 groups; more than this is no document. */
const MAX_DEPTH = 500
const MAX_PICTURES = 50
const MIN_PICTURE_BYTES = 4 * 1024
const DAMAGED = 'This RTF file is damaged or empty: open it in a word processor, or ask the sender for it again.'

/** Reads RTF. Never throws for what is in it. */
export function readRtf(bytes: Uint8Array): Found {
  const rtf: Rtf = {
    rich: startRich(),
    encapsulated: null,
    margin: [],
    groups: [startGroup()],
    bytes: [],
    page: 1252,
    fonts: new Map(),
    styles: new Map(),
    skip: 0,
    paragraph: { level: 0, listed: false, rtl: false, inTable: false },
    pictures: [],
    pictureType: null,
  }
  readRtfTokens(bytes, (token) => obey(rtf, token))
  flushBytes(rtf)
  endOfParagraph(rtf)
  endTable(rtf.rich)
  return resultOf(rtf)
}

function obey(rtf: Rtf, token: RtfToken): boolean {
  if (token.kind === 'open') return openGroup(rtf)
  if (token.kind === 'close') return closeGroup(rtf)
  if (token.kind === 'word') {
    obeyWord(rtf, token.word, token.value)
    return true
  }
  if (token.kind === 'binary') {
    if (groupOf(rtf).destination === 'picture') addPicture(rtf, token.bytes)
    return true
  }
  if (token.kind === 'bytes') putBytes(rtf, token.bytes)
  return true
}

function openGroup(rtf: Rtf): boolean {
  flushBytes(rtf)
  if (rtf.groups.length > MAX_DEPTH) return false
  rtf.groups.push({ ...groupOf(rtf), gathered: [], starred: false })
  return true
}

function closeGroup(rtf: Rtf): boolean {
  flushBytes(rtf)
  const group = groupOf(rtf)
  const outer = rtf.groups.at(-2)
  // One brace too many ends the document.
  if (!outer) return false
  rtf.groups.pop()
  rtf.skip = 0
  if (group.destination !== outer.destination) finishDestination(rtf, group, outer)
  else if (group.gathered.length > 0) outer.gathered.push(group.gathered.join(''))
  return rtf.groups.length > 1
}

function finishDestination(rtf: Rtf, group: RtfGroup, outer: RtfGroup): void {
  const gathered = group.gathered.join('')
  const enders: Partial<Record<Destination, () => void>> = {
    instruction: () => {
      outer.href = /HYPERLINK\s{1,9}(?:\\\w\s{1,9}){0,3}"?([^"\s]{1,4000})/i.exec(gathered)?.[1] ?? outer.href
    },
    margin: () => rtf.margin.push(...gathered.split('\n').map((line) => line.trim())),
    picture: () => addPicture(rtf, Buffer.from(gathered.replace(/[^0-9a-f]/gi, ''), 'hex')),
    // Numbering of outlines, which some programs write for headings, draws nothing.
    bullet: () => {
      rtf.paragraph.listed = gathered.trim() !== ''
    },
    markup: () => rtf.encapsulated?.parts.push(gathered),
  }
  enders[group.destination]?.()
}

function addPicture(rtf: Rtf, bytes: Uint8Array): void {
  const type = rtf.pictureType
  if (type === null || bytes.length < MIN_PICTURE_BYTES || rtf.pictures.length >= MAX_PICTURES) return
  const name = `picture-${rtf.pictures.length + 1}.${type === 'image/png' ? 'png' : 'jpg'}`
  rtf.pictures.push(foundFile(name, type, bytes.slice()))
  rtf.pictureType = null
}

function resultOf(rtf: Rtf): Found {
  const margin = rtf.margin.filter((line) => line !== '')
  const rest = { margin: [...new Set(margin)].join('\n'), files: rtf.pictures }
  if (rtf.encapsulated) {
    const words = rtf.encapsulated.parts.join('')
    const section = rtf.encapsulated.kind === 'html' ? htmlSection(words) : textSection(words)
    return found({ section, ...rest })
  }
  const html = richToHtml(rtf.rich) + contactsInMargin(margin)
  return html === '' ? found({ unread: DAMAGED, ...rest }) : found({ section: htmlSection(html), ...rest })
}
