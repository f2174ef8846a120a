/** Whose mail an address is: that of one house, or of a provider who gives addresses to anybody. */
import { getDomain } from 'tldts'
import type { Origin } from './draft.ts'

/** Names of providers, without what stands after the point: they have addresses under many. */
const PROVIDERS = new Set(
  (
    'gmail googlemail outlook hotmail live msn yahoo ymail rocketmail aol icloud me mac proton protonmail pm tutanota tuta fastmail hey zoho mail email ' +
    'gmx web t-online freenet arcor 1und1 posteo mailbox orange wanadoo laposte free sfr neuf bbox libero virgilio tiscali alice tin ' +
    'telefonica terra ziggo kpnmail planet xs4all telenet skynet sapo clix uol bol ig telia bredband comhem online spray ' +
    'jubii elisanet kolumbus luukku welho wp o2 onet interia op gazeta poczta mynet turk yandex ya rambler bk inbox list ukr i meta ' +
    'bigpond optusnet btinternet btopenworld virginmedia ntlworld talktalk sky comcast verizon att sbcglobal bellsouth cox charter docomo ezweb softbank qq 163 126 naver'
  ).split(' '),
)

/** The registered domain of an address in lower case, such as `ministry.example`; null for a provider's, and for what is none. */
export function mailHouseOf(address: string | null | undefined): string | null {
  const host = address?.slice(address.lastIndexOf('@') + 1).toLowerCase()
  if (!host) return null
  const domain = getDomain(host, { allowPrivateDomains: false, detectIp: false })
  if (domain === null || PROVIDERS.has(domain.slice(0, domain.indexOf('.')))) return null
  return domain
}

/**
 * Whether the sender is the one whom the message itself names, or one whose release a colleague of the desk forwarded: who wrote what a
 * stranger forwards is the stranger's claim alone.
 */
export function isVouchedFor({ forwardedBy, recipients }: Pick<Origin, 'forwardedBy' | 'recipients'>): boolean {
  if (forwardedBy === null) return true
  const house = domainOf(forwardedBy.address)
  return recipients.some((recipient) => domainOf(recipient) === house)
}

function domainOf(address: string): string {
  return address.slice(address.lastIndexOf('@') + 1).toLowerCase()
}
