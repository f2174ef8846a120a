import { expect, test } from 'vitest'
import { readCopy } from '../../src/pipeline/copy.ts'
import type { Outcome } from '../../src/pipeline/draft.ts'
import { isAttribution, readAttributed, readField, readSeparator } from '../../src/pipeline/mail-fields.ts'
import { readSubject } from '../../src/pipeline/subject.ts'
import { html, message, multipart, type Part, releaseOf, text } from './build-mail.ts'
import { ingest } from './ingest-plainly.ts'

const words = (count: number, stem = 'word') => Array.from({ length: count }, (_none, at) => `${stem}${at}`).join(' ')
const RELEASE = words(90)
const PRESS = { address: 'press@acme.example', name: 'Jane Doe' }
const read = (value: string, subject: string) =>
  readCopy([{ text: { value, flowed: false, delSp: false }, html: null }], readSubject(subject))
const readPage = (page: string, subject: string) => readCopy([{ text: null, html: page }], readSubject(subject))

/** From, Sent, To, Subject as Outlook names them; the separators of Gmail or Thunderbird; that of Apple Mail. */
const WORDINGS: [language: string, fields: string, date: string, separator: string, apple: string][] = [
  ['English', 'From|Sent|To|Subject', 'Date', '---------- Forwarded message ---------', 'Begin forwarded message:'],
  [
    'German',
    'Von|Gesendet|An|Betreff',
    'Datum',
    '-------- Weitergeleitete Nachricht --------',
    'Anfang der weitergeleiteten Nachricht:',
  ],
  ['French', 'De |Envoyé |À |Objet ', 'Date', '---------- Message transféré ---------', 'Début du message réexpédié :'],
  [
    'Spanish',
    'De|Enviado el|Para|Asunto',
    'Fecha',
    '-------- Mensaje reenviado --------',
    'Inicio del mensaje reenviado:',
  ],
  ['Italian', 'Da|Inviato|A|Oggetto', 'Data', '-------- Messaggio Inoltrato --------', 'Inizio messaggio inoltrato:'],
  [
    'Dutch',
    'Van|Verzonden|Aan|Onderwerp',
    'Datum',
    '-------- Doorgestuurd bericht --------',
    'Begin doorgestuurd bericht:',
  ],
  [
    'Portuguese',
    'De|Enviada em|Para|Assunto',
    'Data',
    '-------- Mensagem encaminhada --------',
    'Início da mensagem reenviada:',
  ],
  [
    'Swedish',
    'Från|Skickat|Till|Ämne',
    'Datum',
    '-------- Vidarebefordrat meddelande --------',
    'Vidarebefordrat brev:',
  ],
  ['Norwegian', 'Fra|Sendt|Til|Emne', 'Dato', '-------- Videresendt melding --------', 'Videresendt melding:'],
  ['Danish', 'Fra|Sendt|Til|Emne', 'Dato', '-------- Videresendt meddelelse --------', 'Start på videresendt besked:'],
  [
    'Finnish',
    'Lähettäjä|Lähetetty|Vastaanottaja|Aihe',
    'Päivämäärä',
    '-------- Välitetty viesti --------',
    'Välitetty viesti alkaa:',
  ],
  [
    'Polish',
    'Od|Wysłano|Do|Temat',
    'Data',
    '-------- Treść przekazanej wiadomości --------',
    'Początek przekazywanej wiadomości:',
  ],
  [
    'Turkish',
    'Kimden|Gönderildi|Kime|Konu',
    'Tarih',
    '-------- İletilen İleti --------',
    'İletilen mesajın başlangıcı:',
  ],
  [
    'Azerbaijani',
    'Kimdən|Göndərildi|Kimə|Mövzu',
    'Tarix',
    '---------- Yönləndirilmiş mesaj ---------',
    'Yönləndirilmiş mesajın başlanğıcı:',
  ],
  [
    'Russian',
    'От|Отправлено|Кому|Тема',
    'Дата',
    '-------- Пересылаемое сообщение --------',
    'Начало переадресованного сообщения:',
  ],
  [
    'Ukrainian',
    'Від|Надіслано|Кому|Тема',
    'Дата',
    '-------- Переслане повідомлення --------',
    'Початок переадресованого повідомлення:',
  ],
  [
    'Arabic',
    'من|تم الإرسال|إلى|الموضوع',
    'التاريخ',
    '---------- رسالة معاد توجيهها ---------',
    'بداية الرسالة المعاد توجيهها:',
  ],
  ['Japanese', '差出人|送信日時|宛先|件名', '日付', '-------- 転送メッセージ --------', '転送されたメッセージ:'],
]

