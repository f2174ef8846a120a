/** How the lines of a block are set: bold, italic. */
import type { Block } from './block.ts'

export interface Look {
  /** All of it is bold, or italic. */
  bold: boolean
  italic: boolean
}

const PLAIN: Look = { bold: false, italic: false }
const TAGS = /<(\/?)(\w+)[^>]*>|[^<]+/g

/** The look of each line of the block's text, in order; where the lines cannot be told apart in its HTML, that of all of it. */
export function looksOf({ html, text, kind }: Block): (line: number) => Look {
  if (!/<(?:b|strong|em|i)>/.test(html)) return () => PLAIN
  const looks = scan(html)
  const lines = kind === 'paragraph' || kind === 'heading' ? text.split('\n').length : 0
  if (looks.length === lines) return (line) => looks[line] ?? PLAIN
  const whole = { bold: looks.every(({ bold }) => bold), italic: looks.every(({ italic }) => italic) }
  return () => whole
}

/** The look of what stands between line breaks. */
function scan(html: string): Look[] {
  const looks: Look[] = [{ bold: true, italic: true }]
  let bold = 0
  let italic = 0
  for (const [piece, closing, name] of html.matchAll(TAGS)) {
    const step = closing === '/' ? -1 : 1
    if (name === undefined) {
      const look = looks.at(-1)
      if (!look || !/[\p{L}\p{N}]/u.test(piece)) continue
      look.bold &&= bold > 0
      look.italic &&= italic > 0
    } else if (name === 'b' || name === 'strong') bold += step
    else if (name === 'em' || name === 'i') italic += step
    else if (name === 'br') looks.push({ bold: true, italic: true })
  }
  return looks
}
