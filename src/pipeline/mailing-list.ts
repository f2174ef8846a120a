/** The mailing list through which a message came, from the header that its program added (RFC 2369, RFC 2919). */
import { firstField, type Head } from './head.ts'

/** Fields with the address to which subscribers write: newsletters, which have none, may name their subject in `List-Unsubscribe`. */
const POSTING = ['list-post', 'mailing-list', 'x-mailing-list', 'x-beenthere']
const ADDRESS = /[\w.!#$%&'*+/=?^`{|}~-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}/g
/** Two letters name no list: `[EU]` may be of the release. */
const MIN_NAME_LENGTH = 3
/** Tags by which receiving systems warn of what they let pass. */
const WARNING =
  /^(?:ext|extern(?:al|e|o)?)(?: ?:? ?(?:e-?mail|mail|sender|message))?$|^(?:possible |suspected |probable |likely )?(?:spam|junk|phishing)\??$/i
/** `press-list`, `presse-verteiler`: what no release has in brackets before its headline. */
const LIST_NAME = /[-_. ](?:list|liste|lista|verteiler|announce)$/i

/** Whether a tag before a subject (given without its brackets) was put there on the way: the list's name, or a warning. */
export function isTransportTag(tag: string, head: Head, footer: string | null): boolean {
  // Some lists number their messages: `[press 123]`, `[press:00123]`.
  const name = tag.trim().replace(/[ :#,]{1,3}\d{1,8}$/, '')
  if (WARNING.test(name) || LIST_NAME.test(name)) return true
  const letters = lettersOf(name)
  if (letters.length < MIN_NAME_LENGTH) return false
  const id = /<([^<>]{1,300})>/.exec(firstField(head, 'list-id'))?.[1] ?? ''
  const known = [id, footer ?? '', ...POSTING.flatMap((field) => addressesIn(head, field))]
  return known.some((words) => lettersOf(words).includes(letters))
}

/** Who wrote the message: lists that replace the sender by themselves, for the sake of DMARC, name them in another field. */
export function writerOf(head: Head): string | null {
  const from = head.from?.address.toLowerCase() ?? null
  if (from === null) return null
  const list = new Set(POSTING.flatMap((field) => addressesIn(head, field)))
  if (!list.has(from)) return from
  const writers = ['x-original-from', 'x-original-sender', 'reply-to'].flatMap((field) => addressesIn(head, field))
  return writers.find((address) => !list.has(address)) ?? from
}

/** The addresses in the first field of that name, lowercase, in order. */
export function addressesIn(head: Head, field: string): string[] {
  return (firstField(head, field).match(ADDRESS) ?? []).map((address) => address.toLowerCase())
}

function lettersOf(words: string): string {
  return words.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '')
}
