/** Lays the cases of the foot out as sheets. */
import { readCopy } from '../../src/pipeline/copy.ts'
import { type Given, gather } from '../../src/pipeline/given.ts'
import { readSheet, type Sheet } from '../../src/pipeline/sheet.ts'
import { readSubject } from '../../src/pipeline/subject.ts'
import { COPIES, type FootCase } from './foot-cases.ts'

/** The sheet of a release, what it is read with, and the line with which its copy begins. */
export function sheetOf({ foot, html, language, top }: FootCase): {
  sheet: Sheet
  given: Given
  bodyStart: number
  text: string
} {
  const { headline, copy } = COPIES[language] ?? { headline: '', copy: [] }
  const plain = [...(top ? [top] : []), headline, ...copy, foot].join('\n\n')
  const marked = `<h1>${headline}</h1>${copy.map((paragraph) => `<p>${paragraph}</p>`).join('')}${foot}`
  const text = html ? marked : plain
  return { ...readText(text, html === true, language), text }
}

/** A text with the body beginning below the headline, which is the first line that reads so or the first of all. */
export function readText(
  text: string,
  html: boolean,
  language: string,
): { sheet: Sheet; given: Given; bodyStart: number } {
  const subject = readSubject('Release')
  const plain = { value: text, flowed: false, delSp: false }
  const copy = readCopy([html ? { text: null, html: text } : { text: plain, html: null }], subject)
  const sheet = readSheet(copy.blocks)
  const circumstances = { receivedAt: new Date(0), zone: 'UTC', lessons: [] }
  const given = gather(circumstances, subject, copy.source, language, null)
  const headline = COPIES[language]?.headline
  return { sheet, given, bodyStart: sheet.lines.findIndex((line) => line.text === headline) + 1 }
}
