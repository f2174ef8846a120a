/** The mailing list through which a message came, from the header that its program added (RFC 2369, RFC 2919). */
import { firstField, type Head } from './head.ts'

const ADDRESS = /[\w.!#$%&'*+/=?^`{|}~-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}/g
/** Two letters name no list: `[EU]` may be of the release. */
const MIN_NAME_LENGTH = 3
/** The tag by which receiving systems mark what comes from outside. */
const OUTSIDE = /^ext(?:ern(?:al|e|o)?)?(?: ?:? ?(?:e-?mail|mail|sender|message))?$/i
/** What a press office itself puts before a headline, and what nobody may be made to miss: no list is believed to be called so. */
const OF_RELEASE =
  /corr(?:ect|ig)|recall|r[üu]ckruf|rappel|update|embargo|sperrfrist|phishing|urgent|eil|alert|warn|cancel|absage|withdraw|revis|advisory|notice|statement/i

/** Whether a tag before a subject (given without its brackets) was put there on the way: the name of the list that List-Id tells, or a mark. */
export function isTransportTag(tag: string, head: Head): boolean {
  // Some lists number their messages: `[press 123]`, `[press:00123]`.
  const name = tag.trim().replace(/[ :#,]{1,3}\d{1,8}$/, '')
  if (OUTSIDE.test(name)) return true
  const letters = lettersOf(name)
  if (letters.length < MIN_NAME_LENGTH || OF_RELEASE.test(name)) return false
  const id = /<([^<>.]{1,300})\.[^<>]{1,300}>/.exec(firstField(head, 'list-id'))?.[1] ?? ''
  return lettersOf(id) === letters
}

/** The addresses in the first field of that name, lowercase, in order. */
export function addressesIn(head: Head, field: string): string[] {
  return (firstField(head, field).match(ADDRESS) ?? []).map((address) => address.toLowerCase())
}

function lettersOf(words: string): string {
  return words.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '')
}
