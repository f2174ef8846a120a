/** Speech that begins with a dash: `– To dobrze – powiedział Jan Kowalski, prezes Acme.` */
import { type Attribution, attributionAfter } from './attribution.ts'
import type { Speech } from './quote-cues.ts'

const DASH = /^[–—―−-]\s?(?=[\p{L}\p{N}¡¿«"“„])/u
/** A paragraph with more characters is no speech. */
const MAX_LENGTH = 4000
const PART = /\s[–—―-](?=\p{L})|\s?[,.!?…]?\s?[–—―-]\s|[–—―]\.?\s/gu

/** What is said in a paragraph that begins with a dash, in its pieces, and by whom; null where nobody is said to speak. */
export function readDialogue(line: string, speech: Speech): { parts: string[]; attribution: Attribution } | null {
  const dash = DASH.exec(line)
  if (!dash || line.length > MAX_LENGTH) return null
  const text = line.slice(dash[0].length)
  return betweenDashes(text, speech) ?? behindComma(text, speech)
}

function betweenDashes(text: string, speech: Speech): ReturnType<typeof readDialogue> {
  const marks = [...text.matchAll(PART)]
  for (const [at, mark] of marks.entries()) {
    const from = mark.index + mark[0].length
    const next = marks.slice(at + 1).find((one) => !/^\s[–—―-]\s?$/u.test(one[0]) || one.index > from)
    const said = text.slice(from, next?.index ?? text.length)
    if (speech.startsWith(said.trim(), 'verb') === 0) continue
    const attribution = attributionAfter(said, '', speech)
    if (attribution === null) continue
    const first = text.slice(0, mark.index + (/^[.!?…]/.exec(mark[0].trim())?.[0].length ?? 0)).trim()
    const more =
      next === undefined
        ? ''
        : text
            .slice(next.index + next[0].length)
            .replace(/[–—―-]\s*$/u, '')
            .trim()
    return { parts: more === '' ? [first] : [first, more], attribution }
  }
  return null
}

/** `ohjaaja Jane Doe lupaa.` */
function endsInVerb(text: string, speech: Speech): boolean {
  const sentence = (/^[^.!?]{3,160}/.exec(text)?.[0] ?? '').trim()
  const verb = speech.findVerb(sentence, 'last')
  return verb !== null && verb.index > 0 && verb.index + verb.length === sentence.length
}

/** `– Det är bra, säger Jane Doe, vd på Acme.` */
function behindComma(text: string, speech: Speech): ReturnType<typeof readDialogue> {
  const commas = /[,!?]\s/g
  for (let comma = commas.exec(text); comma; comma = commas.exec(text)) {
    const rest = text.slice(comma.index + 2)
    if (speech.startsWith(rest, 'verb') === 0 && !endsInVerb(rest, speech)) continue
    const attribution = attributionAfter(rest, '', speech)
    if (attribution === null) continue
    const first = text.slice(0, comma.index + (comma[0] === ', ' ? 0 : 1)).trim()
    const more = /[.]\s[–—―-]\s(?<more>\S.*)$/u.exec(rest)?.groups?.more ?? ''
    return { parts: more === '' ? [first] : [first, more], attribution }
  }
  return null
}
