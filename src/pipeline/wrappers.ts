/** Links that lead to another by way of somebody who counts or checks the click, and have its address in themselves. */

interface Wrapper {
  host: RegExp
  path?: RegExp
  /** Parameters that hold the address, the likeliest first; or how it is read. */
  read: readonly string[] | ((url: URL) => string | null)
}

const WRAPPERS: readonly Wrapper[] = [
  { host: /\.safelinks\.protection\.(?:outlook|office365)\.\w{2,3}$/, read: ['url'] },
  { host: /^statics\.teams\.cdn\.office\.net$/, path: /evergreen-assets\/safelinks/, read: ['url'] },
  { host: /^(?:www\.)?google\.[a-z.]{2,6}$/, path: /^\/url$/, read: ['q', 'url'] },
  { host: /^(?:l|lm|l\.wl)\.(?:facebook|instagram|messenger)\.com$/, read: ['u'] },
  { host: /^(?:www\.)?facebook\.com$/, path: /^\/(?:l|flx\/warn)(?:\.php)?\/?$/, read: ['u'] },
  { host: /^l\.threads\.(?:com|net)$/, read: ['u'] },
  {
    host: /^(?:\w{2,3}\.)?linkedin\.com$/,
    path: /^\/(?:safety\/go|redir\/redirect|redir\/general-malware-page)\/?$/,
    read: ['url'],
  },
  { host: /^(?:www\.)?youtube\.com$/, path: /^\/redirect$/, read: ['q'] },
  { host: /^urldefense\.(?:proofpoint\.)?(?:com|us)$/, read: readProofpoint },
  { host: /^linkprotect\.cudasvc\.com$/, read: ['a'] },
  { host: /^secure-web\.cisco\.com$/, read: (url) => decode(url.pathname.split('/').at(-1) ?? '') },
  { host: /(?:^|\.)protection\.sophos\.com$/, read: (url) => fromBase64(url.searchParams.get('u')) },
  { host: /(?:^|\.)ctp\.trendmicro\.com$|-ctp\.trendmicro\.com$/, read: ['url'] },
  { host: /^protect\d?\.fireeye\.com$/, read: ['u'] },
  { host: /^clicktime\.symantec\.com$/, read: ['u'] },
  {
    host: /^(?:url\.avanan\.click|protect\.checkpoint\.com)$/,
    read: (url) => /___(.{8,3000}?)___/.exec(url.href)?.[1] ?? null,
  },
  { host: /(?:^|\.)mimecast(?:protect)?\.com$/, path: /^\/(?:redirect|link)/, read: ['url', 'u'] },
  { host: /^slack-redir\.net$/, read: ['url'] },
  { host: /^(?:m\.)?vk\.com$/, path: /^\/away\.php$/, read: ['to'] },
  { host: /^out\.reddit\.com$/, read: ['url'] },
  { host: /^t\.umblr\.com$/, read: ['z'] },
  { host: /^(?:www\.)?c212\.net$/, read: ['u'] },
  { host: /^cts\.businesswire\.com$/, read: ['url'] },
  { host: /(?:^|\.)mandrillapp\.com$/, path: /^\/track\/click/, read: readMandrill },
  { host: /(?:^|\.)awstrack\.me$/, read: (url) => decode(/\/L0\/([^/]{8,3000})/.exec(url.pathname)?.[1] ?? '') },
  { host: /(?:^|\.)mjt\.lu$/, path: /^\/lnk\//, read: (url) => fromBase64(url.pathname.split('/').at(-1) ?? null) },
  {
    host: /(?:^|\.)substack\.com$/,
    path: /^\/redirect\/2\//,
    read: (url) => fromJson(url.pathname.split('/').at(-1) ?? '', 'e'),
  },
  {
    host: /(?:^|\.)(?:customeriomail|customer)\.(?:com|io)$/,
    path: /^\/e\/c\//,
    read: (url) => fromJson(url.pathname.split('/').at(-1) ?? '', 'href'),
  },
  { host: /(?:^|\.)mkt\.dynamics\.com$/, read: ['targetUrl', 'target'] },
]

/** The counters of mail platforms on press offices' own domains, by what they call themselves. */
const COUNTER =
  /(?:^|\/)(?:click|clicks|clicktrack|click-?through|clickthru|redirect|redir|track|tracking|trk|linkclick|link-?tracker|lnk|ct|goto|out|away|exit)(?:\.(?:php|aspx?|jsp|html|do|cgi))?\/?$/i
const COUNTER_PARAMETERS = [
  'url',
  'u',
  'target',
  'dest',
  'destination',
  'redirect',
  'redirect_url',
  'link',
  'href',
  'to',
  'r',
]

const INSIDE = /(?:https?|mailto)(?:%3a|:|-3a|%253a)|aHR0c|eyJ|=www\./i

/** The address in the wrapper, not yet looked at; null: it is no wrapper, or only its owner knows. */
export function unwrapOnce(href: string): string | null {
  // Most links have no other in them, however it may be written.
  if (!INSIDE.test(href.slice('http://'.length))) return null
  const url = parseUrl(href)
  if (url === null) return null
  const host = url.hostname
  const wrapper = WRAPPERS.find((one) => one.host.test(host) && (one.path?.test(url.pathname) ?? true))
  if (wrapper) return typeof wrapper.read === 'function' ? wrapper.read(url) : fromParameters(url, wrapper.read)
  return COUNTER.test(url.pathname) ? fromParameters(url, COUNTER_PARAMETERS) : null
}

function fromParameters(url: URL, names: readonly string[]): string | null {
  for (const name of names) {
    const value = url.searchParams.get(name)?.trim() ?? ''
    if (/^(?:https?:\/\/|mailto:)/i.test(value)) return value
    if (/^https?%3a/i.test(value)) return decode(value)
    if (/^aHR0c[A-Za-z0-9+/_=-]{8,4000}$/.test(value)) return fromBase64(value)
    if (/^www\.[\w-]{1,60}\.\w/.test(value)) return `http://${value}`
  }
  return null
}

/** Proofpoint's three forms, as its own decoder reads them. */
function readProofpoint(url: URL): string | null {
  if (url.pathname.startsWith('/v2/')) {
    const coded = /[?&]u=([^&]{1,4000})/.exec(url.search)?.[1]
    return coded === undefined ? null : decode(decode(coded)?.replace(/-/g, '%').replace(/_/g, '/') ?? '')
  }
  if (url.pathname.startsWith('/v1/')) return url.searchParams.get('u')
  const [, address, letters] = /\/v3\/__(.{1,4000}?)__;([\w-]{0,4000})/.exec(url.href) ?? []
  return address === undefined ? null : fillIn(address, letters ?? '')
}

const RUN_LENGTHS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'

/** `*` stands for the next of the letters, `**C` for the next four, counted from two. */
function fillIn(address: string, letters: string): string | null {
  const left = [...Buffer.from(letters, 'base64url').toString('utf8')]
  const filled = address.replace(/\*(?:\*([\w-]))?/g, (_mark, run: string | undefined) =>
    left.splice(0, run === undefined ? 1 : RUN_LENGTHS.indexOf(run) + 2).join(''),
  )
  // Browsers and mail programs join the two slashes inside a path.
  return filled.replace(/^(https?:)\/(?!\/)/i, '$1//')
}

function readMandrill(url: URL): string | null {
  const outer = parseJson(url.searchParams.get('p'))
  const inner = typeof outer?.p === 'string' ? readObject(outer.p) : outer
  return typeof inner?.url === 'string' ? inner.url : null
}

function fromJson(coded: string, field: string): string | null {
  const value = parseJson(coded.split('.')[0] ?? '')?.[field]
  return typeof value === 'string' ? value : null
}

function parseJson(coded: string | null): Record<string, unknown> | null {
  return coded === null ? null : readObject(Buffer.from(coded, 'base64url').toString('utf8'))
}

function readObject(json: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(json)
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : null
  } catch {
    return null
  }
}

function fromBase64(coded: string | null): string | null {
  if (coded === null) return null
  const text = Buffer.from(decode(coded) ?? coded, 'base64').toString('utf8')
  return /^https?:\/\//i.test(text) && !text.includes('\uFFFD') ? text : null
}

function decode(coded: string): string | null {
  try {
    return decodeURIComponent(coded)
  } catch {
    return null
  }
}

function parseUrl(href: string): URL | null {
  try {
    return new URL(href)
  } catch {
    return null
  }
}
