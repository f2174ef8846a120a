import { describe, expect, test } from 'vitest'
import { NO_HEADLINE } from '../../src/pipeline/headline.ts'
import { readSubject } from '../../src/pipeline/subject.ts'
import { html, message, PDF, release } from './build-mail.ts'
import { corpusTitle, hasCorpus, readCorpus, readCorpusLines } from './corpus.ts'
import { ingest } from './ingest-plainly.ts'

test.each([
  ['Acme launches phone', 'Acme launches phone'],
  ['Fwd: Acme launches phone', 'Acme launches phone'],
  ['FW: Re: Fwd: Acme launches phone', 'Acme launches phone'],
  ['WG: AW: Acme bringt Telefon', 'Acme bringt Telefon'],
  ['TR : Acme lance un téléphone', 'Acme lance un téléphone'],
  ['RV: Acme lanza un teléfono', 'Acme lanza un teléfono'],
  ['I: R: Acme lancia un telefono', 'Acme lancia un telefono'],
  ['Re[2]: Acme launches phone', 'Acme launches phone'],
  ['[press-list] Acme launches phone', 'Acme launches phone'],
  ['[press-list] [EMBARGOED] Acme launches phone', 'Acme launches phone'],
  ['PRESS RELEASE: Acme launches phone', 'Acme launches phone'],
  ['Press Release - Acme launches phone', 'Acme launches phone'],
  ['Media release | Acme launches phone', 'Acme launches phone'],
  ['PR: Acme launches phone', 'Acme launches phone'],
  ['FOR IMMEDIATE RELEASE: Acme launches phone', 'Acme launches phone'],
  ['Press release no. 12/2026: Acme launches phone', 'Acme launches phone'],
  ['Pressemitteilung: Acme bringt Telefon', 'Acme bringt Telefon'],
  ['PM 12/26 – Acme bringt Telefon', 'Acme bringt Telefon'],
  ['Presseaussendung: Acme bringt Telefon', 'Acme bringt Telefon'],
  ['Communiqué de presse - Acme lance un téléphone', 'Acme lance un téléphone'],
  ['CP : Acme lance un téléphone', 'Acme lance un téléphone'],
  ['Nota de prensa: Acme lanza un teléfono', 'Acme lanza un teléfono'],
  ['Comunicato stampa – Acme lancia un telefono', 'Acme lancia un telefono'],
  ['Persbericht: Acme lanceert telefoon', 'Acme lanceert telefoon'],
  ['Pressmeddelande: Acme lanserar telefon', 'Acme lanserar telefon'],
  ['Informacja prasowa: Acme wprowadza telefon', 'Acme wprowadza telefon'],
  ['Пресс-релиз: Acme выпускает телефон', 'Acme выпускает телефон'],
  ['プレスリリース：新製品', '新製品'],
  ['EMBARGOED UNTIL 10:00 BST THURSDAY 12 JUNE: Acme launches phone', 'Acme launches phone'],
  ['STRICTLY EMBARGOED - Acme launches phone', 'Acme launches phone'],
  ['Sperrfrist 12. Juni, 10 Uhr: Acme bringt Telefon', 'Acme bringt Telefon'],
  ['Sous embargo jusqu’au 12 juin - Acme lance un téléphone', 'Acme lance un téléphone'],
  ['(EMBARGO 12 June) Acme launches phone', 'Acme launches phone'],
  ['CORRECTION: Acme launches phone', 'Acme launches phone'],
  ['Acme launches phone - Press Release', 'Acme launches phone'],
  ['Acme launches phone (embargoed until 12 June)', 'Acme launches phone'],
  ['Press freedom: a report', 'Press freedom: a report'],
  ['Embargo on oil lifted', 'Embargo on oil lifted'],
  ['Release of the hostages', 'Release of the hostages'],
  ['Reading falls among children', 'Reading falls among children'],
  ['I: the story of a word', 'the story of a word'],
  ['Embargoed until 12 June, 10:00', ''],
  ['Press release', ''],
  ['Pressemitteilung', ''],
  ['Communiqué de presse sous embargo', ''],
  ['Please find our press release attached', ''],
  ['[press-list]', ''],
  ['Fwd:', ''],
  ['', ''],
])('the subject %j undressed is %j', (given, undressed) => {
  const subject = readSubject(given)
  expect(subject.value).toBe(undressed)
  expect(given.slice(subject.start, subject.end)).toBe(undressed)
})

