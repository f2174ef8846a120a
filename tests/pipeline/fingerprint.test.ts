import { describe, expect, test } from 'vitest'
import { fingerprintOf } from '../../src/pipeline/fingerprint.ts'
import { file, html, message, multipart, type Part, PDF, PNG, release, releaseOf, text } from './build-mail.ts'
import { cpuTime } from './cpu-time.ts'
import { ingest } from './ingest-plainly.ts'

const LEAD =
  'BERLIN, 12 June. Acme today launched a telephone that rings only if the caller is a person whom the owner wants to speak to, and that stays silent otherwise. – “We are quiet”, said Zoë Müller, who makes 10 % of them.'
const MORE =
  'The telephone costs 200 euros and will be sold in all of Europe from the first of July, in black, white and a colour that the firm calls dusk.'
const COPY = `${LEAD}\n\n${MORE}`
const PAGE = `<h1>Acme launches phone</h1><p>${LEAD}</p><p>${MORE} <a href="https://acme.example/phone">More</a></p>`

async function fingerprint(source: Uint8Array): Promise<string | null> {
  const outcome = await ingest(source, new Date(0))
  if (outcome.kind !== 'draft') throw new Error(`${outcome.kind} instead of a draft`)
  return outcome.fingerprint
}

const plain = () => release('Acme launches phone', COPY)
const mixed = (parts: Part[] = [text(COPY), file('application/pdf', 'facts.pdf', PDF)], boundary?: string) =>
  releaseOf('Acme launches phone', multipart('mixed', parts, boundary))
const both = (...after: Part[]) => {
  const alternative = multipart('alternative', [text(COPY), html(PAGE)], 'alt')
  return releaseOf(
    'Acme launches phone',
    after.length ? multipart('mixed', [alternative, ...after], 'mix') : alternative,
  )
}
const encoded = (charset: string, encoding: string, body: string) =>
  release(
    'Acme launches phone',
    body,
    `Content-Type: text/plain; charset=${charset}`,
    `Content-Transfer-Encoding: ${encoding}`,
  )
const with_ = (source: Uint8Array, change: (octets: string) => string) =>
  Buffer.from(change(Buffer.from(source).toString('latin1')), 'latin1')
const wrap = (value: string, width: number) =>
  value.replace(new RegExp(`(.{1,${width}})(?: |$)`, 'gm'), '$1\n').trimEnd()
const quoted = (value: string) =>
  [...Buffer.from(value)]
    .map((octet) => `=${octet.toString(16).toUpperCase().padStart(2, '0')}`)
    .join('')
    .replace(/.{72}/g, '$&=\r\n')

const MAILMAN = `_______________________________________________
press-list mailing list
press-list@lists.agency.example
https://lists.agency.example/mailman/listinfo/press-list
`
const MAILMAN_3 = `_______________________________________________
press-list mailing list -- press-list@lists.agency.example
To unsubscribe send an email to press-list-leave@lists.agency.example
`
const GOOGLE = `-- 
You received this message because you are subscribed to the Google Groups "press" group.
To unsubscribe from this group and stop receiving emails from it, send an email to press+unsubscribe@googlegroups.com.
To view this discussion visit https://groups.google.com/d/msgid/press/CAF%3Dx%40mail.gmail.com.
`
const GOOGLE_DE = `-- 
Sie erhalten diese Nachricht, weil Sie in Google Groups E-Mails von der Gruppe "press" abonniert haben.
Wenn Sie sich von dieser Gruppe abmelden und keine E-Mails mehr von dieser Gruppe erhalten möchten, senden Sie eine E-Mail an press+unsubscribe@googlegroups.com.
`
const GOOGLE_HTML = `<p></p>\n\n-- <br />\nYou received this message because you are subscribed to the Google Groups &quot;press&quot; group.<br />\nTo unsubscribe from this group and stop receiving emails from it, send an email to <a href="mailto:press+unsubscribe@googlegroups.com">press+unsubscribe@googlegroups.com</a>.<br />\nTo view this discussion visit <a href="https://groups.google.com/d/msgid/press/x">https://groups.google.com/d/msgid/press/x</a>.<br />`
const LISTSERV = `########################################################################

To unsubscribe from the PRESS list, click the following link:
http://peach.ease.lsoft.example/scripts/wa.exe?SUBED1=PRESS&A=1
`
const GROUPS_IO = `-=-=-=-=-=-=-=-=-=-=-=-
Groups.io Links: You receive all messages sent to this group.
View/Reply Online (#12): https://agency.groups.io/g/press/message/12
Mute This Topic: https://groups.io/mt/101/202
Group Owner: press+owner@agency.groups.io
Unsubscribe: https://agency.groups.io/g/press/unsub [desk@paper.example]
-=-=-=-=-=-=-=-=-=-=-=-
`
const EZMLM = `---------------------------------------------------------------------
To unsubscribe, e-mail: press-unsubscribe@agency.example
For additional commands, e-mail: press-help@agency.example
`
const DEBIAN = `-- 
To UNSUBSCRIBE, email to press-announce-REQUEST@lists.agency.example
with a subject of "unsubscribe". Trouble? Contact listmaster@lists.agency.example
`
const LIST_HEAD =
  'List-Id: Press <press-list.lists.agency.example>\r\nList-Post: <mailto:press-list@lists.agency.example>\r\nPrecedence: list\r\n'
