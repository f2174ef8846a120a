/** The header section of a message: claims of its sender. */
import type { Address } from './draft.ts'
import { decodeFieldBody } from './header.ts'
import { withoutDirections } from './storable.ts'
import { structured } from './structure.ts'

export interface Head {
  from: Address | null
  /** Further senders that the header names, in a second From field or beside the first address. */
  alsoFrom: Address[]
  subject: string | null
  /** Without angle brackets. */
  messageId: string | null
  /** Content type and parameters of the whole message. */
  contentType: { value: string; params: Readonly<Record<string, string>> }
  /** Field bodies as they came, one character an octet, by lowercase name in order of appearance. */
  fields: ReadonlyMap<string, readonly string[]>
}

/** RFC 5322 section 2.1.1: no line is longer, and an id is not folded. */
const MAX_ID_LENGTH = 998
/** Longer than any headline; a subject is shown in every list. */
const MAX_SUBJECT_LENGTH = 2_000

/** Reads the raw header lines (one character an octet, folding included); `readAddresses` parses one address field's body. */
export function readHead(
  lines: readonly { key: string; line: string }[],
  contentType: unknown,
  readAddresses: (octets: string) => Address[],
): Head {
  const fields = new Map<string, string[]>()
  for (const { key, line } of lines) {
    const octets = line.slice(line.indexOf(':') + 1)
    const known = fields.get(key)
    if (known) known.push(octets)
    else fields.set(key, [octets])
  }
  const [from = null, ...alsoFrom] = (fields.get('from') ?? []).flatMap(readAddresses)
  const type = structured(contentType)
  const id = decodeFieldBody(fields.get('message-id')?.[0] ?? '').slice(0, MAX_ID_LENGTH)
  return {
    from,
    alsoFrom,
    subject: withoutDirections(decodeFieldBody(fields.get('subject')?.[0] ?? '')).slice(0, MAX_SUBJECT_LENGTH) || null,
    messageId: id.replace(/^[\s<]+|[\s>]+$/g, '') || null,
    contentType: type.value === '' ? { value: 'text/plain', params: {} } : type,
    fields,
  }
}

/** The decoded body of the first field of that name, empty where there is none. */
export function firstField(head: Head, name: string): string {
  const octets = head.fields.get(name)?.[0]
  return octets === undefined ? '' : decodeFieldBody(octets)
}
