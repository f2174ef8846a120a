/** Composes the message that carries a release: the field `as` says how. */
import MailComposer from 'nodemailer/lib/mail-composer'
import type Mail from 'nodemailer/lib/mailer'
import { msgOf } from '../tests/pipeline/documents/build-msg.ts'
import { tnefOf } from '../tests/pipeline/documents/build-tnef.ts'
import { docxOf, odtOf, packed, pdfOf, plainTextOf, rtfOf, scanOf } from './documents.ts'
import { type Frame, letterHtml, newsletterHtml, wordHtml } from './html.ts'
import { letterheadHtml } from './letterhead.ts'
import { type Phrases, phrasesOf } from './phrases.ts'
import { pictureOf } from './pictures.ts'
import { field, type Source } from './source.ts'

export interface Composed {
  octets: Buffer
  /** Words around the release that may not be in its body. */
  around: string[]
}

type Body = Pick<Mail.Options, 'text' | 'html' | 'attachments'> & { around?: string[] }
type Carrier = (source: Source, phrases: Phrases) => Body | Promise<Body>

/** Throws where the source names no carrier that there is. */
export async function composeMessage(source: Source): Promise<Composed> {
  const [name = 'text', ...way] = field(source, 'as', 'text').split(' ')
  const carrier = CARRIERS[name]
  if (!carrier) throw new Error(`${source.id}: as: ${name}?`)
  const { around = [], attachments = [], ...body } = await carrier(source, phrasesOf(source.language))
  const pictures = await attachedPictures(source, body.html !== undefined)
  const forwarded = name.startsWith('forward')
  const octets = await built(
    source,
    { ...body, attachments: [...attachments, ...pictures] },
    forwarded,
    way.includes('base64'),
  )
  return { octets, around }
}

const CARRIERS: Record<string, Carrier> = {
  text: (source) => ({ text: plainTextOf(source.sections) }),
  wrapped: (source) => ({ text: wrapped(plainTextOf(source.sections)) }),
  html: (source, phrases) => ({ html: letterHtml(source.sections, frameOf(source, phrases)) }),
  bold: (source, phrases) => ({ html: letterHtml(source.sections, frameOf(source, phrases), ['p', 'p']) }),
  both: (source, phrases) => ({
    text: wrapped(plainTextOf(source.sections)),
    html: letterHtml(source.sections, frameOf(source, phrases), ['h2', 'h4']),
  }),
  word: (source, phrases) => ({ html: wordHtml(source.sections, frameOf(source, phrases)) }),
  letterhead: (source, phrases) => ({
    html: letterheadHtml(source.sections, frameOf(source, phrases), field(source, 'header-alt')),
  }),
  newsletter: (source, phrases) => {
    const frame = frameOf(source, phrases)
    const around = [phrases.browser, phrases.why, phrases.unsubscribe, ...(frame.preheader ? [frame.preheader] : [])]
    return { html: newsletterHtml(source.sections, frame), around }
  },
  pdf: async (source, phrases) => attached(source, phrases, 'pdf', await pdfOf(source.sections)),
  columns: async (source, phrases) => attached(source, phrases, 'pdf', await pdfOf(source.sections, 2)),
  scan: async (source, phrases) => attached(source, phrases, 'pdf', await scanOf(source.sections)),
  docx: (source, phrases) => attached(source, phrases, 'docx', docxOf(source.sections)),
  odt: (source, phrases) => attached(source, phrases, 'odt', odtOf(source.sections)),
  rtf: (source, phrases) => attached(source, phrases, 'rtf', rtfOf(source.sections)),
  'rtf-photo': async (source, phrases) =>
    attached(source, phrases, 'rtf', rtfOf(source.sections, await pictureOf('photo', 'inside.jpg'))),
  winmail: ({ sections }) => ({
    attachments: [
      {
        filename: 'winmail.dat',
        contentType: 'application/ms-tnef',
        content: Buffer.from(tnefOf({ rtf: rtfOf(sections) })),
      },
    ],
  }),
  msg: (source, phrases) => attached(source, phrases, 'msg', Buffer.from(savedMessage(source))),
  zip: (source, phrases) => attached(source, phrases, 'zip', packed({ 'release.docx': docxOf(source.sections) })),
  'forward-eml': async (source, phrases) => ({
    text: phrases.note,
    attachments: [{ filename: 'release.eml', contentType: 'message/rfc822', content: await inner(source) }],
    around: [phrases.note],
  }),
  'forward-outlook': (source, phrases) => forward(source, phrases, phrases.outlook),
  'forward-gmail': (source, phrases) => forward(source, phrases, phrases.gmail),
  'forward-apple': (source, phrases) => forward(source, phrases, phrases.apple, '> '),
}