const throughList = (source: Uint8Array) =>
  with_(source, (octets) => LIST_HEAD + octets.replace('Subject: ', 'Subject: [press-list] '))

const signed = (to: string) =>
  with_(
    releaseOf(
      'Acme launches phone',
      multipart('alternative', [
        text(`${COPY}\n\n-- \nJane Doe`),
        html(`<div>${LEAD}</div><div>${MORE}</div><div>Jane Doe</div>`),
      ]),
    ),
    (octets) => `Delivered-To: ${to}\r\n${octets}`,
  )

describe('is equal for copies that differ in transport:', () => {
  test.each<[title: string, one: () => Uint8Array, other: () => Uint8Array]>([
    ['Message-ID', plain, () => with_(plain(), (o) => o.replace('<1@acme.example>', '<2@acme.example>'))],
    ['recipient', plain, () => with_(plain(), (o) => o.replace('newsroom@paper', 'press@paper'))],
    [
      'Date',
      () => with_(plain(), (o) => `Date: Mon, 1 Jun 2026 10:00:00 +0200\r\n${o}`),
      () => with_(plain(), (o) => `Date: Mon, 1 Jun 2026 08:00:03 +0000\r\n${o}`),
    ],
    [
      'Received chain',
      plain,
      () =>
        with_(
          plain(),
          (o) =>
            `Delivered-To: press@paper.example\r\nReceived: from a by b; Mon, 1 Jun 2026 10:00:00 +0200\r\nX-Spam-Score: 1\r\n${o}`,
        ),
    ],
    [
      'base64',
      plain,
      () => encoded('utf-8', 'base64', Buffer.from(COPY).toString('base64').replace(/.{76}/g, '$&\r\n')),
    ],
    ['quoted-printable', plain, () => encoded('utf-8', 'quoted-printable', quoted(COPY))],
    [
      'charset',
      plain,
      () =>
        encoded(
          'windows-1252',
          'base64',
          Buffer.from(COPY.replaceAll('–', '\x96').replaceAll('“', '\x93').replaceAll('”', '\x94'), 'latin1').toString(
            'base64',
          ),
        ),
    ],
    ['line width', plain, () => release('Acme launches phone', wrap(COPY, 72))],
    [
      'narrow line width',
      () => release('Acme launches phone', wrap(COPY, 72)),
      () => release('Acme launches phone', wrap(COPY, 60)),
    ],
    [
      'format=flowed',
      plain,
      () =>
        release(
          'Acme launches phone',
          wrap(COPY, 70).replace(/(\S)\n(?=\S)/g, '$1 \n'),
          'Content-Type: text/plain; charset=utf-8; format=flowed',
        ),
    ],
    ['line ends', () => release('Acme launches phone', COPY.replaceAll('\n', '\r\n')), plain],
    ['spaces without a break', plain, () => release('Acme launches phone', COPY.replaceAll('10 %', '10\u00a0%'))],
    [
      'characters without width',
      plain,
      () => release('Acme launches phone', COPY.replaceAll('telephone', 'tele\u200bphone')),
    ],
    ['decomposed letters', plain, () => release('Acme launches phone', COPY.normalize('NFD'))],
    [
      'escaped From',
      () => release('Acme launches phone', `${COPY}\n\nFrom today on, it is sold.`),
      () => release('Acme launches phone', `${COPY}\n\n>From today on, it is sold.`),
    ],
    ['case of the sender', plain, () => with_(plain(), (o) => o.replace('press@acme.example', 'Press@Acme.example'))],
    [
      'encoded subject',
      plain,
      () => release(`=?utf-8?B?${Buffer.from('Acme launches phone').toString('base64')}?=`, COPY),
    ],
    ['folded subject', plain, () => release('Acme launches\r\n phone', COPY)],
    ['a reply’s dress', plain, () => release('Re: AW: Acme launches phone', COPY)],
    ['a forward’s dress', plain, () => release('Fwd: TR: WG: Acme launches phone', COPY)],
    ['a warning in the subject', plain, () => release('[EXTERNAL] ***SPAM*** Acme launches phone', COPY)],
    [
      'recipient, of a text with a signature beside the same as HTML',
      () => signed('desk@paper.example'),
      () => signed('press@paper.example'),
    ],
    ['boundary', () => mixed(), () => mixed(undefined, 'quite-another')],
    [
      'width of base64',
      () => mixed(),
      () => with_(mixed(), (o) => o.replace(/([A-Za-z0-9+/=]{20,})\r\n/g, (line) => line.replace(/.{19}/g, '$&\r\n'))),
    ],
    [
      'order of files',
      () => mixed([text(COPY), file('image/png', 'a.png', PNG), file('application/pdf', 'b.pdf', PDF)]),
      () => mixed([text(COPY), file('application/pdf', 'b.pdf', PDF), file('image/png', 'a.png', PNG)]),
    ],
    [
      'a list of points',
      () => release('Acme launches phone', `${LEAD}\n\n* one point\n* ${MORE}`),
      () => release('Acme launches phone', `${LEAD}\n\n* one point\n* ${wrap(MORE, 66).replaceAll('\n', '\n  ')}`),
    ],
    [
      'a newsletter’s links of one reader',
      () => releaseOf('Acme', html(PAGE.replace('acme.example/phone', 'click.acme.example/a?u=1'))),
      () => releaseOf('Acme', html(PAGE.replace('acme.example/phone', 'click.acme.example/b?u=2'))),
    ],
  ])('%s', async (_title, one, other) => {
    const first = await fingerprint(one())
    expect(first).toMatch(/^[0-9a-f]{64}$/)
    expect(await fingerprint(other())).toBe(first)
  })

  test.each([
    ['Mailman', MAILMAN],
    ['Mailman 3', MAILMAN_3],
    ['Google Groups', GOOGLE],
    ['Google Groups, wrapped', wrap(GOOGLE, 72)],
    ['Google Groups in German', GOOGLE_DE],
    ['LISTSERV', LISTSERV],
    ['Groups.io', GROUPS_IO],
    ['ezmlm', EZMLM],
    ['SmartList', DEBIAN],
    ['Mailman in German', MAILMAN.replace('press-list mailing list', 'press-list Mailingliste')],
    ['Mailman in French', MAILMAN.replace('press-list mailing list', 'Liste de diffusion press-list')],
    ['Mailman in Spanish', MAILMAN.replace('press-list mailing list', 'Lista de correo press-list')],
    ['Mailman in Italian', MAILMAN.replace('press-list mailing list', 'Mailing list press-list')],
  ])('the footer and the tag of a list: %s', async (_title, footer) => {
    const apart = text(footer, 'Content-Disposition: inline')
    const pairs: [Uint8Array, Uint8Array][] = [
      [plain(), release('Acme launches phone', `${COPY}\n\n${footer}`)],
      [plain(), release('Acme launches phone', `${COPY}\n${footer}`)],
      [
        release('Acme launches phone', `${COPY}\n\n-- \nJane Doe\nAcme`),
        release('Acme launches phone', `${COPY}\n\n-- \nJane Doe\nAcme\n${footer}`),
      ],
      [both(), both(apart)],
      [
        releaseOf('Acme launches phone', html(PAGE)),
        releaseOf('Acme launches phone', multipart('mixed', [html(PAGE), apart])),
      ],
      [mixed(), mixed([text(COPY), file('application/pdf', 'facts.pdf', PDF), apart])],
      [
        release('Re: Acme', `${COPY}\n\nOn Mon, 1 June 2026 at 10:00, Jo <jo@paper.example> wrote:\n> old words`),
        release(
          'Re: Acme',
          `${COPY}\n\nOn Mon, 1 June 2026 at 10:00, Jo <jo@paper.example> wrote:\n> old words\n\n${footer}`,
        ),
      ],
    ]
    for (const [direct, listed] of pairs) {
      const first = await fingerprint(direct)
      expect(first).not.toBeNull()
      expect(await fingerprint(throughList(listed))).toBe(first)
    }
  })

  test('the footer of Google Groups in HTML', async () => {
    const listed = releaseOf(
      'Acme launches phone',
      multipart('alternative', [text(`${COPY}\n\n${GOOGLE}`), html(PAGE + GOOGLE_HTML)]),
    )
    expect(await fingerprint(throughList(listed))).toBe(await fingerprint(both()))
  })
})

