/** The text of a release as HTML: plain letters, Word's paste, and the newsletters of mail platforms. */
import type { Phrases } from './phrases.ts'
import type { Section } from './source.ts'

export interface Frame {
  language: string
  phrases: Phrases
  preheader: string
  /** Content id of the logo in the head; null: none. */
  logo: string | null
}

/** A letter as a mail client writes it. `headings` are the elements of headline and headings. */
export function letterHtml(sections: readonly Section[], { language }: Frame, headings = ['h1', 'h3']): string {
  const [headline = 'h1', heading = 'h3'] = headings
  return `<html lang="${language}"><body${direction(language)}>${blocks(sections, { headline, heading, paragraph: 'p' })}</body></html>`
}

/** What Outlook makes of a document written in Word. */
export function wordHtml(sections: readonly Section[], { language }: Frame): string {
  const text = blocks(sections, { headline: 'p', heading: 'p', paragraph: 'p' })
    .replaceAll(
      '<p>',
      '<p class=MsoNormal style="margin:0cm"><span lang=EN-GB style="font-size:11.0pt;mso-fareast-language:EN-US">',
    )
    .replaceAll('</p>', '<o:p></o:p></span></p><p class=MsoNormal><o:p>&nbsp;</o:p></p>')
  return `<html xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"><head><!--[if gte mso 9]><xml><o:OfficeDocumentSettings><o:AllowPNG/></o:OfficeDocumentSettings></xml><![endif]--><style>p.MsoNormal{margin:0}</style></head><body lang="${language}"${direction(language)}><div class=WordSection1>${text}</div></body></html>`
}

/** Tables in tables, a hidden preheader, a link to the page, icons and a footer. */
export function newsletterHtml(sections: readonly Section[], { language, phrases, preheader, logo }: Frame): string {
  const row = (inner: string, style = 'padding:12px 24px') => `<tr><td style="${style}">${inner}</td></tr>`
  const text = sections
    .map((section) => row(blocks([section], { headline: 'h1', heading: 'h3', paragraph: 'p' })))
    .join('')
  const icons = ['Facebook', 'X', 'LinkedIn']
    .map(
      (name) =>
        `<a href="https://click.mailer.example/${name}"><img src="https://cdn.mailer.example/${name}.png" width="24" height="24" alt="${name}"></a>`,
    )
    .join(' ')
  const head = logo ? row(`<img src="cid:${logo}" width="180" alt="Logo">`) : ''
  return `<!doctype html><html lang="${language}"><head><title>Newsletter</title><style>td{font-family:Arial}</style></head><body${direction(language)}><div style="display:none;max-height:0;overflow:hidden">${escaped(preheader)}</div><table width="100%"><tr><td align="center"><table width="600">${row(`<a href="https://click.mailer.example/view">${phrases.browser}</a>`)}${head}<tr><td><table width="100%">${text}</table></td></tr>${row(icons)}${row(`${phrases.why}<br><a href="https://click.mailer.example/out">${phrases.unsubscribe}</a>`)}</table></td></tr></table><img src="https://click.mailer.example/open.gif" width="1" height="1" alt=""></body></html>`
}

interface Elements {
  headline: string
  heading: string
  paragraph: string
}

/** The sections as HTML, one below the other. */
export function blocks(sections: readonly Section[], { headline, heading, paragraph }: Elements): string {
  return sections
    .filter(({ text }) => text !== '')
    .map(({ kind, about, text }) => {
      const paragraphs = text.split('\n\n').map((block) => {
        if (kind === 'headline') return element(headline, lined(block), headline === paragraph)
        if (block.startsWith('## ')) return element(heading, escaped(block.slice(3)), true)
        if (kind !== 'contact' && /^[-•*] /.test(block)) return listed(block)
        if (about !== '' && block.startsWith(`${about}\n`) && (kind === 'about' || kind === 'notes'))
          return (
            element(heading, escaped(about), heading === paragraph) +
            element(paragraph, lined(block.slice(about.length + 1)))
          )
        return block === about && (kind === 'about' || kind === 'notes')
          ? element(heading, escaped(about), heading === paragraph)
          : element(paragraph, lined(block))
      })
      return paragraphs.join('\n')
    })
    .join('\n')
}

function element(name: string, inner: string, bold = false): string {
  return `<${name}>${bold ? `<b>${inner}</b>` : inner}</${name}>`
}

function listed(block: string): string {
  return `<ul>${block
    .split('\n')
    .map((line) => `<li>${escaped(line.replace(/^[-•*] /, ''))}</li>`)
    .join('')}</ul>`
}

/** Lines of plain text, with their addresses as links. */
export function lined(block: string): string {
  return block.split('\n').map(escaped).join('<br>\n')
}

function escaped(text: string): string {
  return text
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/https?:\/\/[^\s]+[^\s.,;)]/g, (url) => `<a href="${url}">${url}</a>`)
    .replace(/[\w.+-]+@[\w-]+(?:\.[\w-]+)+/g, (address) => `<a href="mailto:${address}">${address}</a>`)
}

function direction(language: string): string {
  return language === 'ar' ? ' dir="rtl"' : ''
}
