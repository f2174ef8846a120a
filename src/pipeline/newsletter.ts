/** The dress of a newsletter: rows of links to networks, how it is read on the web, why one gets it, whose it is in law, how it ends. */
import type { Block } from './block.ts'
import { noteText } from './cover-note.ts'
import type { Removal } from './draft.ts'
import { countWords, cutLines } from './lines.ts'
import { anyOf, mailPhrases, plainWords } from './mail-cues.ts'
import { dressShare, isDress, isUnsubscribe, mayBeDress } from './mail-phrases.ts'

/** Above the headline and below the contacts. */
const TOP_BLOCKS = 4
const FOOT_BLOCKS = 16
/** A paragraph with more characters is copy, whatever it begins with. */
const MAX_LENGTH = 600
const MAX_MENU_LENGTH = 80
const MAX_ROW_LENGTH = 200
const MAX_ADDRESS_LINES = 6
const MAX_ADDRESS_WORDS = 10
/** Of a sentence that begins so at least this much is dress: news may begin with the same words. */
const MIN_DRESS_SHARE = 0.55
const openings = [
  ...mailPhrases('unsubscribe').filter((words) => /\s|[\u3040-\u9fff]/.test(words)),
  ...mailPhrases('browser').filter((words) => words.split(' ').length > 2 || /[\u3040-\u9fff]/.test(words)),
]
const OPENING = new RegExp(`^(?:[^\\p{L}]{0,4})(?:${anyOf(openings)})(?![\\p{L}\\p{N}])`, 'u')
const UNSPACED_OPENING = new RegExp(anyOf(openings.filter((words) => /[\u3040-\u9fff]/.test(words))), 'u')
const WIDE = /[\u3040-\u9fff]/
const POSTAL = new RegExp(`^(?:${anyOf(mailPhrases('postal'))})\\s?[:：]?$`, 'u')
const RIGHTS = new RegExp(
  `^(?:copyright )?(?:©|\\(c\\)|copyright)\\s?(?:${anyOf(mailPhrases('rights'))}|.{0,80}\\d{4})|^(?:${anyOf(mailPhrases('rights'))})`,
  'u',
)
const NETWORKS =
  'facebook|twitter|x|instagram|linkedin|linked in|youtube|tiktok|pinterest|xing|vimeo|mastodon|bluesky|threads|whatsapp|telegram|flickr|snapchat|reddit|tumblr|vk|vkontakte|вконтакте|одноклассники|weibo|wechat|line|rss|rss feed|fb|insta'
const NETWORK = new RegExp(`(?<![\\p{L}\\p{N}])(?:${NETWORKS})(?![\\p{L}\\p{N}])`, 'gu')
const SOCIAL = new RegExp(`(?<![\\p{L}\\p{N}])(?:${anyOf(mailPhrases('social'))})(?![\\p{L}\\p{N}])`, 'gu')
/** Further words in such rows. */
const BESIDES =
  'website|web|webseite|site web|sito web|sitio web|www|email|e-mail|mail|home|homepage|blog|news|and|und|et|y|e|en|och|og|ja|i|ve|və|и|та|و|on|auf|sur|via|или|us|icon|logo'