function frameOf(source: Source, phrases: Phrases): Frame {
  const logo =
    source.fields
      .get('attach')
      ?.find((line) => line.startsWith('logo|'))
      ?.split('|')[1] ?? null
  return { language: source.language, phrases, preheader: field(source, 'preheader'), logo }
}

function attached(source: Source, phrases: Phrases, extension: string, content: Buffer): Body {
  const cover = field(source, 'cover', phrases.cover).replaceAll('\\n', '\n')
  return {
    text: cover,
    attachments: [{ filename: field(source, 'file', `release.${extension}`), content }],
    around: [],
  }
}

/** The release as a mail that was saved to a file. */
function savedMessage(source: Source): Uint8Array {
  const [name, address] = senderOf(source)
  return msgOf({ subject: field(source, 'subject'), from: { name, address }, body: plainTextOf(source.sections) })
}

function senderOf(source: Source): [name: string, address: string] {
  const [, name = '', address = ''] = /^"?(.*?)"? *<(.*)>$/.exec(field(source, 'from')) ?? []
  return [name, address]
}

/** An inline forward: the colleague's note, the head that the client writes, the release; `>` before each line where it quotes. */
function forward(source: Source, phrases: Phrases, head: string, quote = ''): Body {
  const [name, address] = senderOf(source)
  const filled = head
    .replaceAll('{from}', address)
    .replaceAll('{name}', name)
    .replaceAll('{date}', field(source, 'forwarded-date', field(source, 'date')))
    .replaceAll('{subject}', field(source, 'subject'))
    .replaceAll('{to}', 'newsroom@paper.example')
  const text = `${filled}\n\n${plainTextOf(source.sections)}`
  const note = field(source, 'note', phrases.note)
  return { text: `${note}\n\n${quote ? text.replace(/^/gm, quote) : text}`, around: [note, filled] }
}

/** The message that a colleague forwards as a file. */
async function inner(source: Source): Promise<Buffer> {
  return built(source, { text: plainTextOf(source.sections) }, false, false)
}

const COLLEAGUE = 'Robin Desk <robin@paper.example>'
const FORWARD_DRESS: Record<string, string> = {
  de: 'WG',
  fr: 'TR',
  es: 'RV',
  it: 'I',
  pt: 'ENC',
  nl: 'DOORST',
  sv: 'VB',
  da: 'VS',
  no: 'VS',
  fi: 'VL',
  pl: 'PD',
  tr: 'İLT',
}

function built(source: Source, body: Mail.Options, forwarded: boolean, base64: boolean): Promise<Buffer> {
  const subject = field(source, 'subject')
  const date = new Date(field(source, 'date'))
  const answered = field(source, 'in-reply-to')
  return new MailComposer({
    from: forwarded ? COLLEAGUE : field(source, 'from'),
    to: 'newsroom@paper.example',
    subject: forwarded ? `${FORWARD_DRESS[source.language] ?? 'Fwd'}: ${subject}` : subject,
    date,
    messageId: field(source, 'message-id', `<${source.id.replace('/', '.')}@sender.example>`),
    ...(answered && { inReplyTo: answered, references: answered }),
    ...(base64 && { textEncoding: 'base64' as const }),
    ...body,
  })
    .compile()
    .build()
}

/** Pictures that the source names; a logo in HTML is shown from within the mail. */
function attachedPictures(source: Source, inHtml: boolean): Promise<Mail.Attachment[]> {
  const lines = source.fields.get('attach') ?? []
  return Promise.all(
    lines.map(async (line) => {
      const [role = '', name = '', caption, credit] = line.split('|')
      if (role === 'calendar') return { filename: name, content: field(source, 'calendar').replaceAll('\\n', '\r\n') }
      const content = await pictureOf(role, name, caption, credit)
      return { filename: name, content, ...(inHtml && role === 'logo' && { cid: name }) }
    }),
  )
}

const WIDTH = 72

/** Lines broken as old mail programs break them. */
function wrapped(text: string): string {
  return text.replace(new RegExp(`(?=.{${WIDTH + 1}})(.{1,${WIDTH}})[ ]+`, 'g'), '$1\n')
}
