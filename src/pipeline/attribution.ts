/** Who said what is in quotation marks, from the words before and behind it. */
import type { Speech } from './quote-cues.ts'
import { readSpeaker, type Speaker } from './speakers.ts'

/** `speaker` is null where somebody speaks who was named before, or is not named. */
export interface Attribution {
  speaker: Speaker | null
  /** It names by a pronoun, or not at all, who was named before. */
  refers: boolean
  /** It names its speaker right behind the mark, as only speech is followed. */
  direct?: boolean
}

const MAX_WORDS = 40
const ABBREVIATION =
  /(?:^|[\s(])(?:\p{Lu}|dr|prof|mr|mrs|ms|st|inc|ltd|co|corp|dipl|ing|sr|sra|dott|avv|nr|no|hr|adm|dir|m|bzw|ca|inkl|rev|hon|gen|gov|sen|rep|st|kpt|płk|ppłk|mjr|por|ppor|asp|sierż|kom|nadkom|podkom|insp|podinsp|bryg|mł|ks|bp|abp|mgr|inż|hab|lek|med|dyr|doç|yrd|öğr|üy|av|op|uzm|univ|mag|em|stv|hptm|drs|ir|on|arch|geom|rag|col|cap|lt|sgt|cpt|capt|maj|д-р|проф|акад|им|ст|кн|о|г-н|г-жа|ген|пол|dipl\.-ing|e\.v|s\.a|s\.p\.a|ph\.d|ph|jr)$/iu
const THAT = /^(?:that|dass|que|che|dat|att|at|että|że|что|що|[:,])*$/iu

/**
 * The attribution that follows a quote: `, said Jane Doe, chief executive of Acme.` `before` is what stands before the quote; `ended` says
 * that a comma or the end of a sentence stands within its marks.
 */
export function attributionAfter(text: string, before: string, speech: Speech, ended = false): Attribution | null {
  const sentence = firstSentence(text.replace(/^[\s,،、.–—-]+/u, '').replace(/^と(?=\p{L})/u, ''))
  if (sentence === '' || countOf(sentence) > MAX_WORDS) return null
  const dashed = /^\s*[.,]?\s*[–—-]\s?\p{Lu}/u.test(text)
  const starting = speech.startsWith(sentence, 'verb')
  if (starting > 0) return afterVerb(sentence.slice(starting).trim(), before, speech)
  const source = speech.startsWith(sentence, 'according')
  if (source > 0) {
    const speaker = readSpeaker(sentence.slice(source).trim(), speech)
    return speaker && { speaker, refers: false }
  }
  const verb = speech.findVerb(sentence, 'first')
  if (verb !== null) {
    const head = sentence.slice(0, verb.index).trim()
    if (speech.startsWith(head, 'pronoun') > 0 && countOf(head) <= 2) return { speaker: null, refers: true }
    const speaker = countOf(head) <= 20 ? readSpeaker(head, speech, true) : null
    if (speaker !== null) return { speaker, refers: false }
    return isPointing(head, speech) ? named(sentence.slice(verb.index + verb.length).trim(), speech) : null
  }
  if (ended || /^\s?[,،–—-]/u.test(text)) {
    const unknown = afterUnknownVerb(sentence, speech)
    if (unknown !== null) return unknown
  }
  return dashed ? named(sentence, speech) : null
}

function named(text: string, speech: Speech): Attribution | null {
  const speaker = readSpeaker(text, speech)
  return speaker && { speaker, refers: false }
}

/** `Das sagt Jane Doe`: a word or three that point back. */
function isPointing(head: string, speech: Speech): boolean {
  const words = head.split(/\s+/)
  return head !== '' && words.length <= 3 && speech.isOpener((words[0] ?? '').toLowerCase())
}

const UNKNOWN_VERB =
  /^(?:(?:s['’]|(?:se|si|sich|zich|seg|sig|się)\s)?)(?<verb>\p{Ll}[\p{L}\p{M}’'-]{2,24})\s+(?<rest>\S.*)$/u

/** Words are followed by a verb and a name: whatever the verb, they were said. */
function afterUnknownVerb(sentence: string, speech: Speech): Attribution | null {
  const { verb = '', rest = '' } = UNKNOWN_VERB.exec(sentence)?.groups ?? {}
  if (verb === '' || speech.isOpener(verb) || speech.isRole(verb) || speech.startsWith(verb, 'article') > 0) return null
  const first = /^\S+/.exec(rest)?.[0] ?? ''
  const leads =
    /^\p{Lu}/u.test(first) ||
    speech.startsWith(rest, 'article') > 0 ||
    speech.isRole(first) ||
    speech.isOccupation(first)
  const speaker = leads && !speech.isOpener(first) ? readSpeaker(rest, speech) : null
  // A name that stands behind much else is not the subject.
  const at = speaker === null ? -1 : rest.indexOf(speaker.name)
  return speaker !== null && at >= 0 && (at === 0 || speaker.title !== null) && at <= 60
    ? { speaker, refers: false }
    : null
}

function afterVerb(rest: string, before: string, speech: Speech): Attribution {
  if (speech.startsWith(rest, 'pronoun') > 0) return { speaker: null, refers: true }
  const speaker = readSpeaker(rest, speech, true)
  if (speaker !== null) return { speaker, refers: false, direct: true }
  const introduced = lastSentence(before)
  const above = introduced === '' ? null : readSpeaker(introduced.replace(/[\s,:：،、]+$/u, ''), speech)
  return { speaker: above, refers: above === null }
}

/** The attribution that introduces a quote: `Jane Doe, chief executive of Acme, said:`. */
export function attributionBefore(text: string, speech: Speech): Attribution | null {
  // Japanese introduces with a whole sentence.
  const whole = /[\p{L}]。\s*$/u.test(text)
  const sentence = lastSentence(text.replace(/。\s*$/u, ''))
  if (sentence === '' || countOf(sentence) > MAX_WORDS) return null
  const colon = whole || /[:：]\s*$/u.test(sentence)
  const plain = sentence.replace(/[\s,:：،、–—-]+$/u, '')
  const verb = speech.findVerb(plain, 'last')
  if (verb !== null) {
    const tail = plain.slice(verb.index + verb.length).trim()
    const head = plain.slice(0, verb.index).trim()
    if (!colon && !THAT.test(tail) && readSpeaker(tail, speech) === null) return null
    const speaker = readSpeaker(tail, speech) ?? readSpeaker(head, speech, countOf(head) <= 2)
    if (speaker !== null) return { speaker, refers: false }
    return {
      speaker: null,
      refers:
        speech.startsWith(head, 'pronoun') > 0 || speech.startsWith(tail, 'pronoun') > 0 || head === '' || tail === '',
    }
  }
  const source = speech.startsWith(plain, 'according')
  if (source === 0 && !colon) return null
  const speaker = readSpeaker(plain.slice(source).trim(), speech)
  return speaker && { speaker, refers: false }
}

/** Who is named inside of the quote, `« C'est beau, explique Jane Doe, directrice d'Acme. Nous… »`, and the words without that. */
export function attributionInside(words: string, speech: Speech): { parts: string[]; attribution: Attribution } | null {
  const commas = /[,،]\s|\s[–—-]\s/gu
  for (let comma = commas.exec(words); comma; comma = commas.exec(words)) {
    const rest = words.slice(comma.index + comma[0].length)
    if (speech.startsWith(rest, 'verb') === 0) continue
    const sentence = firstSentence(rest)
    const attribution = attributionAfter(sentence, '', speech)
    if (!attribution?.speaker) continue
    const { name, title } = attribution.speaker
    const end = Math.max(
      sentence.indexOf(name) + name.length,
      title === null ? 0 : sentence.indexOf(title) + title.length,
    )
    const behind = rest
      .slice(end)
      .replace(/^[\s,،–—-]+/u, '')
      .trim()
    const first = words.slice(0, comma.index)
    return /^[.!?]/.test(behind)
      ? { parts: [`${first}${behind.charAt(0)}`, behind.slice(1).trim()].filter((part) => part !== ''), attribution }
      : { parts: [first, behind].filter((part) => part !== ''), attribution }
  }
  return null
}

/** Whether the words are only the name and post of somebody, as below a quote that stands by itself. */
export function readSignature(line: string, speech: Speech): Speaker | null {
  const plain = line.replace(/^[\s–—-]+/u, '')
  if (plain.length > 160 || countOf(plain) > 20 || /[.:!?]$/.test(plain) || speech.findVerb(plain, 'first')) return null
  const speaker = readSpeaker(plain, speech)
  return speaker !== null && plain.startsWith(speaker.name) ? speaker : null
}

/** Up to the mark that ends it; abbreviations end none. */
function firstSentence(text: string): string {
  const marks = /[.!?…。](?=\s|$|["”“»«])|[;:：](?=\s|$)/gu
  for (let found = marks.exec(text); found; found = marks.exec(text))
    if (found[0] !== '.' || !ABBREVIATION.test(text.slice(Math.max(0, found.index - 14), found.index)))
      return text.slice(0, found.index).trim()
  return text.slice(0, 400).trim()
}

function lastSentence(text: string): string {
  const piece = text.slice(-400)
  const marks = /[.!?…。](?=\s|["”»“」])|[。」]/gu
  let from = 0
  for (let found = marks.exec(piece); found; found = marks.exec(piece))
    if (found[0] !== '.' || !ABBREVIATION.test(piece.slice(Math.max(0, found.index - 14), found.index)))
      from = found.index + 1
  return piece
    .slice(from)
    .replace(/^["”»“」\s]+/u, '')
    .trim()
}

function countOf(text: string): number {
  return text === '' ? 0 : text.split(/\s+/).length
}
