/** What stands round a release in mail without being of it: signature, disclaimer, cover note. */
import type { Block } from './block.ts'
import type { Removal } from './draft.ts'
import { countWords } from './lines.ts'
import { isDeviceLine, isDisclaimer, isGreeting, isValediction } from './mail-phrases.ts'

/** Name, post, address, three numbers and a slogan. */
const MAX_SIGNATURE_WORDS = 80
/** `Please find below …` with an offer of interviews and a signature. */
const MAX_COVER_WORDS = 90
/** Below this many words, what stands under a cover note is no release of its own. */
const MIN_RELEASE_WORDS = 60

interface Cut {
  blocks: Block[]
  dropped: Removal
  /** The lines of a signature. */
  signature?: string[]
}

/** The blocks without what is mail about them; what was cut is named in `dropped`, a signature's lines are in `signature`. */
export function trimMail(blocks: readonly Block[]): { blocks: Block[]; dropped: Removal[]; signature: string[] } {
  const dropped: Removal[] = []
  const signature: string[] = []
  let kept = [...blocks]
  for (const cut of [cutDisclaimer, cutSignature, cutDevice, cutCoverNote]) {
    const result = cut(kept)
    if (result === null) continue
    kept = result.blocks
    dropped.push(result.dropped)
    signature.push(...(result.signature ?? []))
  }
  return { blocks: trimRules(kept), dropped, signature }
}

/** The first words of blocks, to say what was taken away. */
export function excerpt(blocks: readonly { text: string }[]): string {
  return blocks
    .map((block) => block.text)
    .join(' ')
    .slice(0, 1000)
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, 200)
}

/** A block is in the signature where its program says so, or where it stands below the line `--` (RFC 3676 section 4.3) near the end. */
function cutSignature(blocks: Block[]): Cut | null {
  const mark = blocks.findLastIndex((block) => /^--\s?$/.test(block.text))
  if (mark > 0 && countWords(blocks.slice(mark)) <= MAX_SIGNATURE_WORDS)
    return cutAs(blocks.slice(0, mark), blocks.slice(mark + 1))
  const kept = blocks.filter((block) => !block.signature)
  const cut = blocks.filter((block) => block.signature)
  if (cut.length === 0 || countWords(kept) < countWords(cut)) return null
  return cutAs(kept, cut)
}

function cutAs(kept: Block[], signature: readonly Block[]): Cut {
  return {
    blocks: kept,
    dropped: { what: 'signature', detail: excerpt(signature) },
    signature: signature.flatMap(({ text }) => text.split('\n')),
  }
}

/** What a telephone adds. */
function cutDevice(blocks: Block[]): Cut | null {
  const last = blocks.at(-1)
  if (!last || blocks.length < 2 || !isDeviceLine(last.text)) return null
  return { blocks: blocks.slice(0, -1), dropped: { what: 'signature', detail: last.text } }
}

function cutDisclaimer(blocks: Block[]): Cut | null {
  const last = blocks.at(-1)
  if (!last || blocks.length < 3 || !isDisclaimer(last.text)) return null
  return { blocks: blocks.slice(0, -1), dropped: { what: 'signature', detail: last.text } }
}

/** `Dear editor … Kind regards, Sam` above a release that goes on below. */
function cutCoverNote(blocks: Block[]): Cut | null {
  if (!isGreeting(blocks[0]?.text ?? '')) return null
  const end = blocks.findIndex((block, index) => index < 7 && block.text.split('\n').some(isValediction))
  if (end === -1) return null
  const note = blocks.slice(0, end + 1)
  const rest = blocks.slice(end + 1)
  if (
    countWords(note) > MAX_COVER_WORDS ||
    countWords(rest) < MIN_RELEASE_WORDS ||
    (blocks[end]?.text.split('\n').length ?? 0) > 5
  )
    return null
  return { blocks: rest, dropped: { what: 'cover note', detail: excerpt(note) } }
}

/** Rules divide what stands above from what stands below; at the ends they divide nothing. */
function trimRules(blocks: readonly Block[]): Block[] {
  const first = blocks.findIndex((block) => block.kind !== 'rule')
  const last = blocks.findLastIndex((block) => block.kind !== 'rule')
  return first === -1 ? [] : blocks.slice(first, last + 1)
}
