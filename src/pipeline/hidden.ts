/** Reads from an element's own attributes whether a person would see it. Style sheets are not looked at: mail clients drop most of them. */

/** A style attribute longer than this is an attack, not a style. */
const MAX_STYLE_LENGTH = 4000

type Attributes = Readonly<Record<string, string>>

/** Declarations of a style attribute by lowercase property; null where there is none or it is an attack. */
export type ReadStyle = (style: string | undefined) => ReadonlyMap<string, string> | null

/** A reader of style attributes for one message: its template repeats a few styles on every element, so each is taken apart once. */
export function startStyles(): ReadStyle {
  const known = new Map<string, ReadonlyMap<string, string>>()
  return (style) => {
    if (!style || style.length > MAX_STYLE_LENGTH) return null
    const declarations = known.get(style) ?? declarationsOf(style)
    known.set(style, declarations)
    return declarations
  }
}

/** True where the element and all in it is not shown. */
export function isHidden(name: string, attributes: Attributes, readStyle: ReadStyle): boolean {
  if (attributes.hidden !== undefined) return true
  const style = readStyle(attributes.style)
  if (style === null) return false
  if (style.get('display') === 'none' || style.get('visibility') === 'hidden' || isZero(style.get('opacity')))
    return true
  // Buttons for Outlook come twice, drawn and as a link that Outlook alone hides: the link is what all others see.
  if (style.get('mso-hide') === 'all' && name !== 'a') return true
  const clipped = style.get('overflow') === 'hidden'
  if (
    clipped &&
    (isZero(style.get('max-height')) ||
      isZero(style.get('height')) ||
      isZero(style.get('max-width')) ||
      isZero(style.get('width')))
  )
    return true
  const ground = style.get('background-color') ?? style.get('background')
  const colour = style.get('color')
  return ground !== undefined && colour !== undefined && plainColour(colour) === plainColour(ground)
}

/** What the element does to the size of its own text: too small to see, or one that can be read again, as mail templates do inside; null where nothing. */
export function textSize(attributes: Attributes, readStyle: ReadStyle): 'tiny' | 'sized' | null {
  const size = sizeOf(attributes, readStyle)
  return size === null ? null : size <= 1 ? 'tiny' : 'sized'
}

/** True for an image of one or no pixel. */
export function isPixel(attributes: Attributes, readStyle: ReadStyle): boolean {
  const style = readStyle(attributes.style)
  const sizes = [attributes.width, attributes.height, style?.get('width'), style?.get('height')]
  return sizes.some((size) => size !== undefined && size.length < 20 && /^\s*0*[01](\.0+)?\s*(px)?\s*$/i.test(size))
}

/** The http(s) and protocol-relative addresses that a style would load. */
export function remoteUrlsIn(style: string): string[] {
  const urls: string[] = []
  if (!style.includes('(')) return urls
  for (const found of style.slice(0, MAX_STYLE_LENGTH).matchAll(/url\(\s*["']?((?:https?:)?\/\/[^"')\s]{1,300})/gi))
    if (found[1]) urls.push(found[1])
  return urls
}

function sizeOf(attributes: Attributes, readStyle: ReadStyle): number | null {
  const style = readStyle(attributes.style)
  const written =
    style?.get('font-size') ?? /(?:^|\s)(\d[\d.]{0,5}(?:px|pt|em|rem|%))/.exec(style?.get('font') ?? '')?.[1]
  if (written === undefined) return null
  if (/^(small|medium|large|x-|xx-|larger|smaller|calc|inherit)/.test(written)) return 12
  const number = Number.parseFloat(written)
  if (Number.isNaN(number)) return null
  if (/em$/.test(written)) return number * 12
  return written.endsWith('%') ? (number / 100) * 12 : number
}

function declarationsOf(style: string): ReadonlyMap<string, string> {
  const declarations = new Map<string, string>()
  for (const declaration of style.toLowerCase().split(';')) {
    const colon = declaration.indexOf(':')
    if (colon !== -1)
      declarations.set(
        declaration.slice(0, colon).trim(),
        declaration
          .slice(colon + 1)
          .replace('!important', '')
          .trim(),
      )
  }
  return declarations
}

function isZero(value: string | undefined): boolean {
  return value !== undefined && /^0+(\.0+)?(px|pt|em|%)?$/.test(value)
}

function plainColour(colour: string): string {
  const named: Readonly<Record<string, string>> = {
    white: '#ffffff',
    black: '#000000',
    'rgb(255,255,255)': '#ffffff',
    'rgb(0,0,0)': '#000000',
  }
  const plain = colour.replace(/\s+/g, '')
  const short = /^#([0-9a-f])([0-9a-f])([0-9a-f])$/.exec(plain)
  if (short) return `#${short[1]}${short[1]}${short[2]}${short[2]}${short[3]}${short[3]}`
  return named[plain] ?? plain
}