test('an endless subject takes no time', () => {
  const before = process.cpuUsage()
  for (const piece of ['Re: ', '[a] ', 'press release: ', '(', 'embargo ']) readSubject(piece.repeat(100_000))
  expect(process.cpuUsage(before).user / 1000).toBeLessThan(1000)
})

const LEAD =
  'BERLIN, 12 June. Acme today launched a telephone that rings only if the caller is a person whom the owner wants to speak to, and that stays silent otherwise.'

test.each<[title: string, source: Uint8Array, value: string, part: string | undefined]>([
  ['the subject', release('Acme launches phone', LEAD), 'Acme launches phone', 'subject'],
  [
    'the heading over a subject that says the same',
    release('Press release: Acme launches phone', `<h1>Acme launches a phone</h1><p>${LEAD}</p>`, ...html('').headers),
    'Acme launches a phone',
    'html',
  ],
  [
    'the line of the copy that the subject repeats',
    release(
      'Acme launches new phone in Berlin',
      `PRESS RELEASE\n\nContact: Jo\n\nAcme launches new phone in Berlin today\n\n${LEAD}`,
    ),
    'Acme launches new phone in Berlin today',
    'text',
  ],
  [
    'a headline wrapped over two lines',
    release('Acme launches new phone in Berlin', `Acme launches new\nphone in Berlin\n\n${LEAD}`),
    'Acme launches new phone in Berlin',
    'text',
  ],
  [
    'a heading over a subject that says something else',
    release('Newsletter June', `<h1>Acme launches a phone</h1><p>${LEAD}</p>`, ...html('').headers),
    'Acme launches a phone',
    'html',
  ],
  [
    'the first line where the subject says nothing',
    release('Press release', `FOR IMMEDIATE RELEASE\n\nAcme launches a new phone in Berlin\n\n${LEAD}`),
    'Acme launches a new phone in Berlin',
    'text',
  ],
  [
    'a line in capitals below contacts',
    release(
      '',
      `For immediate release\nJane Doe\nPress Officer\n+49 30 123456\nACME LAUNCHES NEW PHONE\nIN BERLIN TODAY\n${LEAD}`,
    ),
    'ACME LAUNCHES NEW PHONE IN BERLIN TODAY',
    'text',
  ],
  [
    'the first words where there is no line',
    release('', LEAD),
    'BERLIN, 12 June. Acme today launched a telephone that rings only if…',
    'text',
  ],
  [
    'the name of the file where there are no words',
    message(['From: a@b.example', 'Content-Type: application/pdf; name="Acme launches.pdf"'], PDF),
    'Acme launches',
    undefined,
  ],
  ['a word for nothing', message(['From: a@b.example', 'Subject: Fwd:'], ''), NO_HEADLINE, undefined],
])('the headline is %s', async (_title, source, value, part) => {
  const outcome = await ingest(source, new Date(0))
  if (outcome.kind !== 'draft') throw new Error(outcome.kind)
  expect(outcome.draft.headline.value).toBe(value)
  expect(outcome.draft.headline.evidence?.part).toBe(part)
})

test('evidence points at the words in the decoded part', async () => {
  const page = `<html><head><title>x</title></head><body><p>Acme &amp; Co</p><h1>Acme launches <b>caf&eacute;</b>&nbsp;phone</h1><p>${LEAD}</p></body></html>`
  const outcome = await ingest(release('Acme launches café phone', page, ...html('').headers), new Date(0))
  if (outcome.kind !== 'draft' || !outcome.draft.headline.evidence) throw new Error('no evidence')
  const { part, start, end } = outcome.draft.headline.evidence
  expect(part).toBe('html')
  expect(page.slice(start, end)).toBe('Acme launches <b>caf&eacute;</b>&nbsp;phone')
})

describe.skipIf(!hasCorpus)(corpusTitle('in the corpus'), () => {
  const flat = (value: string) => value.replace(/\s+/g, ' ').trim().toLowerCase()

  test('at least 30 of the 37 release messages get the headline that was expected', async () => {
    const lines = readCorpusLines<{ file: string; expected: { headline: string | null } }>('truth/mail.jsonl')
    let right = 0
    for (const { file, expected } of lines) {
      const outcome = await ingest(readCorpus(file), new Date(0))
      if (outcome.kind === 'draft' && flat(outcome.draft.headline.value) === flat(expected.headline ?? '')) right++
    }
    expect(right).toBeGreaterThanOrEqual(30)
  })
})
