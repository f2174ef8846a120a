/** An element of sanitised HTML as its start tag, and those around it, say how it looks. */

export interface Element {
  name: string
  /** `dir` and `lang` as they stand in the tag. */
  attributes: string
  hidden: boolean
  /** Takes its place and is not drawn. */
  unseen: boolean
  tiny: boolean
  /** White, and on no ground of another colour. */
  white: boolean
  ground: boolean
  /** Of its text, in pixels; 0 where it is not stated. */
  size: number
  /** By its style, not by an element. */
  bold: boolean
  centred: boolean
  quoted: boolean
  signature: boolean
  layout: boolean
}

/** What a start tag says of its element, which takes from its parent what it does not say itself. */
export function readElement(name: string, tag: string, parent: Element | undefined, isLayout: () => boolean): Element {
  // Of most tags cleaning leaves only the name.
  const bare = tag === `<${name}>`
  const look = bare ? undefined : / data-look="(\w+)"/.exec(tag)?.[1]
  const [, pixels = '', stress = ''] = /^s(\d{0,2})([bnclwdg]{0,4})$/.exec(look ?? '') ?? []
  const size = Number(pixels)
  return {
    name,
    attributes: bare ? '' : [...tag.matchAll(/ (?:dir|lang)="[\w-]+"/g)].map((found) => found[0]).join(''),
    hidden: look === 'hidden' || (parent?.hidden ?? false),
    unseen: look === 'unseen' || (look !== 'seen' && (parent?.unseen ?? false)),
    white: stress.includes('w') || (!stress.includes('d') && (parent?.white ?? false)),
    ground: stress.includes('g') || (parent?.ground ?? false),
    tiny: look === 'tiny' || (!size && (parent?.tiny ?? false)),
    size: size || (parent?.size ?? 0),
    bold: stress.includes('b') || (!stress.includes('n') && (parent?.bold ?? false)),
    centred: stress.includes('c') || (!stress.includes('l') && (parent?.centred ?? false)),
    quoted: look === 'thread' || (parent?.quoted ?? false),
    signature: look === 'signature' || (parent?.signature ?? false),
    layout: name === 'table' ? isLayout() : (parent?.layout ?? false),
  }
}

/** Nobody sees the text of such an element. */
export function isConcealed(element: Element | undefined): boolean {
  return (
    element !== undefined && (element.hidden || element.unseen || element.tiny || (element.white && !element.ground))
  )
}
