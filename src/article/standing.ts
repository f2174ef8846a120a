/** How near the sender of a release is to whose news it is: the nearer one's copy is the better one. No signature is checked. */
import type { Contact } from '../pipeline/draft.ts'

/** Sent from the house at which it says one may ask. */
const OWN = 0
/** Sent by whom the message names. */
const FIRST_HAND = 1
/** Only a stranger who forwarded it says whose it is. */
const HEARSAY = 2

interface Sender {
  address: string | undefined
  /** The registered domain of the address; null where its addresses are anybody's. */
  house: string | null
  /** The sender is not only what a stranger's forward says. */
  vouched: boolean
}

/** 0, 1 or 2: the lower, the nearer. */
export function standingOf({ address, house, vouched }: Sender, contacts: readonly Pick<Contact, 'email'>[]): number {
  if (!vouched) return HEARSAY
  const isOwn = contacts.some(({ email }) => email !== null && isOf(email.toLowerCase(), address?.toLowerCase(), house))
  return isOwn ? OWN : FIRST_HAND
}

function isOf(email: string, address: string | undefined, house: string | null): boolean {
  if (email === address) return true
  const host = email.slice(email.lastIndexOf('@') + 1)
  return house !== null && (host === house || host.endsWith(`.${house}`))
}