/** Ends of releases that were once taken for the dress of a newsletter or the footer of a list. */
const EATEN = [
  ['an offer to unsubscribe', 'Patients have until 3 July 2027 to opt out of the register.'],
  ['an offer to unsubscribe, at the end', 'The court ordered Acme to let customers unsubscribe by 3 May.\n\nMore.'],
  ['a link to the browser', 'See the press conference online on 3 May at 14:00.'],
  ['a footer with a link', '-----\nThe chief executive stays for 3 years: https://acme.example/archive/1'],
  ['a footer with a link to subscribe', '#####\nEmbargo until 3 May. Subscribe: https://acme.example/subscribe'],
  ['a footer of Google Groups', 'Google Groups will close on 3 May, the company said.'],
  ['a footer of LISTSERV', 'The vendor of LISTSERV paid 3 million for Acme.'],
] as const

describe('differs for', () => {
  const listedAs = (claim: string) =>
    with_(plain(), (o) =>
      o.replace(
        'From: Press Office <press@acme.example>',
        `From: Press Office <list@evil.example>\r\nX-BeenThere: list@evil.example\r\nList-Post: <mailto:list@evil.example>\r\n${claim}`,
      ),
    )
  const claimedAt = (address: string) =>
    with_(release('Acme', `${COPY}\n\nContact: ${address}`), (o) => `X-Original-To: ${address}\r\n${o}`)
  const picture = (source: string) =>
    releaseOf('Acme', html(`<p>See the picture.</p><img src="${source}" width="600" height="400">`))
  const reply = (below: string) =>
    release('Re: Acme', `${COPY}\n\nOn Mon, 1 June 2026 at 10:00, Jo <jo@paper.example> wrote:\n> ${below}`)
  test.each<[title: string, one: () => Uint8Array, other: () => Uint8Array]>([
    ['another figure', plain, () => release('Acme launches phone', COPY.replace('200', '300'))],
    ['a raised figure', () => release('Acme', 'It rose 51 per cent.'), () => release('Acme', 'It rose 5¹ per cent.')],
    [
      'figures divided otherwise',
      () => release('Acme', 'North 12\nSouth 3'),
      () => release('Acme', 'North 1\nSouth 23'),
    ],
    ['a word more', plain, () => release('Acme launches phone', `${COPY} Not.`)],
    ['another subject', plain, () => release('Acme recalls phone', COPY)],
    ['a correction', plain, () => release('CORRECTION: Acme launches phone', COPY)],
    [
      'a tag that is no list’s',
      () => release('[Berlin] Storm', 'Stay inside.'),
      () => release('[Hamburg] Storm', 'Stay inside.'),
    ],
    ['another sender', plain, () => with_(plain(), (o) => o.replace('press@acme', 'press@beta'))],
    ['a second sender', plain, () => with_(plain(), (o) => o.replace('From:', 'From: evil@beta.example\r\nFrom:'))],
    [
      'another file',
      () => mixed(),
      () => mixed([text(COPY), file('application/pdf', 'facts.pdf', Buffer.concat([PDF, PNG]))]),
    ],
    [
      'a file more',
      () => mixed(),
      () => mixed([text(COPY), file('application/pdf', 'facts.pdf', PDF), file('image/png', 'a.png', PNG)]),
    ],
    [
      'a file twice',
      () => mixed(),
      () => mixed([text(COPY), file('application/pdf', 'a.pdf', PDF), file('application/pdf', 'b.pdf', PDF)]),
    ],
    [
      'another picture from elsewhere',
      () => picture('https://acme.example/monday.png'),
      () => picture('https://acme.example/tuesday.png'),
    ],
    [
      'another picture in the HTML',
      () => picture(`data:image/png;base64,${PNG.toString('base64')}`),
      () => picture('data:image/png;base64,AAAA'),
    ],
    [
      'links to another host',
      () => releaseOf('Acme', html(PAGE)),
      () => releaseOf('Acme', html(PAGE.replace('acme.example/', 'evil.example/'))),
    ],
    [
      'another thread below the same words',
      () => reply('The first release, with its words.'),
      () => reply('The second release, with others.'),
    ],
    [
      'another contact at the sender’s domain, to which it is addressed',
      () => with_(release('Acme', 'Ask a@acme.example.'), (o) => o.replace('newsroom@paper', 'a@acme')),
      () => with_(release('Acme', 'Ask b@acme.example.'), (o) => o.replace('newsroom@paper', 'b@acme')),
    ],
    ['another name of the sender', plain, () => with_(plain(), (o) => o.replace('Press Office', 'RECALL'))],
    [
      'a sender that other fields claim (X-BeenThere and List-Post are the sender’s own words)',
      plain,
      () => listedAs('X-Original-From: Press Office <press@acme.example>'),
    ],
    ['a sender that Reply-To claims', plain, () => listedAs('Reply-To: Press Office <press@acme.example>')],
    [
      'another address where it claims to have been received',
      () => claimedAt('contact@agency.example'),
      () => claimedAt('thief@evil.example'),
    ],
    [
      'another mailto link at the same host',
      () => releaseOf('Acme', html(PAGE.replace('https://acme.example/phone', 'mailto:a@gmail.example'))),
      () => releaseOf('Acme', html(PAGE.replace('https://acme.example/phone', 'mailto:b@gmail.example'))),
    ],
    ['another name of a file', () => mixed(), () => mixed([text(COPY), file('application/pdf', 'RECALL.pdf', PDF)])],
    [
      'a picture with another query',
      () => picture('https://acme.example/p?id=1'),
      () => picture('https://acme.example/p?id=2'),
    ],
    [
      'other words in place of a picture',
      () =>
        releaseOf(
          'Acme',
          html('<p>See.</p><img src="https://acme.example/1.png" alt="Recall" width="500" height="500">'),
        ),
      () =>
        releaseOf(
          'Acme',
          html('<p>See.</p><img src="https://acme.example/1.png" alt="No recall" width="500" height="500">'),
        ),
    ],
    [
      'other HTML beside a text that was chosen',
      () => releaseOf('Acme', multipart('alternative', [text(COPY), html('<p>Recall of batch 5</p>')])),
      () => releaseOf('Acme', multipart('alternative', [text(COPY), html('<p>Recall of batch 6</p>')])),
    ],
    [
      'a minus for a point',
      () => release('Acme', `${COPY}\n\n- 5 per cent`),
      () => release('Acme', `${COPY}\n\n* 5 per cent`),
    ],
    ...['Correction', 'Recall', 'Update', 'Embargo', 'Phishing'].map(
      (tag): [string, () => Uint8Array, () => Uint8Array] => [
        `the tag ${tag} of a list that calls itself so`,
        plain,
        () =>
          with_(plain(), (o) => `List-Id: <${tag}.evil.example>\r\n${o.replace('Subject: ', `Subject: [${tag}] `)}`),
      ],
    ),
    [
      'a tag that ends like a list’s, without List-Id',
      plain,
      () => with_(plain(), (o) => o.replace('Subject: ', 'Subject: [Recall list] ')),
    ],
    [
      'a signature that is shown as text',
      () =>
        releaseOf('Acme', html(`${PAGE}<div class="gmail_signature"><p>The chief executive was arrested.</p></div>`)),
      () => releaseOf('Acme', html(`${PAGE}<p>The chief executive was arrested.</p>`)),
    ],
    ...EATEN.map(([title, end]): [string, () => Uint8Array, () => Uint8Array] => [
      `news that looks like ${title}`,
      () => release('Acme', `${COPY}\n\n${end}`),
      () => release('Acme', `${COPY}\n\n${end.replace('3', '9')}`),
    ]),
    [
      'the same words at another border of subject and text',
      () => release('Acme launches', 'phone today'),
      () => release('Acme launches phone', 'today'),
    ],
  ])('%s', async (_title, one, other) => {
    const first = await fingerprint(one())
    expect(first).not.toBeNull()
    expect(await fingerprint(other())).not.toBe(first)
  })

  test('fields that run into each other', () => {
    const none = {
      ...{ subject: '', senders: [], words: 'a', body: 'a' },
      ...{ links: [], pictures: [], captions: [], files: [] },
    }
    const prints = [
      { ...none, pictures: ['ab', 'c'] },
      { ...none, pictures: ['a', 'bc'] },
      { ...none, pictures: ['1:a', 'bc'] },
      { ...none, pictures: ['a'], files: ['bc'] },
      { ...none, files: ['a', 'bc'] },
      { ...none, captions: ['a'], files: ['bc'] },
      { ...none, words: 'ab', body: 'a' },
      { ...none, words: 'a', body: 'ab' },
      { ...none, subject: '1', words: '1:a' },
      { ...none, subject: 'a1', words: '1' },
    ].map(fingerprintOf)
    expect(new Set(prints).size).toBe(prints.length)
  })
})

