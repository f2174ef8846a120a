/** Reads from an element's own attributes whether a person would see it. Style sheets are not looked at: mail clients drop most of them. */

/** A style attribute longer than this is an attack, not a style. */
const MAX_STYLE_LENGTH = 4000
/** Style sheets stand at the beginning. */
const MAX_SHEET_LENGTH = 100_000
/** What is moved that far to the left, or above, is off every screen. */
const OFF_SCREEN = -400

const USUAL_SIZE = 16
/** Of the old element `font`. */
const FONT_SIZES: Readonly<Record<string, number>> = { '1': 10, '2': 13, '3': 16, '4': 18, '5': 24, '6': 32, '7': 48 }

type Attributes = Readonly<Record<string, string>>

/** Declarations of a style attribute by lowercase property; null where there is none or it is an attack. */
export interface ReadStyle {
  (style: string | undefined): ReadonlyMap<string, string> | null
  /** Classes that the message's style sheet hides everywhere. */
  hidden: ReadonlySet<string>
  /** The style sheet sets grounds: on which one a text stands cannot be told. */
  setsGround: boolean
}

/** A reader of style attributes for one message: its template repeats a few styles on every element, so each is taken apart once. */
export function startStyles(html = ''): ReadStyle {
  const known = new Map<string, ReadonlyMap<string, string>>()
  const read = (style: string | undefined) => {
    if (!style || style.length > MAX_STYLE_LENGTH) return null
    const declarations = known.get(style) ?? declarationsOf(style)
    known.set(style, declarations)
    return declarations
  }
  return Object.assign(read, { hidden: hiddenClasses(html), setsGround: setsGround(html) })
}

function setsGround(html: string): boolean {
  const sheet = html.search(/<style/i)
  return sheet !== -1 && /background/i.test(html.slice(sheet, sheet + MAX_SHEET_LENGTH))
}

/** Of a style sheet only the rules for the line that mail programs show in their list are looked at: other classes are hidden on some screens and not on others. */
function hiddenClasses(html: string): ReadonlySet<string> {
  const found = new Set<string>()
  if (!/<style/i.test(html)) return found
  const rules = /\.([\w-]{0,40}(?:pre-?header|preview)[\w-]{0,40})\s{0,9}\{([^{}]{0,600})\}/gi
  for (const [, name = '', declarations = ''] of html.slice(0, MAX_SHEET_LENGTH).matchAll(rules))
    if (/display\s{0,9}:\s{0,9}none/i.test(declarations)) found.add(name)
  return found
}

/** True where the element and all in it is not shown. */
export function isHidden(name: string, attributes: Attributes, readStyle: ReadStyle): boolean {
  if (attributes.hidden !== undefined || isHiddenClass(attributes.class, readStyle)) return true
  const style = readStyle(attributes.style)
  if (style === null) return false
  if (style.get('display') === 'none' || isZero(style.get('opacity'))) return true
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
  if (isOffScreen(style) || style.get('color') === 'transparent') return true
  const ground = style.get('background-color') ?? style.get('background')
  const colour = style.get('color')
  return ground !== undefined && colour !== undefined && plainColour(colour) === plainColour(ground)
}

/** What the element does to the sight of its own text, and an element inside may undo (CSS 2.1, 11.2); null where nothing. */
export function visibilityOf(attributes: Attributes, readStyle: ReadStyle): 'unseen' | 'seen' | null {
  const visibility = readStyle(attributes.style)?.get('visibility')
  if (visibility === 'hidden' || visibility === 'collapse') return 'unseen'
  return visibility === 'visible' ? 'seen' : null
}

function isHiddenClass(names: string | undefined, { hidden }: ReadStyle): boolean {
  return names !== undefined && hidden.size > 0 && names.split(/\s+/).some((name) => hidden.has(name))
}

function isOffScreen(style: ReadonlyMap<string, string>): boolean {
  if (Number.parseFloat(style.get('text-indent') ?? '0') < OFF_SCREEN) return true
  if (style.get('position') !== 'absolute' && style.get('position') !== 'fixed') return false
  if (/^rect\(0(?:px|pt)?[,\s]+0(?:px|pt)?[,\s]+0/.test(style.get('clip') ?? '')) return true
  return (
    Number.parseFloat(style.get('left') ?? '0') < OFF_SCREEN || Number.parseFloat(style.get('top') ?? '0') < OFF_SCREEN
  )
}

/** What the element does to the size of its own text: `tiny`, too small to see, or `s` and the pixels, as mail templates set it inside; null where nothing. */
export function textSize(attributes: Attributes, readStyle: ReadStyle): string | null {
  const size = sizeOf(attributes, readStyle)
  return size === null ? null : size <= 1 ? 'tiny' : `s${Math.min(99, Math.round(size))}`
}

/**
 * What the element does to the weight, place and colour of its own text: `b` bold, `n` not bold, then `c` centred, `l` not centred, then `w`
 * white, `d` in a colour, then `g` on a ground that is not white; empty where nothing.
 */
export function textStress(attributes: Attributes, readStyle: ReadStyle): string {
  const style = readStyle(attributes.style)
  const weight = style?.get('font-weight')
  const align = style?.get('text-align') ?? attributes.align?.toLowerCase()
  const bold =
    weight === undefined ? '' : /^(?:bold|[6-9]00)/.test(weight) ? 'b' : /^(?:normal|[1-5]00)/.test(weight) ? 'n' : ''
  return bold + (align === undefined ? '' : align === 'center' ? 'c' : 'l') + textColour(attributes, readStyle)
}

function textColour(attributes: Attributes, readStyle: ReadStyle): string {
  const style = readStyle(attributes.style)
  const colour = style?.get('color') ?? attributes.color?.toLowerCase()
  const grounds = [
    style?.get('background'),
    style?.get('background-color'),
    style?.get('background-image'),
    attributes.bgcolor?.toLowerCase(),
    attributes.background && 'url(',
  ]
  const isGround = grounds.some(
    (ground) =>
      ground !== undefined &&
      ground !== '' &&
      !/^(?:none|transparent|inherit|initial)$/.test(ground) &&
      (ground.includes('url(') || !isWhite(ground)),
  )
  const stated =
    colour === undefined || colour === 'inherit' ? '' : isWhite(colour) && !readStyle.setsGround ? 'w' : 'd'
  return stated + (isGround ? 'g' : '')
}

/** White, or so near to it that nobody sees it on white. */
function isWhite(colour: string): boolean {
  return /^(?:white|snow|ivory|#f{3}(?![a-f\d])|#(?:f[a-f\d]){3}|rgba?\((?:2[45]\d,){2}2[45]\d[,)])/.test(
    colour.replace(/\s+/g, ''),
  )
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

/** In pixels. Relative sizes are taken to be of usual text. */
function sizeOf(attributes: Attributes, readStyle: ReadStyle): number | null {
  const style = readStyle(attributes.style)
  const written =
    style?.get('font-size') ?? /(?:^|\s)(\d[\d.]{0,5}(?:px|pt|em|rem|%))/.exec(style?.get('font') ?? '')?.[1]
  if (written === undefined) return FONT_SIZES[attributes.size ?? ''] ?? null
  if (/^(xx?x?-large|larger)/.test(written)) return 24
  if (/^(small|medium|large|x-|xx-|smaller|calc|inherit)/.test(written)) return USUAL_SIZE
  const number = Number.parseFloat(written)
  if (Number.isNaN(number)) return null
  if (written.endsWith('pt')) return (number * 4) / 3
  if (/em$/.test(written)) return number * USUAL_SIZE
  return written.endsWith('%') ? (number / 100) * USUAL_SIZE : number
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
