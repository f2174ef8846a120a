/**
 * Reads the marked-up source of a release (see accuracy/README.md): fields, an empty line, then the text in the order in which it is
 * sent, each of its parts below a line that begins with `@`.
 */

type Kind =
  | 'plain'
  | 'headline'
  | 'standfirst'
  | 'body'
  | 'about'
  | 'notes'
  | 'contact'
  | 'embargo'
  | 'correction'
  | 'caption'
  | 'dateline'
  | 'unlike'
  | 'needle'

export interface Section {
  kind: Kind
  /** What follows the mark in its line. */
  about: string
  /** The text below it, without the marks of quotes; `##` and `-` at the start of a line stand for a heading and a bullet in HTML. */
  text: string
  quotes: { speaker: string | null; words: string }[]
}

export interface Source {
  /** Folder and name, such as `en/harbour`. */
  id: string
  language: string
  fields: Map<string, string[]>
  sections: Section[]
}

const KINDS: readonly string[] =
  'plain headline standfirst body about notes contact embargo correction caption dateline unlike needle'.split(' ')

/** Marks whose own words are the first line of the text below them, unless they are in it already. */
const HEADED: readonly string[] = ['about', 'notes']

/** Throws an error that names the source where a mark or a field is not known. */
export function readSource(id: string, content: string): Source {
  const [head = '', ...rest] = content.trim().split('\n\n')
  const fields = new Map<string, string[]>()
  for (const line of head.split('\n')) {
    const [, name, value] = /^([a-z-]+): ?(.*)$/.exec(line) ?? []
    if (name === undefined || value === undefined) throw new Error(`${id}: no field: ${line}`)
    fields.set(name, [...(fields.get(name) ?? []), value])
  }
  const sections: Section[] = []
  for (const piece of rest.length === 0 ? [] : rest.join('\n\n').split(/^(?=@)/m)) {
    const [, kind = '', about = '', text = ''] = /^@([a-z]+) ?(.*)\n?([\s\S]*)$/.exec(piece) ?? []
    if (!KINDS.includes(kind)) throw new Error(`${id}: no mark: ${piece.slice(0, 40)}`)
    const heading = HEADED.includes(kind) && !text.trim().startsWith(about.trim()) ? `${about.trim()}\n` : ''
    sections.push({ kind: kind as Kind, about: about.trim(), ...withoutMarks(heading + text.trim()) })
  }
  return { id, language: id.split('/')[0] ?? '', fields, sections }
}

/** `{{Mara Quill|We are glad}}` stands for the words of a quote and who says them. */
function withoutMarks(marked: string): Pick<Section, 'text' | 'quotes'> {
  const quotes: Section['quotes'] = []
  const text = marked.replace(/\{\{([^|}]*)\|([^}]*)\}\}/g, (_, speaker: string, words: string) => {
    quotes.push({ speaker: speaker || null, words })
    return words
  })
  return { text, quotes }
}

/** A field that is there once, or the given word. */
export function field(source: Source, name: string, otherwise = ''): string {
  return source.fields.get(name)?.[0] ?? otherwise
}
