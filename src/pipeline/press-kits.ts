/** Pages from which the pictures and papers of a release can be had. Nothing here fetches them. */
import type { Block } from './block.ts'
import type { PressKit } from './draft.ts'
import { type Expiry, findExpiry } from './expiry.ts'
import type { Given } from './given.ts'
import SERVICES from './press-kit-services.json' with { type: 'json' }

/** What is said two lines below a link is still said of it. */
const NEAR = [0, 1, -1, 2] as const
const MAX_KITS = 50
/** Speaks of a link or of what is behind it. */
const OF_LINKS =
  /link|download|herunterlad|télécharg|lien|enlace|descarg|collegament|scaric|ссылк|скача|посиланн|завантаж|bağlant|indir|länk|lenke|lataa|pobra|transferir|descarreg|yüklə|رابط|تحميل|リンク|ダウンロード|wetransfer|dropbox/i

/** The press kits among the links, with the end that the lines near them state; `blocks` are those of the copy. */
export function findPressKits(
  links: readonly string[],
  blocks: readonly Pick<Block, 'html' | 'text'>[],
  given: Pick<Given, 'receivedAt' | 'zone' | 'languages'>,
): PressKit[] {
  const kits: { href: string; service: string }[] = []
  for (const href of links) {
    const service = kits.length < MAX_KITS ? serviceOf(href) : null
    if (service !== null) kits.push({ href, service })
  }
  if (kits.length === 0) return []
  const lines = blocks.flatMap(({ html, text }) => text.split('\n').map((line) => ({ html, line })))
  return kits.map(({ href, service }) => {
    const expiry = expiryOf(href, service, lines, given) ?? (kits.length === 1 ? anyExpiry(lines, given) : null)
    return { href, service, expires: expiry?.words ?? null, expiresOn: expiry?.day ?? null }
  })
}

/** Whose press kit a link leads to; null: it is none. */
export function serviceOf(href: string): string | null {
  if (!/^https?:/i.test(href) || !URL.canParse(href)) return null
  const { hostname, pathname, href: whole } = new URL(href)
  const path = pathname.toLowerCase()
  for (const { service, hosts, paths } of SERVICES) {
    const known = hosts.some((host) => hostname === host || hostname.endsWith(`.${host}`))
    if (hosts.length > 0 && !known) continue
    // The front page of a service is an advertisement.
    if (path === '/' && !/[?#]./.test(whole) && hosts.length > 0) continue
    if (paths === undefined || paths.some((one) => (known ? path.startsWith(one) : path.includes(one)))) return service
  }
  return null
}

type Lines = readonly { html: string; line: string }[]
type Read = Pick<Given, 'receivedAt' | 'zone' | 'languages'>

function expiryOf(href: string, service: string, lines: Lines, given: Read): Expiry | null {
  const escaped = href.replace(/&/g, '&amp;')
  const places = [...lines.keys()].filter((at) => {
    const { html, line } = lines[at] ?? { html: '', line: '' }
    return line.includes(href) || line.includes(service) || html.includes(escaped)
  })
  for (const offset of NEAR) {
    for (const at of places.slice(0, 20)) {
      const found = findExpiry(lines[at + offset]?.line ?? '', given)
      if (found) return found
    }
  }
  return null
}

/** The one link in the copy may be spoken of anywhere. */
function anyExpiry(lines: Lines, given: Read): Expiry | null {
  for (const { line } of lines) {
    const found = OF_LINKS.test(line) ? findExpiry(line, given) : null
    if (found) return found
  }
  return null
}