const BESIDE = new RegExp(`(?<![\\p{L}\\p{N}])(?:${BESIDES})(?![\\p{L}\\p{N}])`, 'gu')
/** With which such rows begin. */
const ROW_WORDS = rowWords()
const WORD = /[\p{L}\p{N}]+/u
const LINK = /(?:https?:\/\/|www\.)\S{1,390}|(?<![\p{L}\p{N}])[@#][\w.]{1,40}/gu

/** The blocks without that dress, where nothing else stands with it, and its words as removals. */
export function cutNewsletter(blocks: readonly Block[]): { blocks: Block[]; dropped: Removal[] } {
  if (blocks.length < 2) return { blocks: [...blocks], dropped: [] }
  // Of two blocks one is the release: what stands below an offer to unsubscribe may be its contact.
  const foot = blocks.length < 3 ? blocks.length : footFrom(blocks)
  const kept: Block[] = []
  const cut: { text: string }[] = []
  for (const [at, block] of blocks.entries()) {
    const near = at < TOP_BLOCKS || at >= blocks.length - FOOT_BLOCKS
    const linked = block.html.includes('<a ')
    const whole = at >= foot || (linked && isBeside(block) && isRow(blocks[at - 1]))
    const left = whole ? null : near || (linked && isRow(block)) ? withoutDress(block, at < TOP_BLOCKS) : block
    if (left !== null) kept.push(left)
    if (left !== block)
      cut.push({
        text:
          left === null
            ? block.text
            : block.text
                .split('\n')
                .filter((line) => !left.text.includes(line))
                .join('\n'),
      })
  }
  if (cut.length === 0 || countWords(kept) < countWords(cut)) return { blocks: [...blocks], dropped: [] }
  return { blocks: kept, dropped: [{ what: 'list footer', detail: noteText(cut.filter(({ text }) => text !== '')) }] }
}

/** Index of the first block from which on there is nothing but dress, some of it saying how the newsletter ends. */
function footFrom(blocks: readonly Block[]): number {
  let from = blocks.length
  let anchored = false
  for (let at = blocks.length - 1; at > 0 && at >= blocks.length - FOOT_BLOCKS; at--) {
    const block = blocks[at]
    if (block === undefined || !(block.kind === 'rule' || isFootBlock(block, anchored || at > blocks.length - 4))) break
    if (block.text.split('\n').some(isDressLine)) anchored = true
    if (anchored && block.kind !== 'rule') from = at
  }
  return anchored ? from : blocks.length
}

function isFootBlock(block: Block, addresses: boolean): boolean {
  if (block.text.length > MAX_LENGTH || block.kind === 'heading') return false
  if (isRow(block)) return true
  const lines = block.text.split(/\n/).filter((line) => line.trim() !== '')
  const known = lines.filter((line) => isDressLine(line) || isRights(line) || isPostal(line))
  const rest = lines.filter((line) => !known.includes(line))
  return (
    rest.length === 0 ||
    (addresses && rest.length <= MAX_ADDRESS_LINES && rest.every(isAddressLine) && rest.some((line) => /\d/.test(line)))
  )
}

function withoutDress(block: Block, atTop: boolean): Block | null {
  if (block.text.length > (atTop ? MAX_ROW_LENGTH : MAX_LENGTH) || block.kind === 'table' || block.kind === 'pre')
    return block
  if (
    isRow(block) ||
    (block.kind !== 'heading' &&
      (isLinked(block) || block.text.length < MAX_MENU_LENGTH) &&
      atTop &&
      isMenu(block.text))
  )
    return null
  if (isDress(block.text)) return null
  const lines = block.text.split('\n')
  return lines.some(isDressLine) ? cutLines(block, (line) => !isDressLine(lines[line] ?? '')) : block
}

/** Every sentence of it says only how the newsletter is read and stopped, or begins with words that no news begins with. */
function isDressLine(line: string): boolean {
  if (line.length > MAX_LENGTH || !mayBeDress(line)) return false
  if (isDress(line)) return true
  return (
    line
      .split(/(?<=[.!?。])\s+/u)
      .filter((sentence) => /\p{L}/u.test(sentence))
      .every(
        (sentence, at, all) =>
          isDressSentence(sentence) ||
          (at > 0 && all.length < 4 && isDressSentence(all[0] ?? '') && isUnsubscribe(sentence)),
      ) && /\p{L}/u.test(line)
  )
}

function isDressSentence(sentence: string): boolean {
  const words = plainWords(sentence)
  if (WIDE.test(words) && UNSPACED_OPENING.test(words)) return true
  if (OPENING.test(words) && dressShare(words) >= MIN_DRESS_SHARE) return true
  return isDress(words)
}

const isRights = (line: string): boolean => line.length < 160 && RIGHTS.test(plainWords(line))
const isPostal = (line: string): boolean => line.length < 60 && POSTAL.test(plainWords(line))

/** `1 Main Street, London N1 1AA`: no sentence, no number to call, no address to write to. */
function isAddressLine(line: string): boolean {
  return countWords([{ text: line }]) <= MAX_ADDRESS_WORDS && !/[@:!?]|\.\s|\+\d|\d{7}/.test(line)
}

/** Names of networks and words that invite there, and nothing else; a name alone has a link. */
function isRow(block: Block | undefined): boolean {
  const text = block?.text ?? ''
  if (block === undefined || text.length > MAX_ROW_LENGTH || block.kind === 'table' || block.kind === 'pre')
    return false
  const plain = plainWords(text)
  const first = WORD.exec(plain)
  if (first === null || !(ROW_WORDS.has(first[0]) || /[@#]$/.test(plain.slice(0, first.index)))) return false
  const words = plain.replace(LINK, ' ')
  const networks = words.match(NETWORK)?.length ?? 0
  const invites = words.match(SOCIAL)?.length ?? 0
  if (networks + invites === 0) return false
  if (/[\p{L}\p{N}]/u.test(words.replace(SOCIAL, ' ').replace(NETWORK, ' ').replace(BESIDE, ' '))) return false
  return networks > 1 || (networks > 0 && invites > 0) || isLinked(block)
}

function rowWords(): ReadonlySet<string> {
  const phrases = [...NETWORKS.split('|'), ...BESIDES.split('|'), ...mailPhrases('social'), 'http', 'https']
  return new Set(phrases.flatMap((phrase) => /[\p{L}\p{N}]+/u.exec(phrase)?.[0] ?? []))
}

/** A link to the sender's own pages, as it stands beside those of networks. */
function isBeside(block: Block): boolean {
  return (
    block.text.length < MAX_MENU_LENGTH && isLinked(block) && !/\p{L}/u.test(plainWords(block.text).replace(BESIDE, ''))
  )
}

/** `Web version | Forward`. */
function isMenu(text: string): boolean {
  const pieces = text.split(/[|·•\n/]/)
  return (
    pieces.some(isDressLine) &&
    pieces.every((piece) => isDressLine(piece) || !/[\p{L}\p{N}]/u.test(plainWords(piece).replace(SOCIAL, '')))
  )
}

/** All its words are links. */
function isLinked({ html }: Block): boolean {
  return html.includes('<a ') && !/\p{L}/u.test(html.replace(/<a [^>]*>.*?<\/a>/gs, '').replace(/<[^>]*>/g, ''))
}
