/** Links as their writer meant them. */
import { isBrowserLine, isUnsubscribe } from './mail-phrases.ts'
import { safeHref, withTrueHost } from './removals.ts'
import { withoutTracking } from './tracking.ts'
import { unwrapOnce } from './wrappers.ts'

/** A filter of the sender's, one of ours, and a press office's own counter between them. */
const MAX_WRAPPERS = 5

/**
 * The address that a link leads to, where it is wrapped in one that counts clicks or checks them and that has it in itself; tracking
 * parameters are taken off. Nothing is fetched: where a wrapper holds only a number, it stays.
 */
export function unwrapLink(href: string): string {
  if (!/^https?:/i.test(href)) return href
  let found = withTrueHost(href)
  for (let depth = 0; depth < MAX_WRAPPERS; depth++) {
    const inner = unwrapOnce(found)
    const safe = inner === null ? null : safeHref(inner)
    // What leads to a call was never wrapped.
    if (safe === null || !/^(?:https?|mailto):/i.test(safe)) break
    found = safe
  }
  return withoutTracking(found)
}

/** Absolute http(s) and mailto addresses in HTML as we write it, each once. */
export function findLinks(html: string): string[] {
  const links = new Set<string>()
  for (const [, href = ''] of html.matchAll(/<a [^>]*?href="((?:https?|mailto):[^"]+)"/g)) links.add(fromHtml(href))
  return [...links]
}

/** Those among them that a reader may want: no unsubscribing, no view in a browser, no row of social networks. */
export function findLinksWorthKeeping(html: string): string[] {
  const links = new Set<string>()
  for (const [, href = '', inside = ''] of html.matchAll(
    /<a [^>]*?href="((?:https?|mailto):[^"]+)"[^>]*>(?:(.{0,2000}?)<\/a>)?/gs,
  )) {
    const address = fromHtml(href)
    const words = fromHtml(inside.replace(/<[^>]*>/g, ''))
      .replace(/\s+/g, ' ')
      .trim()
    if (!isMachinery(address, words)) links.add(address)
  }
  return [...links]
}

const MACHINERY =
  /unsubscri|opt-?out(?![a-z])|desinscri|desabonn|\/abmelden|abmeldung|abbestell|uitschrijven|disiscri|darse-de-baja|avregistrer|afmeld|view-?in-?browser|viewinbrowser|webversion|web-version|view-?online|list-manage\.com\/(?:profile|about|vcard)|manage-?(?:subscription|preferences)|email-?preferences|preference-?cent|forward-?to-?a-?friend|forwardtoafriend/i
const NETWORKS =
  /^(?:follow (?:us )?on |folgen sie uns auf |auf |suivez-nous sur )?(?:facebook|twitter|x|linked ?in|instagram|you ?tube|xing|tik ?tok|whatsapp|telegram|threads|bluesky|mastodon|pinterest|vimeo|snapchat|vk|вконтакте|rss|flickr)$/i
const NETWORK_HOST =
  /^https?:\/\/(?:[\w-]{1,20}\.){0,3}(?:facebook|twitter|x|linkedin|instagram|youtube|xing|tiktok|wa|t|telegram|threads|bsky|pinterest|vimeo|snapchat|vk|flickr)\.(?:com|me|net|app|ru|org)(?:[/?#]|$)/i

function isMachinery(address: string, words: string): boolean {
  if (MACHINERY.test(address)) return true
  if (words.length > 120) return false
  if (NETWORK_HOST.test(address) && (words === '' || NETWORKS.test(words))) return true
  return words.length > 2 && !/^https?:/i.test(words) && (isUnsubscribe(words) || isBrowserLine(words))
}

function fromHtml(text: string): string {
  return text
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&quot;/g, '"')
    .replace(/&amp;/g, '&')
}
