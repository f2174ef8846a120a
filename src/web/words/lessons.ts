import type { Lesson } from '../api.ts'

const PARTS: Readonly<Record<string, string>> = {
  headline: 'headline',
  standfirst: 'standfirst',
  organisation: 'organisation',
  boilerplate: 'boilerplate',
  notes: 'notes to editors',
  contacts: 'contacts',
}

const ELEMENTS: Readonly<Record<string, string>> = {
  strong: 'line in bold',
  list: 'line of a list',
  table: 'line of a table',
  p: 'paragraph',
}

/** What a part is called at a news desk. */
export function partName(part: string): string {
  return PARTS[part] ?? part
}

/** Where a part will be looked for, such as `the 2nd line of the copy`. */
export function ruleWords(rule: Lesson['rule']): string {
  switch (rule.by) {
    case 'subject':
      return 'the subject of the mail'
    case 'line':
      return `the ${nth(rule.line + 1)} line of the copy`
    case 'after':
      return `what stands below “${rule.heading}”`
    case 'element':
      return `the ${nth(rule.nth + 1)} ${ELEMENTS[rule.element] ?? 'heading'} of the copy`
    case 'words':
      return `always “${rule.words}”`
  }
}

const ordinals = new Intl.PluralRules('en-GB', { type: 'ordinal' })
const ENDINGS: Readonly<Record<string, string>> = { one: 'st', two: 'nd', few: 'rd', other: 'th' }

function nth(place: number): string {
  return place === 1 ? 'first' : `${place}${ENDINGS[ordinals.select(place)]}`
}
