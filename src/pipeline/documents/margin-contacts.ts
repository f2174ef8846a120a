import { escapeHtml } from './escape.ts'

/** Those lines of a document's margins by which somebody can be reached, as HTML paragraphs: a footer may be all that tells whom to ask. */
export function contactsInMargin(lines: readonly string[]): string {
  const contacts = lines.filter((line) => /\S@\S/.test(line) || /(?:\d[\s()/.-]?){7}/.test(line))
  return [...new Set(contacts)].map((line) => `<p>${escapeHtml(line)}</p>`).join('')
}