const headerOf = (fields: string, bold = (name: string) => name) => {
  const [from = '', sent = '', to = '', subject = ''] = fields.split('|')
  return [
    `${bold(`${from}:`)} Jane Doe <press@acme.example>`,
    `${bold(`${sent}:`)} 1 June 2026 10:00`,
    `${bold(`${to}:`)} Sam Roe <sam@paper.example>`,
    `${bold(`${subject}:`)} Acme launches a telephone`,
  ]
}

test.each(WORDINGS)(
  'a forward in %s is read as what it forwards, whatever program wrote it',
  (_language, fields, date, separator, apple) => {
    const outlook = headerOf(fields)
    const dated = headerOf(fields.replace(/^([^|]*\|)[^|]*/, `$1${date}`))
    const [from = '', sent = '', to = '', subject = ''] = dated
    for (const [header, prefix] of [
      [outlook, 'FW: '],
      [['________________________________', ...outlook], 'FW: '],
      [outlook, ''],
      [dated, 'Fwd: '],
      [[separator, from, sent, subject, to], 'Fwd: '],
      [[apple, '', from, subject, sent, to], 'Fwd: '],
      [headerOf(fields, (name) => `*${name}*`), 'FW: '],
    ] as const) {
      const copy = read(`Can somebody look at this?\n\n${header.join('\n')}\n\n${RELEASE}`, `${prefix}Acme launches`)
      if (prefix === '') expect(copy.body.text).toContain(RELEASE)
      else {
        expect(copy.body.text).toBe(RELEASE)
        expect(copy.forward?.from).toEqual(PRESS)
        expect(copy.removed).toEqual([
          { what: 'cover note', detail: expect.stringContaining('Can somebody look at this?') },
        ])
      }
      const bare = read(`${header.join('\n')}\n\n${RELEASE}`, `${prefix}Acme launches`)
      expect(bare.body.text).toBe(RELEASE)
      expect(bare.forward?.from).toEqual(PRESS)
    }
  },
)

test.each(WORDINGS)(
  'a forward in %s is read in HTML, with bold names, in a table, a field a line',
  (_language, fields, _date, separator) => {
    const bold = headerOf(fields, (name) => `<b>${name}</b>`).map((line) =>
      line
        .replace('<press@acme.example>', '&lt;<a href="mailto:press@acme.example">press@acme.example</a>&gt;')
        .replace('<sam@paper.example>', '&lt;sam@paper.example&gt;'),
    )
    const rows = bold
      .map((line) => `<tr>${line.replace(/^<b>(.*?)<\/b> (.*)$/, '<th>$1</th><td>$2</td>')}</tr>`)
      .join('')
    const note = '<p>Can somebody look at this?</p>'
    for (const page of [
      `${note}<div style="border:none;border-top:solid #E1E1E1 1.0pt"><p class="MsoNormal">${bold.join('<br>')}</p></div><p>${RELEASE}</p>`,
      `${note}<hr><div id="divRplyFwdMsg" dir="ltr"><font face="Calibri">${bold.join('<br>')}</font><div>&nbsp;</div></div><div>${RELEASE}</div>`,
      `${note}<div class="moz-forward-container"><br>${separator}<table class="moz-email-headers-table"><tbody>${rows}</tbody></table><br><p>${RELEASE}</p></div>`,
      `${note}<div class="gmail_quote"><div class="gmail_attr">${separator}<br>${bold.join('<br>')}<br></div><br><br><div>${RELEASE}</div></div>`,
      `${note}${bold.map((line) => `<p>${line}</p>`).join('')}<p>${RELEASE}</p>`,
    ]) {
      const copy = readPage(page, 'WG: Acme launches')
      expect(copy.body.text).toBe(RELEASE)
      expect(copy.forward?.from).toEqual(PRESS)
    }
  },
)

