/** Makes the folder that `copytaster eval` reads from the marked-up releases beside this file. */
import { copyFileSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { composeMessage } from './message.ts'
import { field, readSource, type Section, type Source } from './source.ts'
import { truthRow } from './truth-row.ts'

const RELEASES = join(import.meta.dirname, 'releases')

/** Writes messages and truths into a folder, which is made, and tells its path. Throws where a source cannot be read. */
export async function composeReleases(into: string): Promise<string> {
  mkdirSync(join(into, 'truth'), { recursive: true })
  mkdirSync(join(into, 'mail'))
  const rows: string[] = []
  for (const id of releaseNames()) {
    const source = sourceOf(id)
    const { octets, around } = await composeMessage(source)
    const file = join('mail', `${id.replace('/', '-')}.eml`)
    writeFileSync(join(into, file), octets)
    rows.push(JSON.stringify({ file, ...truthRow(source, around) }))
  }
  writeFileSync(join(into, 'truth', 'mail.jsonl'), `${rows.join('\n')}\n`)
  for (const file of readdirSync(import.meta.dirname).filter((name) => name.endsWith('.jsonl')))
    copyFileSync(join(import.meta.dirname, file), join(into, 'truth', file))
  return into
}

/** A source with `copy-of` has the text of another, without as many of the last paragraphs of its body as `cut` says. */
function sourceOf(id: string): Source {
  const source = readSource(id, readFileSync(join(RELEASES, `${id}.txt`), 'utf8'))
  const original = field(source, 'copy-of')
  if (original === '') return source
  const { sections, fields } = sourceOf(original)
  const cut = Number(field(source, 'cut', '0'))
  return {
    ...source,
    fields: new Map([...fields, ['attach', []], ['story', [original]], ...source.fields]),
    sections: sections.map((section) => (section.kind === 'body' ? shortened(section, cut) : section)),
  }
}

function shortened(section: Section, cut: number): Section {
  const text = section.text
    .split('\n\n')
    .slice(0, cut === 0 ? undefined : -cut)
    .join('\n\n')
  return { ...section, text, quotes: section.quotes.filter(({ words }) => text.includes(words)) }
}

/** Folder and name of each, without `.txt`. */
export function releaseNames(): string[] {
  return readdirSync(RELEASES, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.txt'))
    .map((name) => name.replaceAll('\\', '/').slice(0, -'.txt'.length))
    .sort()
}
