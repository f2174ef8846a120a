/**
 * READ THIS FIRST. The way of a message through the pipeline, in order:
 *
 *   parse → layOut → screen → openForward → readCopy (sanitise, or plain text; list footer, thread) → findHeadline → findLanguage →
 *   describeFile → fingerprintOf
 *
 * Pure: the same source and time of receipt always give the same outcome. No I/O, no clock, no database, no randomness.
 */
import { describeFile } from './attachments.ts'
import { decodeText } from './charset.ts'
import { type Copy, readCopy } from './copy.ts'
import type { Draft, OnStage, Origin, Outcome, Removal } from './draft.ts'
import { fingerprintOf } from './fingerprint.ts'
import { type Letter, openForward } from './forward.ts'
import type { Head } from './head.ts'
import { findHeadline } from './headline.ts'
import { findLanguage } from './language.ts'
import { isTransportTag } from './mailing-list.ts'
import { parse, parseHead } from './parse.ts'
import { recipientsOf } from './recipients.ts'
import { screen } from './screen.ts'
import { makeStorable } from './storable.ts'
import { type Layout, layOut } from './structure.ts'
import { MAX_SUBJECT_LENGTH, readSubject, undressSubject } from './subject.ts'

/**
 * Turns the raw octets of a message into a draft, or says why it is none. `receivedAt` is the time of receipt, never
 * the Date field. Whatever the octets are there is an outcome; an exception is a fault of ours. `onStage` hears of each stage as it begins.
 */
export async function ingest(source: Uint8Array, _receivedAt: Date, onStage: OnStage = () => {}): Promise<Outcome> {
  onStage('parse')
  const mail = await parse(source)
  if ('reason' in mail)
    return makeStorable({ kind: 'quarantined', origin: originOf(mail.head), reason: mail.reason, detail: mail.detail })

  onStage('structure')
  const layout = keepBody(layOut(mail.tree, mail.leaves), mail.body)
  onStage('screen')
  const rule = screen(mail.head, layout)
  if (rule !== null) return makeStorable({ kind: 'ignored', origin: originOf(mail.head), rule })

  onStage('forward')
  const letter = await openForward(mail.head, layout)
  const subject = readSubject(letter.head.subject)
  const copy = readCopy(letter.layout.sections, subject, onStage)
  onStage('attachments')
  const described = await Promise.all(letter.layout.files.map((file, index) => describeFile(file, index + 1)))
  if (copy.body.text === '' && described.length === 0 && letter.head.subject === null) {
    return makeStorable({
      kind: 'quarantined',
      origin: originOf(mail.head),
      reason: 'empty',
      detail: 'The message has no subject, no text and no attachment.',
    })
  }

  onStage('headline')
  const headline = findHeadline(subject, copy, described[0]?.attachment.name ?? null)
  onStage('language')
  const draft: Draft = {
    headline: { ...headline, evidence: inOuterSubject(headline, mail.head) },
    language: await findLanguage(copy.body.text),
    body: copy.body,
    attachments: described.map((one) => one.attachment),
    links: copy.links,
    removed: [...noteRemoval(letter), ...copy.removed],
  }
  const files = described.map((one) => one.file).filter((file) => file !== null)
  const origin = originOfLetter(mail.head, letter, copy.forward)
  onStage('fingerprint')
  const forwarded = letter.head !== mail.head || copy.forward !== null
  const fingerprint = layout.cut || forwarded ? null : readFingerprint(mail.head, copy, draft)
  return makeStorable({ kind: 'draft', origin, draft, files, fingerprint })
}

/** Null where something was cut at a limit: what was not read cannot be compared. */
function readFingerprint(head: Head, copy: Copy, { body, attachments }: Draft): string | null {
  const subject = head.subject ?? ''
  if (copy.cut || subject.length >= MAX_SUBJECT_LENGTH || attachments.some((file) => file.omitted)) return null
  const senders = [head.from, ...head.alsoFrom].filter((sender) => sender !== null)
  return fingerprintOf({
    ...copy.seen,
    subject: undressSubject(subject, (tag) => isTransportTag(tag, head)),
    body: body.text,
    senders: senders.map(({ name, address }) => JSON.stringify([name, address])),
    files: attachments.map(({ name, sha256 }) => JSON.stringify([name, sha256])),
  })
}

/** What the header alone says, for a person who looks for a message that cannot be read. */
export async function readOrigin(source: Uint8Array): Promise<Origin> {
  return makeStorable(originOf(await parseHead(source)))
}

/** A broken multipart, one without its boundary for instance, has no parts; its octets are text that must not be lost. */
function keepBody(layout: Layout, body: Uint8Array): Layout {
  if (layout.sections.length > 0 || layout.files.length > 0) return layout
  const value = decodeText(body, null, false).replace(/\r\n?/g, '\n')
  return value.trim() === ''
    ? layout
    : { ...layout, sections: [{ text: { value, flowed: false, delSp: false }, html: null }] }
}

function originOf(head: Head): Origin {
  const { from, subject, messageId } = head
  const origin: Origin = { from, forwardedBy: null, subject, messageId, recipients: recipientsOf(head) }
  return head.alsoFrom.length > 0 ? { ...origin, alsoFrom: head.alsoFrom } : origin
}

/** Subject, id and recipients are those of the message that was received; the sender is the one who wrote the release. */
function originOfLetter(received: Head, letter: Letter, forward: { from: Origin['from'] } | null): Origin {
  const { subject, messageId } = received
  const recipients = recipientsOf(received)
  const origin = { ...originOf(letter.head), subject, messageId, recipients, forwardedBy: letter.forwardedBy }
  if (forward === null) return origin
  return { ...origin, from: forward.from ?? origin.from, forwardedBy: letter.forwardedBy ?? letter.head.from }
}

/** Evidence in the subject points into that of the message received, also where the headline was read in a forwarded one. */
function inOuterSubject(headline: Draft['headline'], received: Head): Draft['headline']['evidence'] {
  if (headline.evidence?.part !== 'subject') return headline.evidence
  const start = (received.subject ?? '').indexOf(headline.value)
  return start === -1 ? null : { part: 'subject', start, end: start + headline.value.length }
}

function noteRemoval(letter: Letter): Removal[] {
  return letter.note === null ? [] : [{ what: 'cover note', detail: letter.note.slice(0, 200) }]
}
