/** Reads the name of an organisation that heads what it says of itself. */
import { isPost } from './contact-line.ts'
import type { Marker } from './markers.ts'
import { isOrganisation, isPersonName } from './names.ts'
import { fold } from './phrases.ts'
import type { Sheet, SheetLine } from './sheet.ts'
import { goesOn, isOwnName, nameAhead, withoutArticle } from './standing-paragraph.ts'

/** The name of an organisation, alone in its line, above a paragraph that says what it is; null for any other line. */
export function readNameHeading(sheet: Sheet, line: SheetLine, languages: readonly string[]): Marker | null {
  const { text } = line
  const next = sheet.lines[line.index + 1]?.text ?? ''
  if (isAboutNameBelow(line, next))
    return { kind: 'about', words: text.replace(/\s?[:：]$/, ''), name: nameAhead(next), rest: '', sure: true }
  const bracketed = IN_BRACKETS.exec(text)?.[1] ?? ''
  if (bracketed !== '' && isOwnName(sheet, bracketed) && goesOn(next, languages))
    return { kind: 'about', words: text, name: bracketed, rest: '', sure: true }
  if (text.length > 80 || text.length < 3 || /[.!?:：,;@\d]$/.test(text) || !/^["“„«]?[\p{Lu}\p{Lo}\d]/u.test(text))
    return null
  if (next.length < MIN_PROFILE || !/[.。!]["”“»]?$/u.test(next) || text.split(/\s+/).length > 8) return null
  const name = text.replace(
    /\s(?:GmbH|AG|SE|KG|Ltd|plc|Inc|AB|AS|A\/S|Oy|Oyj|SA|S\.A\.|SpA|BV|B\.V\.|NV|Lda|Sp\. z o\.o\.).{0,12}$/u,
    '',
  )
  const isNamed = fold(next.slice(0, MAX_TO_NAME)).includes(fold(name))
  if (!isNamed || isPersonName(text) || isPost(text)) return null
  return { kind: 'about', words: text, name: text, rest: '', sure: true }
}

const IN_BRACKETS = /^[[【〔■]\s?([^[\]【】〔〕]{2,60})[\]】〕]?$/u

/** `Harbour Theatre – the house on the quay`: it begins with the name with which the paragraph below begins. */
function isAboutNameBelow({ text, first }: SheetLine, next: string): boolean {
  if (!first || text.length > 80 || /[.!?;@\d]$/.test(text) || next.length < MIN_PROFILE) return false
  const name = nameAhead(next)
  if (name.length <= 3 || text.split(/\s+/).length > 8) return false
  const heading = fold(withoutArticle(text))
  // `Averley Lions Club`, and `The Lions have …` below it.
  return heading.startsWith(fold(name)) || (isOrganisation(text) && ` ${heading} `.includes(` ${fold(name)} `))
}

const MIN_PROFILE = 60
const MAX_TO_NAME = 90
