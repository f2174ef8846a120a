const names = new Intl.DisplayNames('en-GB', { type: 'language', fallback: 'code' })
const rightToLeft = new Set(['ar', 'arc', 'ckb', 'dv', 'fa', 'he', 'ps', 'sd', 'ug', 'ur', 'yi'])

/** The English name of a BCP 47 tag, such as `German`. */
export function languageName(tag: string): string {
  return names.of(tag) ?? tag
}

/** What to put on an element that holds copy in this language; unknown: the browser looks at the text. */
export function copyAttributes(tag: string | null): { lang?: string; dir: 'ltr' | 'rtl' | 'auto' } {
  if (!tag) return { dir: 'auto' }
  return { lang: tag, dir: rightToLeft.has(tag.split('-')[0] ?? tag) ? 'rtl' : 'ltr' }
}
