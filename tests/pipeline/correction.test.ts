import { describe, expect, test } from 'vitest'
import { findCorrection } from '../../src/pipeline/correction.ts'
import type { Correction } from '../../src/pipeline/draft.ts'
import { gather } from '../../src/pipeline/given.ts'
import type { Head } from '../../src/pipeline/head.ts'
import { readPlainText } from '../../src/pipeline/plain-text.ts'
import { readSheet } from '../../src/pipeline/sheet.ts'
import { readSubject } from '../../src/pipeline/subject.ts'

const COPY = `The harbour authority of Portmarin opened its new ferry terminal on Monday. The building has room for 2,400 passengers a day and cost 18.5 million euros, which the region and the town paid in equal parts.

Work began three years ago. The first ferry left for the islands at seven in the morning with 312 passengers on board, among them the pupils of two schools.`

function read(
  subject: string,
  body: string,
  language = 'en',
  fields: Record<string, string> = {},
  notes: string[] = [],
): Correction | null {
  const octets = Object.entries(fields).map(([name, value]): [string, string[]] => [name, [value]])
  const contentType = { value: 'text/plain', params: {} }
  const head: Head = { from: null, alsoFrom: [], subject, messageId: null, contentType, fields: new Map(octets) }
  const source = { part: 'text', text: body, visible: null } as const
  const given = gather(
    { receivedAt: new Date(0), zone: 'UTC', lessons: [] },
    readSubject(subject),
    source,
    language,
    null,
  )
  const sheet = readSheet(readPlainText({ value: body, flowed: false, delSp: false }))
  return findCorrection(subject, head, sheet, given, notes)
}

type Kind = Correction['kind'] | null

