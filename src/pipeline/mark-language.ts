/** Says in the HTML of a block which language it is in, where that is not the language of the whole, and that it runs from right to left. */
import type { Block } from './block.ts'
import { hasShare } from './function-words.ts'
import { guessLanguage } from './language.ts'

/** Two sentences: a name, a title or a slogan in another language is no change of it. */
const MIN_LENGTH = 90
const GLANCE_LENGTH = 110
/** Of running text about a third are words that stand in every text. */
const USUAL_SHARE = 0.2
const RTL = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]/g
/** A sign of those scripts, or beyond: Latin, Greek and Cyrillic text has few. */
const FAR = /[\u0590-\uffff]/
/** The tag that the block begins with. */
const ROOT = /^<(\w+)([^>]*)>/

/** The block with `lang` and `dir` on its root element where they are sure and not stated. */
export function markLanguage(block: Block, language: string | null): Block {
  const stated = ROOT.exec(block.html)?.[2] ?? ''
  const lang = stated.includes(' lang=') ? '' : otherLanguage(block.text, language)
  const dir = stated.includes(' dir=') || !isRightToLeft(block.text) ? '' : ' dir="rtl"'
  return lang === '' && dir === '' ? block : { ...block, html: block.html.replace(ROOT, `<$1$2${dir}${lang}>`) }
}

function otherLanguage(text: string, language: string | null): string {
  if (text.length < MIN_LENGTH) return ''
  // Nearly every paragraph is in the language of the whole, and its first words say so.
  if (language !== null && hasShare(text.slice(0, GLANCE_LENGTH), language, USUAL_SHARE)) return ''
  const own = guessLanguage(text)
  return own && own !== language ? ` lang="${own}"` : ''
}

/** Most letters are of a script that runs from right to left. */
function isRightToLeft(text: string): boolean {
  const start = text.slice(0, 400)
  if (!FAR.test(start) || start.search(RTL) === -1) return false
  const right = start.match(RTL)?.length ?? 0
  return right > 0 && right > (start.match(/\p{L}/gu)?.length ?? 0) / 2
}
