import { describe, expect, test } from 'vitest'
import { message, multipart, type Part, release, releaseOf, text } from './build-mail.ts'
import { corpusMessages, corpusTitle, hasCorpus, readCorpus } from './corpus.ts'
import { ingest } from './ingest-plainly.ts'

const verdictOf = async (source: Uint8Array) => {
  const outcome = await ingest(source, new Date(0))
  return outcome.kind === 'ignored' ? outcome.rule : outcome.kind
}

const status: Part = { headers: ['Content-Type: message/delivery-status'], body: 'Action: failed\r\nStatus: 5.1.1\r\n' }
const receipt: Part = {
  headers: ['Content-Type: message/disposition-notification'],
  body: 'Disposition: manual-action/MDN-sent-manually; displayed\r\n',
}
const report = (type: string, part: Part) => {
  const whole = multipart('report', [text('Words for people.'), part])
  return message(
    ['From: mailer-daemon@mx.example', 'Subject: Report', `${whole.headers[0]}; report-type=${type}`],
    whole.body,
  )
}
const bounce = (from: string, subject: string, body: string, ...more: string[]) =>
  message([`From: ${from}`, `Subject: ${subject}`, ...more], body)

test.each<[title: string, source: Uint8Array, verdict: string]>([
  ['a delivery report (RFC 3464)', report('delivery-status', status), 'delivery-report'],
  [
    'a delivery report without its report-type',
    releaseOf('Report', multipart('report', [text('x'), status])),
    'delivery-report',
  ],
  ['a read receipt (RFC 8098)', report('disposition-notification', receipt), 'read-receipt'],
  [
    'an abuse report (RFC 5965)',
    report('feedback-report', { headers: ['Content-Type: message/feedback-report'], body: 'x' }),
    'delivery-report',
  ],
  [
    'a qmail bounce',
    bounce('MAILER-DAEMON@mx.example', 'failure notice', 'Hi. This is the qmail-send program at mx.example.'),
    'bounce',
  ],
  [
    'an Exim bounce',
    bounce(
      'Mail Delivery System <Mailer-Daemon@mx.example>',
      'Mail delivery failed: returning message to sender',
      'x',
      'X-Failed-Recipients: a@b.example',
    ),
    'bounce',
  ],
  [
    'an Exchange bounce',
    bounce(
      'postmaster@corp.example',
      'Undeliverable: Acme launches',
      'Your message did not reach some or all of the intended recipients.',
    ),
    'bounce',
  ],
  ['a German Exchange bounce', bounce('postmaster@corp.example', 'Unzustellbar: Acme', 'x'), 'bounce'],
  [
    'a bounce by Return-Path alone',
    bounce('it@corp.example', 'Undeliverable mail', 'could not be delivered', 'Return-Path: <>'),
    'bounce',
  ],
  ['an auto-reply (RFC 3834)', release('Re: x', 'b', 'Auto-Submitted: auto-replied'), 'auto-reply'],
  ['an auto-reply with a comment', release('Re: x', 'b', 'Auto-Submitted: auto-replied (vacation)'), 'auto-reply'],
  ['X-Autoreply', release('Re: x', 'b', 'X-Autoreply: yes'), 'auto-reply'],
  ['X-Autorespond', release('Re: x', 'b', 'X-Autorespond: your mail'), 'auto-reply'],
  ['Precedence: auto_reply', release('Re: x', 'b', 'Precedence: auto_reply'), 'auto-reply'],
  ['out of office that answers', release('Out of office: x', 'b', 'In-Reply-To: <a@b>'), 'auto-reply'],
  ['out of office in German', release('Automatische Antwort: x', 'b', 'X-Auto-Response-Suppress: All'), 'auto-reply'],
  ['out of office in French', release('Réponse automatique : x', 'b', 'In-Reply-To: <a@b>'), 'auto-reply'],
  [
    'an automatic message that answers',
    release('Ticket', 'b', 'Auto-Submitted: auto-generated', 'In-Reply-To: <a@b>'),
    'auto-reply',
  ],
])('ignores %s', async (_title, source, verdict) => {
  expect(await verdictOf(source)).toBe(verdict)
})

test.each<[title: string, source: Uint8Array]>([
  ['Precedence: bulk', release('Acme launches', 'b', 'Precedence: bulk')],
  [
    'List-Unsubscribe',
    release('Acme launches', 'b', 'List-Unsubscribe: <https://a.example/u>', 'List-Id: <press.a.example>'),
  ],
  ['a no-reply sender', message(['From: no-reply@acme.example', 'Subject: Acme launches'], 'b')],
  ['Auto-Submitted: no', release('Acme launches', 'b', 'Auto-Submitted: no')],
  ['a newsletter system: auto-generated', release('Acme launches', 'b', 'Auto-Submitted: auto-generated')],
  ['X-Auto-Response-Suppress alone', release('Acme launches', 'b', 'X-Auto-Response-Suppress: OOF')],
  ['X-Autoreply: no', release('Acme launches', 'b', 'X-Autoreply: no')],
  ['an out-of-office subject alone', release('Out of Office: a new play by Jane Doe', 'b')],
  [
    'a story about undeliverable mail',
    release('Undeliverable mail costs billions, says study', 'Letters could not be delivered.'),
  ],
  [
    'a postmaster with news',
    message(['From: postmaster@acme.example', 'Subject: Acme opens new mail centre'], 'Acme today opened a centre.'),
  ],
  ['an attached delivery report', releaseOf('Acme launches', multipart('mixed', [text('b'), status]))],
  [
    'a forwarded auto-reply',
    releaseOf(
      'Fwd: x',
      multipart('mixed', [
        text('note'),
        { headers: ['Content-Type: message/rfc822'], body: release('Re: x', 'b', 'Auto-Submitted: auto-replied') },
      ]),
    ),
  ],
])('drafts %s', async (_title, source) => {
  expect(await verdictOf(source)).toBe('draft')
})

/** Reports, bounces and auto-replies of the corpus that do not say so in their name. */
const REPORTS =
  /^(sisimai-|mox-message-rfc822-multipart|cpython-msg_(05|16|25|43)|mikel-(multi_address_bounce1|multipart_report|report_530)|mimekit-(bounce|delivery-status|disposition)|nodemailer-mailparser-delivery-status|postal-mime-(arf|bounce)|hostile-autoreply)/

describe.skipIf(!hasCorpus)(corpusTitle('in the corpus'), () => {
  test.each(corpusMessages())('%s is ignored if and only if it is a report, bounce or auto-reply', async (name) => {
    const outcome = await ingest(readCorpus(`mail/${name}`), new Date(0))
    expect(outcome.kind === 'ignored').toBe(REPORTS.test(name))
  })
})