describe('the subject', () => {
  const subjects: [string, Kind][] = [
    ['CORRECTION: New ferry terminal opens', 'correction'],
    ['Correction – New ferry terminal opens', 'correction'],
    ['[CORRECTION] New ferry terminal opens', 'correction'],
    ['New ferry terminal opens (corrected)', 'correction'],
    ['New ferry terminal opens – CORRECTED VERSION', 'correction'],
    ['CORRECTING and REPLACING Harbour Authority Opens Terminal', 'correction'],
    ['/C O R R E C T I O N -- Harbour Authority/', 'correction'],
    ['CORRECTION Harbour Authority opens terminal', 'correction'],
    ['Corrected press release: New ferry terminal opens', 'correction'],
    ['Press release (corrected): New ferry terminal opens', 'correction'],
    ['PRESS RELEASE - CORRECTION - New ferry terminal opens', 'correction'],
    ['Correction to press release on the ferry terminal: right figure', 'correction'],
    ['Re: [press] CORRECTION: New ferry terminal opens', 'correction'],
    ['Fwd: Berichtigung: Neues Fährterminal eröffnet', 'correction'],
    ['Korrektur zur Pressemitteilung: Neues Fährterminal eröffnet', 'correction'],
    ['KORREKTUR/Neues Fährterminal eröffnet', 'correction'],
    ['Korrigierte Fassung: Neues Fährterminal eröffnet', 'correction'],
    ['Rectificatif : Ouverture du terminal', 'correction'],
    ['ANNULE ET REMPLACE - Ouverture du terminal', 'correction'],
    ['Erratum – Communiqué de presse : ouverture du terminal', 'correction'],
    ['Corrección: Abre la terminal de transbordadores', 'correction'],
    ['FE DE ERRATAS. Abre la terminal', 'correction'],
    ['Errata corrige: Apre il nuovo terminal', 'correction'],
    ['RETTIFICA - Comunicato stampa: apre il terminal', 'correction'],
    ['Rectificatie: nieuwe veerterminal open', 'correction'],
    ['Gecorrigeerd persbericht: nieuwe veerterminal open', 'correction'],
    ['Correção: Abre o novo terminal', 'correction'],
    ['ERRATA: abre o novo terminal', 'correction'],
    ['RÄTTELSE: Ny färjeterminal öppnar', 'correction'],
    ['Rettelse: Ny fergeterminal åpner', 'correction'],
    ['Rettelse til pressemeddelelse: Ny færgeterminal åbner', 'correction'],
    ['KORJAUS: Uusi lauttaterminaali avattiin', 'correction'],
    ['DÜZƏLİŞ: Yeni bərə terminalı açıldı', 'correction'],
    ['DÜZELTİLMİŞ METİN: Yeni feribot iskelesi', 'correction'],
    ['Oikaisu tiedotteeseen: uusi lauttaterminaali', 'correction'],
    ['SPROSTOWANIE: Otwarto nowy terminal', 'correction'],
    ['Düzeltme: Yeni feribot terminali açıldı', 'correction'],
    ['Düzəliş: Yeni bərə terminalı açıldı', 'correction'],
    ['ИСПРАВЛЕНИЕ: Открыт новый терминал', 'correction'],
    ['Уточнение – Открыт новый терминал', 'correction'],
    ['Виправлення: Відкрито новий термінал', 'correction'],
    ['تصويب: افتتاح محطة العبارات الجديدة', 'correction'],
    ['تصحيح - افتتاح محطة العبارات الجديدة', 'correction'],
    ['【訂正】新フェリーターミナルが開業', 'correction'],
    ['（訂正）新フェリーターミナルが開業', 'correction'],
    ['UPDATED: New ferry terminal opens', 'update'],
    ['UPDATE 2: New ferry terminal opens', 'update'],
    ['New ferry terminal opens [UPDATE]', 'update'],
    ['Aktualisiert: Neues Fährterminal eröffnet', 'update'],
    ['MISE À JOUR : Ouverture du terminal', 'update'],
    ['Actualización: Abre la terminal', 'update'],
    ['AGGIORNAMENTO: apre il terminal', 'update'],
    ['Uppdaterad: Ny färjeterminal öppnar', 'update'],
    ['Aktualizacja: Otwarto nowy terminal', 'update'],
    ['Обновление: Открыт новый терминал', 'update'],
    ['【更新】新フェリーターミナルが開業', 'update'],
    ['Withdrawn: press release on the ferry terminal', 'recall'],
    ['PLEASE DISREGARD: New ferry terminal opens', 'recall'],
    ['Zurückgezogen: Pressemitteilung Neues Fährterminal', 'recall'],

    ['New ferry terminal opens', null],
    ['Update on the ferry terminal', null],
    ['Trading update: harbour handles more freight', null],
    ['Software update released for all ticket machines', null],
    ['Harbour updates its timetable', null],
    ['Corrections officers honoured at ceremony', null],
    ['Market correction: what savers should know', null],
    ['Ministry corrects growth forecast for 2027', null],
    ['Correctional facility opens in Portmarin', null],
    ['Recall: 10,000 toasters may overheat', null],
    ['Rückruf: Spielzeugkette ruft Roller zurück', null],
    ['Rappel de produits : fromages au lait cru', null],
    ['Rappel : conférence de presse demain à 10 h', null],
    ['Återkallelse av leksaker', null],
    ['Korrektur am Aktienmarkt setzt sich fort', null],
    ['Rectification of the river begins', null],
    ['New version: the town app in six languages', null],
    ['Revised forecast: harbour expects fewer guests', null],
    ['Correcting the course: a new climate plan', null],
    ['Do not use old chargers, agency warns', null],
  ]
  test.each(subjects)('%s', (subject, kind) => {
    expect(read(subject, COPY)?.kind ?? null).toBe(kind)
  })
})

