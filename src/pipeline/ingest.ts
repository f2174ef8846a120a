/**
 * READ THIS FIRST. The way of a message through the pipeline, in order:
 *
 *   parse → layOut → screen → openForward → openFiles → readCopy (sanitise, or plain text; list footer, thread) → chooseCopy →
 *   findLanguage → readAnatomy (top, foot, organisation, quotes) → describeFile → readPictures → findEmbargo → findCorrection →
 *   signatureOf → fingerprintOf
 *
 * Pure: the same source and circumstances always give the same outcome. No I/O, no clock, no database, no randomness.
 */
import { type Anatomy, readAnatomy } from './anatomy.ts'
import { describeFile } from './attachments.ts'
import { decodeText } from './charset.ts'
import { type Copy, readCopy } from './copy.ts'
import { findCorrection } from './correction.ts'
import { chooseCopy } from './documents/choose-copy.ts'
import { openFiles } from './documents/open-files.ts'
import type { Circumstances, Draft, OnStage, Origin, Outcome, Removal } from './draft.ts'
import { findEmbargo } from './embargo.ts'
import { partEndMarks } from './end-marks.ts'
import { fingerprintOf } from './fingerprint.ts'
import { type Letter, openForward } from './forward.ts'
import { gather } from './given.ts'
import { firstField, type Head } from './head.ts'
import { findLanguage } from './language.ts'
import { isTransportTag } from './mailing-list.ts'
import { markLanguage } from './mark-language.ts'
import { parse, parseHead } from './parse.ts'
import { readPassages } from './passages.ts'
import { readPictures } from './pictures/read-pictures.ts'
import { findPressKits } from './press-kits.ts'
import { recipientsOf } from './recipients.ts'
import { threadOf } from './reply-ids.ts'
import { screen } from './screen.ts'
import { readSheet } from './sheet.ts'
import { signatureOf } from './signature.ts'
import { makeStorable } from './storable.ts'
import { type Layout, layOut } from './structure.ts'
import { MAX_SUBJECT_LENGTH, readSubject, undressSubject } from './subject.ts'

/**
 * Turns the raw octets of a message into a draft, or says why it is none. Whatever the octets are there is an outcome; an exception is a
 * fault of ours. `onStage` hears of each stage as it begins.
 */
export async function ingest(
  source: Uint8Array,
  circumstances: Circumstances,
  onStage: OnStage = () => {},
): Promise<Outcome> {
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
  onStage('documents')
  const opened = await openFiles(letter.layout.files)
  const subject = readSubject(letter.head.subject)
  const own = readCopy(letter.layout.sections, subject, onStage)
  if (own.body.text === '' && opened.files.length === 0 && letter.head.subject === null) {
    return makeStorable({
      kind: 'quarantined',
      origin: originOf(mail.head),
      reason: 'empty',
      detail: 'The message has no subject, no text and no attachment.',
    })
  }

  onStage('language')
  const copy = chooseCopy(own, opened.documents, letter.head.subject ?? '')
  const language = await findLanguage(copy.body.text)
  onStage('parts')
  const origin = originOfLetter(mail.head, letter, copy.forward)
  const fileName = opened.files[0]?.leaf.filename ?? null
  const near = copy.subject === undefined ? subject : readSubject(copy.subject)
  const given = gather(circumstances, near, copy.source, language, fileName)
  const sheet = readSheet(partEndMarks(copy.blocks))
  const anatomy = readAnatomy(sheet, copy.signature, origin.from, given)
  const correction = findCorrection(letter.head.subject, letter.head, sheet, given, notesIn(letter, copy))
  const pressKits = findPressKits(copy.links, copy.blocks, given)
  onStage('attachments')
  const described = await Promise.all(opened.files.map((file, index) => describeFile(file, index + 1)))
  const { attachments, previews } = await readPictures(described, copy, given, opened.documents)
  onStage('embargo')
  const embargo = findEmbargo(readPassages(mail.head.subject, letter, own, copy, opened.documents, opened.files), {
    receivedAt: circumstances.receivedAt,
    senderOffset: /[+-]\d{4}\b/.exec(firstField(letter.head, 'date'))?.[0] ?? null,
    deskZone: circumstances.zone,
    languages: given.languages,
  })
  const draft: Draft = {
    ...partsOf(anatomy, language),
    headline: { ...anatomy.headline, evidence: inOuterSubject(anatomy.headline, mail.head) },
    language,
    text: copy.body.text,
    embargo,
    correction,
    attachments,
    diary: opened.diary,
    links: copy.links,
    pressKits,
    removed: [...noteRemoval(letter), ...copy.removed],
  }
  onStage('story')
  const signature = signatureOf(draft.body.text)
  const files = [...described.map((one) => one.file).filter((file) => file !== null), ...previews]
  onStage('fingerprint')
  const forwarded = letter.head !== mail.head || own.forward !== null
  const fingerprint = layout.cut || forwarded ? null : readFingerprint(mail.head, own, draft)
  return makeStorable({ kind: 'draft', origin, draft, files, fingerprint, signature })
}

