const NEVER = 'script, style, link, meta, base, iframe, object, embed, form, input, button, svg, math, template'
const HEADINGS = 'h1, h2, h3, h4, h5, h6'
/** The page's own headings end at the second level. */
const FIRST_HEADING = 3

/**
 * Turns sanitised HTML, or text where there is none, into nodes for the page: links open in a new tab and tell nothing
 * of where they were followed from, headings stand below the page's own, pictures without words are marked as such.
 */
export function layOut(html: string, text: string): DocumentFragment {
  const copy = new DOMParser().parseFromString(html.trim() ? html : '', 'text/html').body
  if (!html.trim()) copy.append(...text.split(/\n{2,}/).map((words) => paragraph(words)))
  for (const element of copy.querySelectorAll(NEVER)) element.remove()
  for (const link of copy.querySelectorAll('a')) {
    link.target = '_blank'
    link.rel = 'noopener noreferrer'
  }
  for (const image of copy.querySelectorAll('img:not([alt])')) image.setAttribute('alt', '')
  lowerHeadings(copy)
  const nodes = document.createDocumentFragment()
  nodes.append(...copy.childNodes)
  return nodes
}

function paragraph(words: string): HTMLParagraphElement {
  const element = document.createElement('p')
  element.textContent = words
  element.style.whiteSpace = 'pre-line'
  return element
}

function lowerHeadings(copy: HTMLElement): void {
  const headings = [...copy.querySelectorAll(HEADINGS)]
  let above = FIRST_HEADING - 1
  const levels = headings.map((heading) => Number(heading.tagName[1]))
  const top = Math.min(...levels)
  for (const [index, heading] of headings.entries()) {
    const wanted = FIRST_HEADING + (levels[index] ?? top) - top
    const level = Math.min(wanted, above + 1, 6)
    above = level
    const lowered = document.createElement(`h${level}`)
    lowered.append(...heading.childNodes)
    heading.replaceWith(lowered)
  }
}
