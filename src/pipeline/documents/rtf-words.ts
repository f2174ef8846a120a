/** What the control words of RTF do. Those that are not here say nothing of the words. */
import { endCell, endRow } from './rich.ts'
import { type Destination, endOfParagraph, groupOf, pageOfCharset, type Rtf } from './rtf-state.ts'
import { flushBytes, putText } from './rtf-text.ts'

const CHARACTERS: Readonly<Record<string, string>> = {
  tab: '\t',
  line: '\n',
  emdash: '—',
  endash: '–',
  emspace: ' ',
  enspace: ' ',
  qmspace: ' ',
  bullet: '•',
  lquote: '‘',
  rquote: '’',
  ldblquote: '“',
  rdblquote: '”',
  ltrmark: '\u200e',
  rtlmark: '\u200f',
  zwj: '\u200d',
  zwnj: '\u200c',
  '~': '\u00a0',
  _: '-',
  '-': '\u00ad',
  '\\': '\\',
  '{': '{',
  '}': '}',
}

const DESTINATIONS: Readonly<Record<string, Destination>> = {
  fonttbl: 'fonts',
  stylesheet: 'styles',
  pict: 'picture',
  fldinst: 'instruction',
  header: 'margin',
  headerl: 'margin',
  headerr: 'margin',
  headerf: 'margin',
  footer: 'margin',
  footerl: 'margin',
  footerr: 'margin',
  footerf: 'margin',
  listtext: 'bullet',
  pntext: 'bullet',
  htmltag: 'markup',
}

const NOWHERE = new Set(
  'colortbl info nonshppict objdata datastore themedata colorschememapping latentstyles generator listtable listoverridetable rsidtbl xmlnstbl mmathPr bkmkstart bkmkend annotation atnid atnauthor atndate atnref ftnsep ftnsepc aftnsep pgdsctbl filetbl revtbl template operator mhtmltag pn do fontemb fontfile passwordhash xe tc'.split(
    ' ',
  ),
)
/** Destinations that are open although `\*` says that old readers must leave them out. */
const OPEN = new Set(['shppict', 'shpinst', 'shptxt', 'footnote', 'fldinst', 'htmltag', 'pgnstarts', 'field', 'object'])

/** Does what the control word says. */
export function obeyWord(rtf: Rtf, word: string, value: number | null): void {
  if (word === 'u') {
    putUnicode(rtf, value ?? 0)
    return
  }
  flushBytes(rtf)
  const group = groupOf(rtf)
  if (word === '*') {
    group.starred = true
    return
  }
  if (changeDestination(rtf, word)) return
  const character = CHARACTERS[word]
  if (character !== undefined) putCharacter(rtf, character)
  else ACTS[word]?.(rtf, value)
}

function changeDestination(rtf: Rtf, word: string): boolean {
  const group = groupOf(rtf)
  const { starred } = group
  group.starred = false
  const destination = DESTINATIONS[word]
  if (destination !== undefined && group.destination !== 'nowhere') {
    if (destination === 'markup' && rtf.encapsulated?.kind !== 'html') group.destination = 'nowhere'
    else group.destination = destination
    return true
  }
  if (!NOWHERE.has(word) && (!starred || OPEN.has(word))) return false
  group.destination = 'nowhere'
  return true
}

function putCharacter(rtf: Rtf, character: string): void {
  if (rtf.skip > 0) rtf.skip--
  else putText(rtf, character)
}

function putUnicode(rtf: Rtf, value: number): void {
  flushBytes(rtf)
  const group = groupOf(rtf)
  putText(rtf, String.fromCharCode(value < 0 ? value + 0x10000 : value & 0xffff))
  rtf.skip = group.fallback
}

const isOn = (value: number | null) => value !== 0

const ACTS: Readonly<Record<string, (rtf: Rtf, value: number | null) => void>> = {
  ansicpg: (rtf, value) => {
    rtf.page = value ?? 1252
  },
  mac: (rtf) => {
    rtf.page = 10000
  },
  pc: (rtf) => {
    rtf.page = 437
  },
  pca: (rtf) => {
    rtf.page = 850
  },
  fromhtml: (rtf) => {
    rtf.encapsulated ??= { kind: 'html', parts: [] }
  },
  fromtext: (rtf) => {
    rtf.encapsulated ??= { kind: 'text', parts: [] }
  },
  htmlrtf: (rtf, value) => {
    groupOf(rtf).rtfOnly = isOn(value)
  },
  f: (rtf, value) => {
    groupOf(rtf).font = value ?? 0
  },
  fcharset: (rtf, value) => {
    const page = pageOfCharset(value ?? 0)
    const group = groupOf(rtf)
    if (group.destination === 'fonts' && page !== null && value !== 0) rtf.fonts.set(group.font, page)
  },
  cpg: (rtf, value) => {
    const group = groupOf(rtf)
    if (group.destination === 'fonts' && value !== null) rtf.fonts.set(group.font, value)
  },
  b: (rtf, value) => {
    groupOf(rtf).bold = isOn(value)
  },
  v: (rtf, value) => {
    groupOf(rtf).hidden = isOn(value)
  },
  deleted: (rtf, value) => {
    groupOf(rtf).hidden = isOn(value)
  },
  fs: (rtf, value) => {
    groupOf(rtf).size = value ?? 24
  },
  plain: (rtf) => {
    Object.assign(groupOf(rtf), { bold: false, hidden: false, size: 24 })
  },
  uc: (rtf, value) => {
    groupOf(rtf).fallback = Math.max(0, Math.min(value ?? 1, 10))
  },
  par: (rtf) => endLine(rtf),
  sect: (rtf) => endLine(rtf),
  page: (rtf) => endLine(rtf),
  column: (rtf) => endLine(rtf),
  row: (rtf) => inText(rtf, () => endRow(rtf.rich)),
  nestrow: (rtf) => inText(rtf, () => putText(rtf, '\n')),
  cell: (rtf) => inText(rtf, () => endCell(rtf.rich)),
  nestcell: (rtf) => inText(rtf, () => putText(rtf, ' ')),
  intbl: (rtf) => {
    rtf.paragraph.inTable = true
  },
  pard: (rtf) => {
    rtf.paragraph = { level: 0, listed: false, rtl: false, inTable: false }
  },
  s: (rtf, value) => {
    const group = groupOf(rtf)
    if (group.destination === 'styles') group.style = value ?? 0
    else rtf.paragraph.level = rtf.styles.get(value ?? 0) ?? 0
  },
  outlinelevel: (rtf, value) => {
    const level = value !== null && value < 4 ? value + 1 : 0
    const group = groupOf(rtf)
    if (group.destination === 'styles') rtf.styles.set(group.style, level)
    else rtf.paragraph.level = level
  },
  rtlpar: (rtf) => {
    rtf.paragraph.rtl = true
  },
  jpegblip: (rtf) => {
    rtf.pictureType = 'image/jpeg'
  },
  pngblip: (rtf) => {
    rtf.pictureType = 'image/png'
  },
  emfblip: (rtf) => {
    rtf.pictureType = null
  },
  wmetafile: (rtf) => {
    rtf.pictureType = null
  },
}

function endLine(rtf: Rtf): void {
  const { destination } = groupOf(rtf)
  if (destination === 'text' && rtf.encapsulated === null) endOfParagraph(rtf)
  else putText(rtf, '\n')
}

function inText(rtf: Rtf, act: () => void): void {
  if (groupOf(rtf).destination === 'text' && rtf.encapsulated === null) act()
}
