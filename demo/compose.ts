import { readFileSync } from 'node:fs'
import MailComposer from 'nodemailer/lib/mail-composer'
import { type Block, parseBlocks, plainText } from './blocks.ts'
import { encodedWords, encodeIn, type OldCharset } from './charsets.ts'
import { type CopyFile, fillDates, requiredField } from './copy-file.ts'
import { letterHtml, newsletterHtml, type Page, wordHtml } from './html.ts'

const DESK = 'News desk <newsdesk@dailycourier.example>'
const OLD_CHARSETS: readonly string[] = ['windows-1252', 'iso-8859-2', 'iso-2022-jp'] satisfies OldCharset[]

// Fields of a copy file that say how to build the message; every other field goes into the message as it is.
const OWN_FIELDS = new Set('ago trickle language shape from to subject attach logo hero preheader copy-of answers'.split(' '))

/**
 * Builds the whole RFC 5322 message of a copy file, CRLF-ended. The same arguments give the same octets: boundaries and
 * Message-ID come from the slug and the date. `answered` is the id of the message it answers, if any.
 * Throws when a field is missing or wrong.
 */
export async function composeMessage(file: CopyFile, receivedAt: Date, answered?: string): Promise<Buffer> {
  const language = requiredField(file, 'Language')
  const copy = fillDates(file.copy, receivedAt, language)
  const shape = requiredField(file, 'Shape')
  if (shape === 'source') return Buffer.from(copy.replaceAll('\n', '\r\n').concat('\r\n'))

  const message = new MailComposer({
    ...heading(file, receivedAt, language),
    ...(answered === undefined ? {} : { inReplyTo: answered, references: answered }),
    alternatives: bodies(file, shape, copy, language),
    attachments: attachments(file, receivedAt, language),
    baseBoundary: file.slug,
    newline: 'windows',
  })
  return message.compile().build()
}

/** The Message-ID of a copy file received at that time, with its angle brackets. */
export function messageIdOf(file: CopyFile, receivedAt: Date): string {
  return `<${receivedAt.getTime().toString(36)}.${file.slug}@${domainOf(file)}>`
}

function heading(file: CopyFile, receivedAt: Date, language: string) {
  const from = requiredField(file, 'From')
  const subject = fillDates(requiredField(file, 'Subject'), receivedAt, language)
  const charset = OLD_CHARSETS.find((name): name is OldCharset => requiredField(file, 'Shape') === name)
  const date = receivedAt.toUTCString().replace('GMT', '+0000')
  const headers = [
    { key: 'Received', value: { prepared: true, value: `from mail.${domainOf(file)} by mx.dailycourier.example with ESMTPS;\r\n ${date}` } },
    ...[...file.fields].filter(([name]) => !OWN_FIELDS.has(name)).map(([key, [value = '']]) => ({ key, value })),
  ]
  const fixed = { messageId: messageIdOf(file, receivedAt), date: date, to: file.fields.get('to')?.[0] ?? DESK }
  if (!charset) return { ...fixed, from, subject, headers }
  // nodemailer writes field text as UTF-8 only; these senders use the charset of the body there too.
  const [, name = '', address = ''] = /^(.*?) *<(.*)>$/.exec(from) ?? []
  const prepared = [
    { key: 'From', value: { prepared: true, value: `${encodedWords(charset, name)} <${address}>` } },
    { key: 'Subject', value: { prepared: true, value: encodedWords(charset, subject) } },
  ]
  return { ...fixed, headers: [...headers, ...prepared] }
}

interface Body {
  contentType: string
  content: Buffer
  contentTransferEncoding?: string
}

function bodies(file: CopyFile, shape: string, copy: string, language: string): Body[] {
  const blocks = parseBlocks(copy)
  const page = pageOf(file, language)
  switch (shape) {
    case 'wrapped':
      return [text('', plainText(blocks, { width: 72 }))]
    case 'flowed':
      return [text('; format=flowed', plainText(blocks, { width: 72, flowed: true }))]
    case 'unwrapped':
      return [text('', plainText(blocks))]
    case 'windows-1252':
    case 'iso-8859-2':
      return [oldText(shape, plainText(blocks, { width: 72 }), '8bit')]
    case 'iso-2022-jp':
      return [oldText(shape, plainText(blocks), '7bit')]
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

function oldText(charset: OldCharset, content: string, contentTransferEncoding: string): Body {
  const octets = encodeIn(charset, content.replaceAll('\n', '\r\n'))
  return { contentType: `text/plain; charset=${charset}`, content: octets, contentTransferEncoding }
}

function newsletterText(blocks: Block[], page: Page): string {
  return `View in browser: https://${page.website}/mail/view\n\n${plainText(blocks, { width: 72 })}\nUnsubscribe: https://${page.website}/mail/unsubscribe\n`
}

function crlf(content: string): Buffer {
  return Buffer.from(content.replaceAll('\n', '\r\n'))
}

function pageOf(file: CopyFile, language: string): Page {
  return {
    language,
    title: requiredField(file, 'Subject'),
    sender: requiredField(file, 'From').replace(/ *<.*>$/, ''),
    website: domainOf(file),
    preheader: file.fields.get('preheader')?.[0] ?? '',
    logo: file.fields.has('logo'),
    hero: file.fields.has('hero'),
  }
}

function attachments(file: CopyFile, receivedAt: Date, language: string) {
  const content = (asset: string) => {
    const octets = readFileSync(new URL(`assets/${asset}`, import.meta.url))
    return /\.(ics|csv)$/.test(asset) ? Buffer.from(fillDates(octets.toString(), receivedAt, language)) : octets
  }
  const inline = (['logo', 'hero'] as const).flatMap((cid) =>
    (file.fields.get(cid) ?? []).map((asset) => ({ filename: asset, cid, content: content(asset) })),
  )
  const attached = (file.fields.get('attach') ?? []).map((line) => {
    const [asset = line, filename = asset] = line.split(' as ')
    return { filename, content: content(asset) }
  })
  return [...inline, ...attached]
}

function domainOf(file: CopyFile): string {
  return /@([^>]+)>?$/.exec(requiredField(file, 'From'))?.[1] ?? 'example.org'
}
