import { readFileSync } from 'node:fs'
import { extname } from 'node:path'
import MailComposer from 'nodemailer/lib/mail-composer'
import { type Block, parseBlocks, plainText } from './blocks.ts'
import type { OldCharset } from './charsets.ts'
import { type CopyFile, fillDates, liftOf, requiredField } from './copy-file.ts'
import { letterHtml, newsletterHtml, type Page, wordHtml, wordsOf } from './html.ts'
import { writeOldMessage } from './old-charset.ts'

const DESK = 'News desk <newsdesk@dailycourier.example>'
const OLD_CHARSETS: readonly OldCharset[] = ['windows-1252', 'iso-8859-2', 'iso-2022-jp']

// Fields of a copy file that say how to build the message; every other field goes into the message as it is.
const OWN_FIELDS = new Set(
  'ago trickle lifts language shape from to subject attach logo hero preheader copy-of answers'.split(' '),
)

/**
 * Builds the whole RFC 5322 message of a copy file, CRLF-ended. The same arguments give the same octets: boundaries and
 * Message-ID come from the slug and the date. `answered` is the id of the message it answers, if any.
 * Throws when a field is missing or wrong.
 */
export async function composeMessage(file: CopyFile, receivedAt: Date, answered?: string): Promise<Buffer> {
  const language = requiredField(file, 'Language')
  const shape = requiredField(file, 'Shape')
  const lift = liftOf(file, receivedAt)
  const copy = fillDates(file.copy, receivedAt, language, lift)
  if (shape === 'source') return crlf(`${copy}\n`)

  const from = requiredField(file, 'From')
  const subject = fillDates(requiredField(file, 'Subject'), receivedAt, language, lift)
  const fields = plainFields(file, receivedAt)
  const charset = OLD_CHARSETS.find((name) => name === shape)
  if (charset) {
    const text = plainText(parseBlocks(copy), charset === 'iso-2022-jp' ? {} : { width: 72 })
    const attachments = attachedFiles(file, receivedAt, language)
    return writeOldMessage({ charset, fields, from, subject, text, attachments, boundary: `=_${file.slug}` })
  }
  const message = new MailComposer({
    headers: fields.map(([key, value]) => ({ key, value: key === 'Received' ? { prepared: true, value } : value })),
    from,
    subject,
    ...(answered === undefined ? {} : { inReplyTo: answered, references: answered }),
    alternatives: bodies(file, shape, copy, pageOf(file, subject, receivedAt)),
    attachments: [...inlinePictures(file), ...attachedFiles(file, receivedAt, language)],
    baseBoundary: file.slug,
  })
  return message.compile().build()
}

/** The Message-ID of a copy file received at that time, with its angle brackets. */
export function messageIdOf(file: CopyFile, receivedAt: Date): string {
  return `<${receivedAt.getTime().toString(36)}.${file.slug}@${domainOf(file)}>`
}

/** The fields that are plain ASCII, in the order in which a mail server and a client would write them. */
function plainFields(file: CopyFile, receivedAt: Date): [name: string, value: string][] {
  const date = receivedAt.toUTCString().replace('GMT', '+0000')
  const others = [...file.fields].filter(([name]) => !OWN_FIELDS.has(name))
  return [
    ['Received', `from mail.${domainOf(file)} by mx.dailycourier.example with ESMTPS;\r\n ${date}`],
    ['Date', date],
    ['To', file.fields.get('to')?.[0] ?? DESK],
    ['Message-ID', messageIdOf(file, receivedAt)],
    ...others.map(([name, [value = '']]): [string, string] => [fieldName(name), value]),
  ]
}

/** `list-unsubscribe` as `List-Unsubscribe`. */
function fieldName(lowerCase: string): string {
  return lowerCase.replace(/(^|-)[a-z]/g, (letters) => letters.toUpperCase())
}

interface Body {
  contentType: string
  content: Buffer
}

function bodies(file: CopyFile, shape: string, copy: string, page: Page): Body[] {
  const blocks = parseBlocks(copy)
  switch (shape) {
    case 'wrapped':
      return [text('', plainText(blocks, { width: 72 }))]
    case 'flowed':
      return [text('; format=flowed', plainText(blocks, { width: 72, flowed: true }))]
    case 'unwrapped':
      return [text('', plainText(blocks))]
    case 'letter':
      return [text('; format=flowed', plainText(blocks, { width: 72, flowed: true })), html(letterHtml(blocks, page))]
    case 'html':
      return [html(letterHtml(blocks, page))]
    case 'word':
      return [text('', plainText(blocks)), html(wordHtml(blocks, page))]
    case 'newsletter':
      return [text('', newsletterText(blocks, page)), html(newsletterHtml(blocks, page))]
    case 'own-html':
      return [html(copy)]
    default:
      throw new Error(`${file.slug}: the shape ${shape} is unknown`)
  }
}

function text(parameters: string, content: string): Body {
  return { contentType: `text/plain; charset=utf-8${parameters}`, content: crlf(content) }
}

function html(content: string): Body {
  return { contentType: 'text/html; charset=utf-8', content: crlf(content) }
}

function newsletterText(blocks: Block[], page: Page): string {
  const words = wordsOf(page)
  return `${words.view}: https://${page.website}/mail/view\n\n${plainText(blocks, { width: 72 })}\n${words.unsubscribe}: https://${page.website}/mail/unsubscribe\n`
}

function crlf(content: string): Buffer {
  return Buffer.from(content.replaceAll('\n', '\r\n'))
}

function pageOf(file: CopyFile, subject: string, receivedAt: Date): Page {
  const language = requiredField(file, 'Language')
  return {
    language,
    title: subject,
    sender: requiredField(file, 'From').replace(/ *<.*>$/, ''),
    website: domainOf(file),
    preheader: fillDates(file.fields.get('preheader')?.[0] ?? '', receivedAt, language),
    logo: file.fields.has('logo'),
    hero: file.fields.has('hero'),
  }
}

function inlinePictures(file: CopyFile) {
  return (['logo', 'hero'] as const).flatMap((cid) =>
    (file.fields.get(cid) ?? []).map((asset) => ({ filename: asset, cid, content: readAsset(asset) })),
  )
}

const CONTENT_TYPES: Record<string, string> = {
  csv: 'text/csv; charset=utf-8',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  ics: 'text/calendar; charset=utf-8; method=PUBLISH',
  jpg: 'image/jpeg',
  pdf: 'application/pdf',
  png: 'image/png',
  rtf: 'application/rtf',
}

const FILLED_TYPES = new Set(['csv', 'ics', 'rtf'])

/** The files of `Attach: asset` or `Attach: asset as Another name`, with the dates in calendars, tables and RTF filled in. */
function attachedFiles(file: CopyFile, receivedAt: Date, language: string) {
  return (file.fields.get('attach') ?? []).map((line) => {
    const [asset = line, filename = asset] = line.split(' as ')
    const extension = extname(asset).slice(1)
    const contentType = CONTENT_TYPES[extension]
    if (!contentType) throw new Error(`${file.slug}: add the content type of ${asset} to CONTENT_TYPES`)
    const octets = readAsset(asset)
    const content = FILLED_TYPES.has(extension)
      ? Buffer.from(fillDates(octets.toString(), receivedAt, language))
      : octets
    return { filename, contentType, content }
  })
}

function readAsset(name: string): Buffer {
  return readFileSync(new URL(`assets/${name}`, import.meta.url))
}

function domainOf(file: CopyFile): string {
  return /@([^>]+)>?$/.exec(requiredField(file, 'From'))?.[1] ?? 'example.org'
}