describe('a note above the copy', () => {
  const notes: [string, string, Kind][] = [
    [
      'en',
      'CORRECTION - an earlier version of this release carried a wrong figure in the second paragraph.',
      'correction',
    ],
    [
      'en',
      'Please note that the release sent this morning contained an error. The corrected version is below.',
      'correction',
    ],
    ['en', 'This release corrects and replaces the release sent at 09:10 today.', 'correction'],
    [
      'en',
      'In the news release, Harbour Authority opens terminal, issued today over the wire, we are advised by the authority that the first paragraph should read "2,400" rather than "24,000" as originally issued. The complete, corrected release follows:',
      'correction',
    ],
    [
      'en',
      'Please replace the release dated November 24, 2026 with the following corrected version due to multiple revisions.',
      'correction',
    ],
    ['en', 'The updated release reads:', 'update'],
    ['de', 'In unserer Pressemitteilung von heute Morgen hat sich leider ein Fehler eingeschlichen.', 'correction'],
    ['de', 'Diese Fassung ersetzt unsere Pressemitteilung vom 24. November.', 'correction'],
    ['fr', 'Une erreur s’est glissée dans notre communiqué de ce matin. Merci d’utiliser cette version.', 'correction'],
    ['fr', 'Ce communiqué annule et remplace le précédent.', 'correction'],
    [
      'es',
      'En la nota de prensa enviada esta mañana había un error. Donde dice 24.000 debe decir 2.400.',
      'correction',
    ],
    [
      'it',
      'Il comunicato inviato stamattina conteneva un errore. Si prega di utilizzare questa versione.',
      'correction',
    ],
    ['nl', 'In het persbericht van vanochtend stond een fout. Hieronder de gecorrigeerde versie.', 'correction'],
    ['pt', 'O comunicado enviado esta manhã continha um erro. Segue a versão corrigida.', 'correction'],
    ['sv', 'Pressmeddelandet som skickades i morse innehöll ett fel. Här kommer en rättad version.', 'correction'],
    ['no', 'Pressemeldingen vi sendte i dag inneholdt en feil. Her er en rettet versjon.', 'correction'],
    ['da', 'Pressemeddelelsen fra i morges indeholdt en fejl. Her følger en rettet version.', 'correction'],
    ['fi', 'Aamulla lähetetyssä tiedotteessa oli virhe. Korjattu versio alla.', 'correction'],
    ['pl', 'W informacji prasowej wysłanej dziś rano wkradł się błąd. Poniżej poprawiona wersja.', 'correction'],
    [
      'tr',
      'Bu sabah gönderdiğimiz basın bülteninde bir rakam sehven yanlış yazılmıştır. Düzeltilmiş metin aşağıdadır.',
      'correction',
    ],
    ['az', 'Səhər göndərilmiş press-relizdə səhvə yol verilib. Düzəldilmiş variant aşağıdadır.', 'correction'],
    ['ru', 'В разосланном утром пресс-релизе была допущена ошибка. Ниже исправленная версия.', 'correction'],
    ['uk', 'У надісланому вранці пресрелізі було допущено помилку. Нижче виправлена версія.', 'correction'],
    ['ar', 'ورد خطأ في البيان الصحفي المرسل صباح اليوم، وفيما يلي النسخة المصححة.', 'correction'],
    ['ja', '先ほどお送りしたプレスリリースの内容に誤りがございましたので、訂正いたします。', 'correction'],

    ['en', 'The ministry has corrected the error in its count of ballots.', null],
    ['en', 'Please find below our press release on the ferry terminal.', null],
    ['en', 'An earlier version of the terminal was planned in 1998.', null],
    ['en', 'The agency said the drug has been withdrawn from the market.', null],
    ['en', 'Last updated: 24 November 2026, 10:15', null],
    ['de', 'Aktualisiert: 24.11.2026, 10:15 Uhr', null],
  ]
  test.each(notes)('in %s: %s', (language, note, kind) => {
    expect(read('New ferry terminal opens', `${note}\n\n${COPY}`, language)?.kind ?? null).toBe(kind)
  })
})

test('a note that was cut from the copy counts', () => {
  const note =
    'Dear all, please use the version below instead. The release sent earlier contained an error. Regards, Ines'
  expect(read('Ferry terminal', COPY, 'en', {}, [note])?.kind).toBe('correction')
  expect(read('Ferry terminal', COPY, 'en', {}, ['Dear all, please find our release below.'])).toBeNull()
})

