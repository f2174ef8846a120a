/** What the styles of an OpenDocument file say of letters and headings (OASIS ODF 1.3 part 3, sections 16 and 20). */
import { Parser } from 'htmlparser2'

interface Style {
  parent: string | null
  /** In points; null: as in the parent. */
  size: number | null
  bold: boolean | null
  rtl: boolean | null
  /** From 1; 0: no heading. */
  level: number
}

export interface OdtStyles {
  byName: ReadonlyMap<string, Style>
  /** Size where no style says one, in points. */
  size: number
}

const DEFAULT_SIZE = 12
const MAX_CHAIN = 12

/** Reads the styles in the XML of `styles.xml` and `content.xml`. */
export function readOdtStyles(xml: string): OdtStyles {
  const byName = new Map<string, Style>()
  let size = DEFAULT_SIZE
  let style: Style | null = null
  let isDefault = false
  const parser = new Parser(
    {
      onopentag(name, attributes) {
        if (name === 'style:default-style') isDefault = attributes['style:family'] === 'paragraph'
        else if (name === 'style:style') {
          style = startStyle(attributes)
          byName.set(attributes['style:name'] ?? '', style)
        } else if (name === 'style:text-properties' && isDefault) size = points(attributes['fo:font-size']) ?? size
        else if (style) readProperties(style, name, attributes)
      },
      onclosetag(name) {
        if (name === 'style:default-style') isDefault = false
        if (name === 'style:style') style = null
      },
    },
    { xmlMode: true, decodeEntities: true },
  )
  parser.end(xml)
  return { byName, size }
}

/** The style with what it takes over from its parents. */
export function lookOfStyle(styles: OdtStyles, name: string): Omit<Style, 'parent'> {
  const whole: Omit<Style, 'parent'> = { size: null, bold: null, rtl: null, level: 0 }
  let next: string | null = name
  for (let depth = 0; next !== null && depth < MAX_CHAIN; depth++) {
    const style: Style | undefined = styles.byName.get(next)
    whole.size ??= style?.size ?? null
    whole.bold ??= style?.bold ?? null
    whole.rtl ??= style?.rtl ?? null
    whole.level ||= style?.level ?? 0
    next = style?.parent ?? null
  }
  return whole
}

function startStyle(attributes: Readonly<Record<string, string>>): Style {
  const name = attributes['style:name'] ?? ''
  const outline = attributes['style:default-outline-level'] ?? ''
  const level = /^[1-4]$/.test(outline) ? Number(outline) : name === 'Title' ? 1 : name === 'Subtitle' ? 2 : 0
  return { parent: attributes['style:parent-style-name'] ?? null, size: null, bold: null, rtl: null, level }
}

function readProperties(style: Style, name: string, attributes: Readonly<Record<string, string>>): void {
  if (name === 'style:text-properties') {
    style.size = points(attributes['fo:font-size']) ?? style.size
    const weight = attributes['fo:font-weight']
    if (weight !== undefined) style.bold = /^(?:bold|[6-9]00)$/.test(weight)
  } else if (name === 'style:paragraph-properties' && attributes['style:writing-mode'] !== undefined) {
    style.rtl = attributes['style:writing-mode'].startsWith('rl')
  }
}

function points(value: string | undefined): number | null {
  const found = /^(\d{1,3}(?:\.\d{1,3})?)pt$/.exec(value ?? '')?.[1]
  return found === undefined ? null : Number(found)
}