describe('is null for', () => {
  const inner = message(
    ['From: Press <press@acme.example>', 'Subject: Acme launches phone', 'Content-Type: text/plain'],
    LEAD,
  )
  const attached = { headers: ['Content-Type: message/rfc822', 'Content-Disposition: attachment'], body: inner }
  test.each<[title: string, source: () => Uint8Array]>([
    ['a subject alone', () => release('Acme launches phone', '')],
    [
      'a forward inline',
      () =>
        release(
          'Fwd: Acme',
          `FYI\n\n---------- Forwarded message ---------\nFrom: Jane <jane@beta.example>\nDate: today\nSubject: Acme\nTo: x@y.example\n\n${LEAD}`,
        ),
    ],
    ['a forward attached', () => releaseOf('Fwd: Acme launches phone', multipart('mixed', [attached]))],
    ['a text over the limit', () => release('Acme', 'word '.repeat(300_000))],
    [
      'a text part over the limit of what is decoded',
      () => release('Acme', `${COPY}${' '.repeat(5 * 1024 * 1024)}${MORE}`),
    ],
    [
      'a release dressed as the thread below its first word',
      () => release('Re: Acme launches phone', `BERLIN,\n\n> ${COPY.slice(8).replaceAll('\n', '\n> ')}`),
    ],
    [
      'a release dressed as a quote below a few words',
      () =>
        releaseOf(
          'Re: Acme',
          html(`<p>${LEAD}</p><blockquote type="cite"><p>${MORE} ${MORE} ${MORE}</p></blockquote>`),
        ),
    ],
    [
      'a link that is too long to be read',
      () => releaseOf('Acme', html(`${PAGE}<a href="https://evil.example/${'x'.repeat(4100)}">Register</a>`)),
    ],
    ['a frame of elsewhere', () => releaseOf('Acme', html(`${PAGE}<iframe src="https://acme.example/1"></iframe>`))],
    ['a subject over the limit', () => release('word '.repeat(500).trim(), COPY)],
    [
      'more pictures than are noted',
      () =>
        releaseOf(
          'Acme',
          html(
            PAGE +
              Array.from(
                { length: 300 },
                (_, at) => `<img src="https://acme.example/${at}.png" width="9" height="9">`,
              ).join(''),
          ),
        ),
    ],
  ])('%s', async (_title, source) => {
    expect(await fingerprint(source())).toBeNull()
  })
})

test('is found in time, whatever the words', () => {
  const none = { subject: '', senders: [], body: '', links: [], pictures: [], captions: [], files: [] }
  for (const unit of ['- ', '--', '-', 'a@', ' ', '\n', 'ﬁ', '\u200b', '* \n'])
    expect(cpuTime(() => fingerprintOf({ ...none, words: unit.repeat(500_000) }))).toBeLessThan(2000)
})
