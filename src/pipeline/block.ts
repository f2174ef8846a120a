/**
 * The copy is a list of blocks, each the same words as clean HTML and as plain text, so that what is cut is cut from
 * both. `blocks.ts` builds them from sanitised HTML, `plain-text.ts` from plain text.
 */
export interface Block {
  kind: 'paragraph' | 'heading' | 'list' | 'table' | 'quote' | 'pre' | 'rule'
  html: string
  text: string
  /** Stands in what the mail program marks as the quoted thread. */
  quoted: boolean
  /** Stands in what the mail program, or the line `-- `, marks as the signature. */
  signature: boolean
  /** It is set in the middle, which most of the copy is not. */
  centred?: true
}

/** One block that quotes others. */
export function quoteOf(inside: readonly Block[]): Block {
  return {
    kind: 'quote',
    html: `<blockquote>${inside.map((block) => block.html).join('')}</blockquote>`,
    text: inside.map((block) => block.text).join('\n\n'),
    quoted: false,
    signature: inside.every((block) => block.signature),
  }
}

/** Plain text of HTML text that has only the four escapes of markup characters. */
export function unescapeHtml(escaped: string): string {
  if (!escaped.includes('&')) return escaped
  const markup = escaped
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&quot;/g, '"')
  return markup.replace(/&amp;/g, '&')
}
