/** Which messages a message answers. */
import { firstField, type Head } from './head.ts'

const ID = /<([^<>\s]{3,500})>/g
const MAX_FIELD_LENGTH = 20_000
const MAX_IDS = 20
/** [MS-OXOMSG] section 2.2.1.3: time and GUID of the conversation; each answer adds five octets. */
const CONVERSATION_OCTETS = 22

/** The Message-IDs that it answers, the nearest first, at most twenty (RFC 5322 section 3.6.4). */
export function idsOf(head: Head): string[] {
  const ids = (name: string) =>
    [...firstField(head, name).slice(0, MAX_FIELD_LENGTH).matchAll(ID)].map((found) => found[1] ?? '')
  return [...new Set([...ids('in-reply-to'), ...ids('references').reverse()])].slice(0, MAX_IDS)
}

/** What all messages of its thread have in common with it: the ids that it answers, and the key of its Outlook conversation. */
export function threadOf(head: Head): string[] {
  const index = Buffer.from(firstField(head, 'thread-index').slice(0, 200), 'base64')
  const conversation =
    index.length < CONVERSATION_OCTETS ? [] : [`conversation:${index.toString('hex', 0, CONVERSATION_OCTETS)}`]
  return [...idsOf(head), ...conversation]
}