test.each([
  ['On Mon, 1 June 2026 at 10:00, Jane Doe <press@acme.example> wrote:'],
  ['On 01/06/2026 10:00 AM Jane Doe <press@acme.example> wrote:'],
  ['Am Mo., 1. Juni 2026 um 10:00 Uhr schrieb Jane Doe <press@acme.example>:'],
  ['Le lun. 1 juin 2026 à 10:00, Jane Doe <press@acme.example> a écrit :'],
  ['El lun, 1 jun 2026 a las 10:00, Jane Doe (<press@acme.example>) escribió:'],
  ['Il giorno lun 1 giu 2026 alle ore 10:00 Jane Doe <press@acme.example> ha scritto:'],
  ['Op ma 1 jun 2026 om 10:00 schreef Jane Doe <press@acme.example>:'],
  ['Em seg., 1 de jun. de 2026 às 10:00, Jane Doe <press@acme.example> escreveu:'],
  ['Jane Doe <press@acme.example> escreveu (segunda, 1/06/2026 à(s) 10:00):'],
  ['Den mån 1 juni 2026 kl 10:00 skrev Jane Doe <press@acme.example>:'],
  ['man. 1. juni 2026 kl. 10:00 skrev Jane Doe <press@acme.example>:'],
  ['ma 1. kesäk. 2026 klo 10.00 Jane Doe (press@acme.example) kirjoitti:'],
  ['pon., 1 cze 2026 o 10:00 Jane Doe <press@acme.example> napisał(a):'],
  ['Jane Doe <press@acme.example>, 1 Haz 2026 Pzt, 10:00 tarihinde şunu yazdı:'],
  ['Jane Doe <press@acme.example>, 1 iyn 2026, B.e., 10:00 tarixində yazdı:'],
  ['пн, 1 июн. 2026 г. в 10:00, Jane Doe <press@acme.example>:'],
  ['1 июня 2026 г., в 10:00, Jane Doe <press@acme.example> написал(а):'],
  ['пн, 1 черв. 2026 р. о 10:00 Jane Doe <press@acme.example> пише:'],
  ['في الاثنين، 1 يونيو 2026 في 10:00 ص تمت كتابة ما يلي بواسطة Jane Doe <press@acme.example>:'],
  ['2026年6月1日(月) 10:00 Jane Doe <press@acme.example>:'],
])('the line %s names who wrote what is quoted', (line) => {
  expect(isAttribution(line)).toBe(true)
  expect(readAttributed(line)).toEqual(PRESS)
  const copy = read(`${words(40, 'own')}\n\n${line}\n> older words`, 'Re: Acme')
  expect(copy.body.text).toBe(words(40, 'own'))
})

test.each([
  ['From: Jane', { kind: 'from', value: 'Jane' }],
  ['*Betreff:* Acme', { kind: 'subject', value: 'Acme' }],
  ['**Sent:** Monday', { kind: 'sent', value: 'Monday' }],
  ['Objet : Acme', { kind: 'subject', value: 'Acme' }],
  ['件名：新製品', { kind: 'subject', value: '新製品' }],
  ['Kontakt: Jane', null],
  ['At 10:00 we met', null],
  ['', null],
])('the line %s is the field %o', (line, field) => {
  expect(readField(line)).toEqual(field)
})

test.each([
  ['-----Original Message-----', { kind: 'original', dressed: true }],
  ['----- Ursprüngliche Nachricht -----', { kind: 'original', dressed: true }],
  ['-----Message d’origine-----', { kind: 'original', dressed: true }],
  ['----- Forwarded by Sam Roe/Paper on 01.06.2026 10:00 -----', { kind: 'forward', dressed: true }],
  ['Original message', { kind: 'original', dressed: false }],
  ['-----', null],
  ['The original message of the painting:', null],
])('the line %s announces %o', (line, kind) => {
  expect(readSeparator(line)).toEqual(kind)
})

const OUTLOOK = headerOf('From|Sent|To|Subject').join('\n')

