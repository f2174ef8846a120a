/** Lines above a release that say nothing but what the paper is, and when it may be used. */
import type { Dress, ReadLine } from './dress.ts'
import { cueAt, DRESS, hasCue } from './labels.ts'
import { phraseAt, type Token } from './tokens.ts'

/** `Pressemitteilung der Stadt Musterhausen`: a label and whose it is. */
const MAX_LABEL_WORDS = 14
/** `City of Elmhurst news release`. */
const MAX_NAME_WORDS = 7
/** A line about an embargo may be a sentence or two. */
const MAX_EMBARGO_LINE = 300

/** Whether a line says when the release may be used, and nothing else. */
export function isEmbargoLine(line: ReadLine, dress: Dress): boolean {
  if (line.text.length > MAX_EMBARGO_LINE) return false
  if (dress.whole && dress.pieces.some(({ kind }) => kind === 'embargo')) return true
  const at = line.tokens.findIndex(
    (token, index) => token.kind === 'word' && phraseAt(DRESS, line.tokens, index)?.means === 'embargo',
  )
  if (at === -1) return false
  const tells =
    line.dates.length > 0 ||
    line.tokens.slice(at).some(({ kind }) => kind === 'number') ||
    hasCue('until', line.tokens.slice(at))
  const first = line.tokens.findIndex(({ kind }) => kind !== 'sign') === at
  if (first && dress.parted && leadsToTime(line, at)) return true
  // Elsewhere in a line it is one where the paper itself is spoken of: an embargo on oil may end on a day as well.
  return (
    tells &&
    (first
      ? !dress.parted || dress.whole
      : line.tokens.slice(0, at).some((_token, index) => isPaper(line.tokens, index)))
  )
}

/** Behind the word and its colon stands a date, or what leads to one: no headline. */
function leadsToTime({ tokens, dates }: ReadLine, at: number): boolean {
  const colon = tokens.findIndex(({ text }, index) => index > at && text === ':')
  if (colon === -1 || dates.length === 0) return false
  return dates.some(({ from }) => from === colon + 1) || cueAt('until', tokens, colon + 1) !== undefined
}

function isPaper(tokens: readonly Token[], at: number): boolean {
  const means = phraseAt(DRESS, tokens, at)?.means
  return means === 'label' || means === 'plain' || means === 'immediate'
}

/** Whether a line says only what the paper is, and perhaps whose: `PRESS RELEASE`, `Pressemitteilung der Stadt Musterhausen`. */
export function isLabelLine({ text, tokens }: ReadLine, dress: Dress): boolean {
  if (dress.whole)
    return dress.pieces.some(({ kind }) => kind !== 'date' && kind !== 'number') || dress.pieces.length > 0
  const words = tokens.filter(({ kind }) => kind !== 'sign')
  if (words.length > MAX_LABEL_WORDS || /[.!?。！？؟]$/.test(text)) return false
  const first = tokens.findIndex(({ kind }) => kind !== 'sign')
  const lead = phraseAt(DRESS, tokens, first)
  // `Press release of …`, `News from …`
  if (lead?.means === 'label' && (cueAt('joints', tokens, lead.after) ?? cueAt('joints', tokens, lead.after - 1)))
    return true
  return words.length <= MAX_NAME_WORDS && endsInLabel(tokens)
}

/** `Acme Group Press Release`, `City of Elmhurst news release`. */
function endsInLabel(tokens: readonly Token[]): boolean {
  return tokens.some((token, at) => {
    const found = token.kind === 'word' ? phraseAt(DRESS, tokens, at) : undefined
    const isPaperName = found?.means === 'label' || (found?.means === 'occasion' && at > 0)
    return isPaperName && found !== undefined && found.after >= tokens.length && tokens.slice(0, at).every(isInName)
  })
}

function isInName({ raw, kind }: Token): boolean {
  return kind !== 'word' || raw.length < 4 || !/^\p{Ll}/u.test(raw)
}