function partsOf({ body, ...anatomy }: Anatomy, language: string | null) {
  const html = body.map((block) => markLanguage(block, language).html).join('\n')
  const words = body.filter((block) => block.text !== '').map((block) => block.text)
  return { ...anatomy, body: { text: words.join('\n\n'), html } }
}

/** Null where something was cut at a limit: what was not read cannot be compared. */
function readFingerprint(head: Head, copy: Copy, { attachments }: Draft): string | null {
  const subject = head.subject ?? ''
  if (copy.cut || subject.length >= MAX_SUBJECT_LENGTH || attachments.some((file) => file.omitted)) return null
  const senders = [head.from, ...head.alsoFrom].filter((sender) => sender !== null)
  return fingerprintOf({
    ...copy.seen,
    subject: undressSubject(subject, (tag) => isTransportTag(tag, head)),
    body: copy.body.text,
    senders: senders.map(({ name, address }) => JSON.stringify([name, address])),
    files: attachments
      .filter(({ within }) => within === null)
      .map(({ name, sha256 }) => JSON.stringify([name, sha256])),
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
  const thread = threadOf(head)
  return {
    ...origin,
    ...(head.alsoFrom.length > 0 && { alsoFrom: head.alsoFrom }),
    ...(thread.length > 0 && { thread }),
  }
}

/** Subject, id and recipients are those of the message that was received; the sender is the one who wrote the release. */
function originOfLetter(received: Head, letter: Letter, forward: { from: Origin['from'] } | null): Origin {
  const { subject, messageId } = received
  const recipients = recipientsOf(received)
  const inner = { ...originOf(letter.head), subject, messageId, recipients }
  const from = forward?.from ?? inner.from
  const forwardedBy = letter.forwardedBy ?? (forward === null ? null : letter.head.from)
  // A press office that forwards its own letter is no colleague.
  return { ...inner, from, forwardedBy: forward?.from !== null && isSameSender(forwardedBy, from) ? null : forwardedBy }
}

function isSameSender(one: Origin['from'], other: Origin['from']): boolean {
  return one !== null && other !== null && one.address.toLowerCase() === other.address.toLowerCase()
}

/** Evidence in the subject points into that of the message received, also where the headline was read in a forwarded one. */
function inOuterSubject(headline: Draft['headline'], received: Head): Draft['headline']['evidence'] {
  if (headline.evidence?.part !== 'subject') return headline.evidence
  const start = (received.subject ?? '').indexOf(headline.value)
  return start === -1 ? null : { part: 'subject', start, end: start + headline.value.length }
}

/** What was written above the release and is not of its copy. */
function notesIn(letter: Letter, { removed }: Copy): string[] {
  return [...noteRemoval(letter), ...removed].filter(({ what }) => what === 'cover note').map(({ detail }) => detail)
}

function noteRemoval(letter: Letter): Removal[] {
  return letter.note === null ? [] : [{ what: 'cover note', detail: letter.note }]
}
