/** A release as an office sets it: letterhead in the middle, embargo in a box, figures in a table, contacts side by side. */
import { blocks, type Frame, lined } from './html.ts'
import type { Section } from './source.ts'

const ELEMENTS = { headline: 'h2', heading: 'h4', paragraph: 'p' }

/** Lines with tabs become tables. With `alt`, a picture that says these words stands on top. */
export function letterheadHtml(sections: readonly Section[], { language }: Frame, alt: string): string {
  const picture =
    alt === '' ? '' : `<p><img src="https://images.sender.example/head.png" width="600" height="90" alt="${alt}"></p>`
  const first = sections.findIndex(({ kind }) => kind === 'headline')
  const rows = sections.map((section, at) => {
    if (section.text === '') return ''
    if (section.kind === 'embargo') return boxed(section)
    if (section.kind === 'contact') return sideBySide(section)
    if (section.kind === 'plain' && at < first) return `<center>${lined(section.text)}</center>`
    return withTables(section)
  })
  return `<html lang="${language}"><body>${picture}${rows.join('\n')}</body></html>`
}

function boxed({ text }: Section): string {
  return `<table border="1" cellpadding="6"><tr><td><b>${lined(text)}</b></td></tr></table>`
}

function sideBySide({ text }: Section): string {
  const cells = text.split('\n\n').map((block) => `<td valign="top">${lined(block)}</td>`)
  return `<table width="100%"><tr>${cells.join('')}</tr></table>`
}

function withTables(section: Section): string {
  return section.text
    .split('\n\n')
    .map((block) => (block.includes('\t') ? tableOf(block) : blocks([{ ...section, text: block }], ELEMENTS)))
    .join('\n')
}

function tableOf(block: string): string {
  const rows = block.split('\n').map((line) => {
    const cells = line.split('\t').map((cell) => `<td>${lined(cell)}</td>`)
    return `<tr>${cells.join('')}</tr>`
  })
  return `<table border="1">${rows.join('')}</table>`
}
