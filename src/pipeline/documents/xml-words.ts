import { Parser } from 'htmlparser2'

/** The words that stand in XML, a line each: `words` names the element that holds them, `lines` those that end a line, `gaps` those that divide words. */
export function wordsOfXml(
  xml: string,
  names: { words: string; lines: readonly string[]; gaps: readonly string[] },
): string[] {
  const lines: string[] = []
  let line = ''
  let reading = false
  const parser = new Parser(
    {
      onopentagname(name) {
        if (name === names.words) reading = true
        if (names.gaps.includes(name)) line += ' '
      },
      ontext(text) {
        if (reading) line += text
      },
      onclosetag(name) {
        if (name === names.words) reading = false
        if (!names.lines.includes(name)) return
        if (line.trim() !== '') lines.push(line.replace(/\s+/g, ' ').trim())
        line = ''
      },
    },
    { xmlMode: true, decodeEntities: true },
  )
  parser.end(xml)
  return lines
}