test.each<[title: string, value: string]>([
  [
    'a long list of recipients',
    `${OUTLOOK.replace('sam@paper.example>', 'sam@paper.example>;\n Jo Poe <jo@paper.example>; Ann Low\n <ann@paper.example>; Max Hill <max@paper.example>')}\n\n${RELEASE}`,
  ],
  ['a subject over two lines', `${OUTLOOK} that rings only if the\ncaller is wanted\n\n${RELEASE}`],
  ['an address that is a link', `${OUTLOOK.replace('<press@', '<mailto:press@')}\n\n${RELEASE}`],
  ['an address in brackets', `${OUTLOOK.replace('<press@acme.example>', '[mailto:press@acme.example]')}\n\n${RELEASE}`],
  [
    'further fields',
    `From: Jane Doe <press@acme.example>\nReply-To: x@acme.example\nDate: 1 June 2026 10:00\nTo: Sam\nCc: Jo\nImportance: High\nAttachments: a.pdf\nSubject: Acme\n\n${RELEASE}`,
  ],
  ['quote marks', `${OUTLOOK}\n\n${RELEASE}`.replace(/^/gm, '> ')],
  [
    'a colleague with a signature and a notice of his house',
    `Can you take this?\n\nBest,\nSam\n\nSam Roe\nReporter, The Paper\n1 Main Street\n\nThis email is confidential and intended solely for ${words(80, 'you')}.\n\n${OUTLOOK}\n\n${RELEASE}`,
  ],
  ['a note below what is marked as quoted', `${`${OUTLOOK}\n\n${RELEASE}`.replace(/^/gm, '> ')}\n\nCan you take this?`],
  [
    'two colleagues',
    `For you?\n\nFrom: Jo Poe <jo@paper.example>\nSent: 1 June 2026 12:00\nTo: Sam\nSubject: FW: Acme\n\nNot for me, Sam. You?\n\n${OUTLOOK}\n\n${RELEASE}`,
  ],
  [
    'a colleague who answers a colleague',
    `Yes.\n\nOn Mon, 1 June 2026 at 12:00, Jo Poe <jo@paper.example> wrote:\n\n> Do we want this?\n>\n> ---------- Forwarded message ---------\n> ${OUTLOOK.replaceAll('\n', '\n> ')}\n>\n> ${RELEASE}`,
  ],
  [
    'the letters that led to the release',
    `See below\n\n${OUTLOOK}\n\n${RELEASE}\n\nOn Sun, 31 May 2026 at 10:00, Sam Roe <sam@paper.example> wrote:\n> please send it`,
  ],
])('a forward is read as what it forwards: %s', (_title, value) => {
  const copy = read(value, 'FW: Acme launches')
  expect(copy.body.text).toBe(RELEASE)
  expect(copy.forward?.from).toEqual(PRESS)
})

test.each<[title: string, value: string]>([
  [
    'a memo',
    `TO: News desks\nFROM: Jane Doe, press@acme.example\nDATE: 1 June 2026\nSUBJECT: Acme launches\n\n${RELEASE}`,
  ],
  [
    'a memo that begins with its writer',
    `From: Jane Doe <press@acme.example>\nTo: Editors\nDate: 1 June 2026\nSubject: Launch\n\n${RELEASE}`,
  ],
  ['times of an event', `${RELEASE}\n\nFrom: 10:00\nTo: 12:00\nDate: 1 June 2026\nWhere: Berlin\n\n${RELEASE}`],
  ['what somebody once wrote', `${RELEASE}\n\nOn 1 June 2026 the founder wrote:\n\n${RELEASE}`],
  ['words of an original message', `Original message of a poet:\n\n${RELEASE}`],
])('nothing of a release is taken for a forward: %s', (_title, value) => {
  const copy = read(value, 'Acme launches')
  expect(copy.body.text.replace(/\s+/g, ' ')).toBe(value.replace(/\s+/g, ' '))
  expect(copy.forward).toBeNull()
})

test('what stands above a forward is told in full, as an embargo may stand in it', () => {
  const note = `Hold until 1 June 2026, 10:00 BST. ${words(50, 'note')}`
  const copy = read(`${note}\n\n---------- Forwarded message ---------\n${OUTLOOK}\n\n${RELEASE}`, 'Fwd: Acme')
  expect(copy.removed).toEqual([{ what: 'cover note', detail: note }])
})

