/** What only the look of HTML says: headings set as large text, bold and centred lines, and lists that Word sets as paragraphs with bullets. */
import type { Block } from './block.ts'

/** Headings are at least so much larger than most of the text, and never smaller than this. */
const MIN_RATIO = 1.2
const MIN_HEADING_SIZE = 18
const MAX_HEADING_LENGTH = 250
/** Where more of the text is large, it is the text. */
const MAX_HEADING_SHARE = 0.3
const USUAL_SIZE = 16
const BULLET = /^[·•▪§●○‣–-]\s+(?=\S)/u

/** How all text of a block is set by style. */
export interface BlockLook {
  /** Of the smallest text, in pixels; 0 where that is not stated. */
  size: number
  bold: boolean
  centred: boolean
}

type Looks = ReadonlyMap<Block, BlockLook>

/** The blocks with such headings and lists as what they look like. */
export function readLook(blocks: readonly Block[], looks: Looks): Block[] {
  const usual = usualSize(blocks, looks)
  const isLarge = (block: Block) => {
    const size = looks.get(block)?.size ?? 0
    return (
      block.kind === 'paragraph' && size >= MIN_HEADING_SIZE && size >= usual * MIN_RATIO && isHeadingLike(block.text)
    )
  }
  const large = blocks.filter(isLarge)
  const share = lengthOf(large) / Math.max(1, lengthOf(blocks))
  const headed =
    large.length > 0 && share <= MAX_HEADING_SHARE
      ? blocks.map((block) => (isLarge(block) ? headingOf(block) : block))
      : blocks
  return joinBullets(stress(headed, looks, blocks))
}

/** Paragraphs that are bold or centred by style, where most of the copy is not. */
function stress(headed: readonly Block[], looks: Looks, blocks: readonly Block[]): readonly Block[] {
  const isRare = (has: (look: BlockLook) => boolean): boolean => {
    const such = blocks.filter((block) => has(looks.get(block) ?? NO_LOOK))
    return such.length > 0 && lengthOf(such) <= lengthOf(blocks) * MAX_HEADING_SHARE
  }
  const bold = isRare((look) => look.bold)
  const centred = isRare((look) => look.centred)
  if (!bold && !centred) return headed
  return headed.map((block, index) => {
    const look = looks.get(blocks[index] ?? block) ?? NO_LOOK
    if (block.kind !== 'paragraph') return block
    const set = bold && look.bold ? { ...block, html: inStrong(block.html) } : block
    return centred && look.centred ? { ...set, centred: true as const } : set
  })
}

const NO_LOOK: BlockLook = { size: 0, bold: false, centred: false }

function inStrong(html: string): string {
  return html.replace(/^(<p[^>]*>)([\s\S]*)(<\/p>)$/, '$1<strong>$2</strong>$3')
}

/** Of most letters. */
function usualSize(blocks: readonly Block[], looks: Looks): number {
  const letters = new Map<number, number>()
  for (const block of blocks) {
    const size = looks.get(block)?.size || USUAL_SIZE
    letters.set(size, (letters.get(size) ?? 0) + block.text.length)
  }
  return [...letters].reduce((most, one) => (one[1] > most[1] ? one : most), [USUAL_SIZE, 0])[0]
}

/** A lead that is set large is a sentence. */
function isHeadingLike(text: string): boolean {
  return (
    text.length <= MAX_HEADING_LENGTH && text.split('\n').length <= 3 && /\p{L}/u.test(text) && !/[^.]\.$/.test(text)
  )
}

function headingOf(block: Block): Block {
  return { ...block, kind: 'heading', html: block.html.replace(/^<p/, '<h2').replace(/<\/p>$/, '</h2>') }
}

/** Two or more paragraphs in a row that begin with a bullet are a list. */
function joinBullets(blocks: readonly Block[]): Block[] {
  const out: Block[] = []
  for (let at = 0; at < blocks.length; at++) {
    let end = at
    while (isBulleted(blocks[end])) end++
    const run = blocks.slice(at, end)
    if (run.length > 1) {
      out.push(listOf(run))
      at = end - 1
    } else out.push(...blocks.slice(at, at + 1))
  }
  return out
}

function isBulleted(block: Block | undefined): block is Block {
  return block !== undefined && block.kind === 'paragraph' && BULLET.test(block.text) && BULLETED.test(block.html)
}

const BULLETED = /^<p[^>]*>((?:<[a-z][^>]*>){0,4})[·•▪§●○‣–-]((?:<\/[a-z]+>){0,4})\s+/u

function listOf(run: readonly Block[]): Block {
  const [first] = run
  const entries = run.map((block) => `<li>${balance(block.html.replace(BULLETED, '$1$2').replace(/<\/p>$/, ''))}</li>`)
  return {
    kind: 'list',
    html: `<ul>${entries.join('')}</ul>`,
    text: run.map((block) => `- ${block.text.replace(BULLET, '')}`).join('\n'),
    quoted: first?.quoted ?? false,
    signature: first?.signature ?? false,
  }
}

/** Without elements round nothing. */
function balance(html: string): string {
  return html.replace(/^(?:<([a-z]+)[^>]*><\/\1>)+/, '').trim()
}

function lengthOf(blocks: readonly Block[]): number {
  return blocks.reduce((sum, block) => sum + block.text.length, 0)
}
