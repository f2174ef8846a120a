/** What the styles of a Word file say of letters and headings (ECMA-376 part 1, section 17.7). */
import { Parser } from 'htmlparser2'

interface Style {
  basedOn: string | null
  /** In points; null: as in the style it is based on. */
  size: number | null
  bold: boolean | null
  /** From 1; null: as in the style it is based on, 0: none. */
  level: number | null
}

export interface DocxStyles {
  byId: ReadonlyMap<string, Style>
  /** Size where no style says one, in points. */
  size: number
}

/** Section 17.3.2.38: with nothing said, letters are 10 points. */
const DEFAULT_SIZE = 10
/** Word allows a chain of eleven. */
const MAX_CHAIN = 12

/** Reads `word/styles.xml`. */
export function readDocxStyles(xml: string): DocxStyles {
  const byId = new Map<string, Style>()
  let size = DEFAULT_SIZE
  let style: Style | null = null
  let inDefaults = false
  const parser = new Parser(
    {
      onopentag(name, attributes) {
        const value = attributes['w:val'] ?? ''
        if (name === 'w:docDefaults') inDefaults = true
        else if (name === 'w:style' && attributes['w:type'] === 'paragraph') {
          style = { basedOn: null, size: null, bold: null, level: null }
          byId.set(attributes['w:styleId'] ?? '', style)
        } else if (name === 'w:sz' && inDefaults) size = halfPoints(value) ?? size
        else if (style) readProperty(style, name, value)
      },
      onclosetag(name) {
        if (name === 'w:docDefaults') inDefaults = false
        if (name === 'w:style') style = null
      },
    },
    { xmlMode: true },
  )
  parser.end(xml)
  return { byId, size }
}

/** The style with what it takes over from others. */
export function styleOf(styles: DocxStyles, id: string | null): { size: number | null; bold: boolean; level: number } {
  const whole: Pick<Style, 'size' | 'bold' | 'level'> = { size: null, bold: null, level: null }
  let next = id
  for (let depth = 0; next !== null && depth < MAX_CHAIN; depth++) {
    const style = styles.byId.get(next)
    whole.size ??= style?.size ?? null
    whole.bold ??= style?.bold ?? null
    whole.level ??= style?.level ?? null
    next = style?.basedOn ?? null
  }
  return { size: whole.size, bold: whole.bold ?? false, level: whole.level ?? 0 }
}

/** Size of the letters of a style, in points. */
export function sizeOfStyle(styles: DocxStyles, id: string | null): number {
  return styleOf(styles, id).size ?? styles.size
}

function readProperty(style: Style, name: string, value: string): void {
  if (name === 'w:basedOn') style.basedOn = value
  else if (name === 'w:sz') style.size = halfPoints(value)
  else if (name === 'w:b') style.bold = !/^(?:0|false|off)$/.test(value)
  // Levels count from 0, and 9 is running text.
  else if (name === 'w:outlineLvl') style.level = /^[0-3]$/.test(value) ? Number(value) + 1 : 0
}

function halfPoints(value: string): number | null {
  return /^\d{1,4}$/.test(value) ? Number(value) / 2 : null
}