describe('a message that takes another back', () => {
  const recalls: [string, string, string][] = [
    [
      'en',
      'Recall: New ferry terminal opens',
      'Ines Marlow would like to recall the message, "New ferry terminal opens".',
    ],
    ['de', 'Rückruf: Neues Fährterminal', 'Ines Marlow möchte die Nachricht "Neues Fährterminal" zurückrufen.'],
    ['fr', 'Rappel : Nouveau terminal', 'Ines Marlow souhaite rappeler le message « Nouveau terminal ».'],
    ['es', 'Recuperar: Nueva terminal', 'Ines Marlow desea recuperar el mensaje "Nueva terminal".'],
    ['it', 'Richiamo: Nuovo terminal', 'Ines Marlow desidera richiamare il messaggio "Nuovo terminal".'],
    ['nl', 'Intrekken: Nieuwe terminal', 'Ines Marlow wil het bericht "Nieuwe terminal" intrekken.'],
    ['pl', 'Odwołanie: Nowy terminal', 'Ines Marlow chce odwołać wiadomość "Nowy terminal".'],
    ['en', 'Отзыв: Новый терминал', 'Ines Marlow хочет отозвать сообщение "Новый терминал".'],
    ['en', 'Recall: New ferry terminal opens', ''],
    [
      'en',
      'Ferry terminal',
      'Please disregard our press release of this morning, which was sent in error. We apologise.',
    ],
    ['en', 'Ferry terminal', 'This press release has been withdrawn. A new one will be sent tomorrow.'],
    [
      'de',
      'Fährterminal',
      'Bitte verwenden Sie unsere Pressemitteilung von heute Morgen nicht. Sie wurde versehentlich versandt.',
    ],
    ['fr', 'Terminal', 'Merci de ne pas tenir compte du communiqué de ce matin, envoyé par erreur.'],
    ['es', 'Terminal', 'Rogamos no tengan en cuenta la nota de prensa enviada esta mañana por error.'],
    ['it', 'Terminal', 'Si prega di non tenere conto del comunicato di stamattina, inviato per errore.'],
    ['ja', 'フェリーターミナル', '先ほどのプレスリリースは誤って配信いたしました。破棄してください。'],
  ]
  test.each(recalls)('in %s: %s: %s', (language, subject, body) => {
    expect(read(subject, body, language)?.kind).toBe('recall')
  })

  test('is a correction where the right release follows', () => {
    const body = `Please disregard our press release of this morning. The corrected release follows.\n\n${COPY}`
    expect(read('Ferry terminal', body)?.kind).toBe('correction')
  })
})

describe('what is told of a correction', () => {
  test('holds the message that it answers, the words and where they stand', () => {
    const fields = { references: '<a@acme.example> <b@acme.example>', 'in-reply-to': '<b@acme.example>' }
    expect(read('Re: CORRECTION: New ferry terminal opens', COPY, 'en', fields)).toEqual({
      kind: 'correction',
      of: 'b@acme.example',
      words: 'CORRECTION',
      evidence: { part: 'subject', start: 4, end: 14 },
    })
  })

  test('names no message where it answers none', () => {
    expect(read('CORRECTION: New ferry terminal opens', COPY)?.of).toBeNull()
  })

  test('points at the note in the text', () => {
    const note = 'An earlier version of this release carried a wrong figure.'
    expect(read('Ferry terminal', `${note}\n\n${COPY}`)?.evidence).toMatchObject({ part: 'text', start: 3 })
  })
})

test('subjects and first lines that are endless, or nothing but signs, are read in no time', () => {
  const began = performance.now()
  const endless = [
    '('.repeat(50_000),
    'correction '.repeat(20_000),
    '- '.repeat(50_000),
    'please replace '.repeat(10_000),
  ]
  for (const text of endless) read(text, `${text}\n\n${COPY}`)
  expect(performance.now() - began).toBeLessThan(2_000)
})