const draftOf = (outcome: Outcome) => {
  if (outcome.kind !== 'draft') throw new Error(outcome.kind)
  return outcome
}
const attached = (inner: Uint8Array): Part => ({ headers: ['Content-Type: message/rfc822'], body: inner })
const inner = message(
  [
    'From: Jane Doe <jane@acme.example>',
    'Subject: Acme launches a telephone',
    'Message-ID: <2@acme.example>',
    'Content-Type: text/plain; charset=utf-8',
  ],
  RELEASE,
)
const colleague = { address: 'press@acme.example', name: 'Press Office' }

test.each<[title: string, source: Uint8Array]>([
  [
    'with a note',
    releaseOf('FW: Acme launches a telephone', multipart('mixed', [text('For you, Sam.'), attached(inner)])),
  ],
  ['without a word', releaseOf('FW: Acme launches a telephone', multipart('mixed', [text(''), attached(inner)]))],
  [
    'with a signature and a notice of the house',
    releaseOf(
      'WG: Acme launches a telephone',
      multipart('mixed', [
        text(`Zur Info.\n\nViele Grüße\nSam\n\nSam Roe\nRedaktion\n${words(40, 'haus')}`),
        attached(inner),
      ]),
    ),
  ],
  [
    'in HTML',
    releaseOf('TR: Acme launches a telephone', multipart('mixed', [html('<p>Pour info</p>'), attached(inner)])),
  ],
])('a forward by attachment %s is read as the release', async (_title, source) => {
  const { origin, draft } = draftOf(await ingest(source))
  expect(draft.body.text).toBe(RELEASE)
  expect(origin.from).toEqual({ address: 'jane@acme.example', name: 'Jane Doe' })
  expect(origin.forwardedBy).toEqual(colleague)
})

test('a press officer who forwards an own letter is no colleague', async () => {
  const own = headerOf('From|Sent|To|Subject').join('\n')
  const { origin, draft } = draftOf(await ingest(releaseOf('FW: Acme launches', text(`${own}\n\n${RELEASE}`))))
  expect(draft.body.text).toBe(RELEASE)
  expect(origin.forwardedBy).toBeNull()
})

test.each<[title: string, subject: string, value: string, isForward: boolean]>([
  [
    'a Danish forward',
    'VS: Acme åbner bro',
    'Skal vi have den?\n\n-----Oprindelig meddelelse-----\nFra: Jane Doe <jane@acme.example>\nSendt: 5. oktober 2026 11:15\nTil: x@paper.example\nEmne: Acme åbner bro',
    true,
  ],
  [
    'a Finnish reply',
    'VS: Acme avaa sillan',
    'Kiitos, tämä menee huomiseen lehteen.\n\n-----Alkuperäinen viesti-----\nLähettäjä: Jane Doe <jane@acme.example>\nLähetetty: 5. lokakuuta 2026 11:15\nVastaanottaja: x@paper.example\nAihe: Acme avaa sillan',
    false,
  ],
  [
    'the forward of a reply',
    'Fwd: Re: Acme opens bridge',
    'Shall we?\n\n---------- Forwarded message ---------\nFrom: Jane Doe <jane@acme.example>\nDate: Mon, 5 Oct 2026 at 11:15\nSubject: Re: Acme opens bridge\nTo: x@paper.example',
    true,
  ],
])(
  '%s is told by its first prefix, and one that means both by the language of the header',
  async (_title, subject, value, isForward) => {
    const lead =
      'The bridge over the river opens on Monday, and the mayor will be there with all who built it in nine years.'
    const outcome = await ingest(
      message(
        [
          'From: Jo <jo@paper.example>',
          `Subject: =?utf-8?B?${Buffer.from(subject).toString('base64')}?=`,
          'Content-Type: text/plain; charset=utf-8',
        ],
        `${value}\n\n${lead}`,
      ),
      new Date(0),
    )
    const draft = outcome.kind === 'draft' ? outcome.draft : null
    expect(draft?.text.includes(lead)).toBe(isForward)
    expect(outcome.origin.from?.address).toBe(isForward ? 'jane@acme.example' : 'jo@paper.example')
  },
)
