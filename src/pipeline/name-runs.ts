/** Names of organisations as they stand in writing: runs of capitalised words. */
import { organisations } from './contact-words.ts'

/** Small words within a name. */
const SMALL = new Set(
  "of for and & the de la las los del do da dos das du des della dello delle degli dei di für der zur zum van het voor på i og och ja на по з із і и y e l' d'".split(
    ' ',
  ),
)
/** Not more of them stand between two words of a name. */
const MAX_SMALL = 2
const MAX_WORDS = 9
const OPENING = /^[(（["“'‘[]+/
const CLOSING = /[.,;:!?)）\]"”'’…/-]+$/
const ELIDED = /^[dlDL]['’](?=\p{Lu})/u
const QUOTED = /«([\p{Lu}][^«»]{1,60})»/gu

/** Runs of capitalised words in a text, as names of organisations are written; a word in small letters and one in quotes may close them. */
export function runsIn(text: string): string[] {
  const runs: string[] = []
  let run: string[] = []
  let small: string[] = []
  let afterComma = false
  let isOpen = false
  const close = () => {
    // `Tramwaje Sp. z o.o.` is cut within its form.
    if (run.length > 1 && run.at(-1) === 'Sp') run.pop()
    if (run.length > 0) runs.push(run.join(' '))
    run = []
    small = []
  }
  for (let at = 0; at < text.length; ) {
    const start = at
    while (at < text.length && !isWhite(text.charCodeAt(at))) at++
    // Most words of copy: in small letters, and no name is open.
    const isPassed: boolean =
      run.length === 0 && !afterComma && isSmall(text.charCodeAt(start), text.charCodeAt(start + 1))
    const word: string = isPassed ? '' : text.slice(start, at)
    while (at < text.length && isWhite(text.charCodeAt(at))) at++
    if (isPassed) continue
    const opened = OPENING.test(word)
    if (opened) close()
    if (run.length === 0) isOpen = opened
    const bare = opened ? word.replace(OPENING, '') : word
    const elided = ELIDED.exec(bare)?.[0] ?? ''
    if (run.length === 0 && afterComma && FORM.test(bare)) {
      runs.push(`${runs.pop() ?? ''}, ${bare.replace(/[,;:!?)]+$/, '')}`)
      afterComma = false
      continue
    }
    afterComma = false
    if (isUpper(bare.charAt(elided.length)) || isQuotedName(bare, run)) {
      if (run.length + small.length >= MAX_WORDS) close()
      // `Teachers’ Union`, where no quote is open.
      const plain = !isOpen && /[sS]['’]$/.test(bare) ? bare : bare.replace(CLOSING, '')
      run.push(...small, run.length === 0 ? plain.slice(elided.length) : plain)
      small = []
      if (plain !== bare && !isAbbreviation(bare, plain)) {
        close()
        afterComma = bare === `${plain},`
      }
    } else if (run.length > 0 && small.length < MAX_SMALL && (SMALL.has(bare) || isKind(bare))) small.push(bare)
    else close()
  }
  close()
  return runs
}

/** `Acme, Inc.` */
const FORM = /^(?:Inc|Ltd|LLC|LLP|Corp|Co|PLC|plc|S\.A|S\.L|S\.p\.A|N\.V|B\.V)\.?[,;:!?)]{0,2}$/

function isWhite(code: number): boolean {
  return (
    code === 0x20 ||
    (code < 0x0e && code > 0x08) ||
    code === 0xa0 ||
    (code > 0x7f && RARE_WHITE.test(String.fromCharCode(code)))
  )
}

const RARE_WHITE = /\s/

/** `«Abetka»`, also behind a word of what kind it is. */
const isQuotedName = (word: string, run: readonly string[]): boolean => run.length > 0 && /^[«„]\p{Lu}/u.test(word)

/** A word of an organisation in small letters: `Благодійний фонд «Абетка»`. */
const isKind = (word: string): boolean => /[^\0-\x7f]/.test(word) && organisations.whole.has(word)

/** `St.`, `Inc.`: the name goes on behind it. */
const isAbbreviation = (word: string, plain: string): boolean => word === `${plain}.` && plain.length < 4

/** Begins in a small ASCII letter, and no name hangs on to that. */
function isSmall(code: number, next: number): boolean {
  return code > 0x60 && code < 0x7b && next !== 0x27 && next !== 0x2019
}

/** Whether a character is a capital letter. */
function isUpper(sign: string): boolean {
  const code = sign.charCodeAt(0)
  if (code < 0x80) return code > 0x40 && code < 0x5b
  return sign !== sign.toLowerCase()
}

/** What is written between guillemets. */
export function quotedIn(text: string): string[] {
  return [...text.matchAll(QUOTED)].map(([, name = '']) => name)
}
