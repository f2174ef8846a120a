import type { Draft, Embargo, Reading } from '../../src/pipeline/draft.ts'
import { seedArticle, type TestDesk } from '../support/desk.ts'

/** Far ahead, as an embargo that is over looks otherwise; London is in summer time then. */
const RECEIVED = '2099-06-10T09:40:00.000Z'
const LIFTS = '2099-06-11T23:01:00.000Z'

const given: Embargo['given'] = { receivedAt: RECEIVED, senderOffset: '+0200', deskZone: 'Europe/London' }
const sure = (value: string): Reading => ({ value, confidence: 0.95, evidence: { part: 'text', start: 0, end: 9 } })
const contact = { otherPhones: [], confidence: 0.95, evidence: null }

const CERTAIN: Embargo = {
  certainty: 'certain',
  instant: LIFTS,
  zone: 'Europe/London',
  words: 'STRICTLY EMBARGOED UNTIL 00:01 BST, FRIDAY 12 JUNE 2099',
  reasons: [],
  evidence: { part: 'text', start: 0, end: 40 },
  given,
}

export const CONFLICT: Embargo = {
  ...CERTAIN,
  certainty: 'conflict',
  words: 'Embargo: 00:01, 12 June / Not for use before 06:00 on 12 June',
  reasons: ['“00:01, 12 June” and “06:00 on 12 June” do not agree.', 'No time zone is stated.'],
}

/** A release of which every part was found. */
const WHOLE: Partial<Draft> = {
  organisation: sure('Harbour Trust'),
  standfirst: sure('The crossing joins both banks for the first time since the ferry was given up.'),
  dateline: { place: 'Quayton', date: '2099-06-10', confidence: 0.95, evidence: null },
  embargo: CERTAIN,
  contacts: [
    {
      ...contact,
      name: 'Mira Holt',
      role: 'Head of Communications',
      organisation: 'Harbour Trust',
      email: 'mira.holt@harbour.example',
      phone: '+442079460018',
    },
    { ...contact, name: 'Press desk', role: null, organisation: null, email: 'press@harbour.example', phone: null },
  ],
  notes: sure('1. The footbridge is 240 metres long.\n2. Pictures may be used free of charge.'),
  boilerplate: [
    { heading: 'About Harbour Trust', text: 'Harbour Trust looks after the docks of Quayton.', evidence: null },
    { heading: 'About Tide Works', text: 'Tide Works builds bridges.', evidence: null },
  ],
  quotes: [
    { words: 'It is a bridge for everybody', speaker: 'Mira Holt', title: 'Head of Communications', evidence: null },
    { words: 'Well worth the wait', speaker: null, title: null, evidence: null },
  ],
  marks: [
    { kind: 'immediate', words: 'For immediate use by broadcasters', evidence: null },
    { kind: 'end', words: '-ENDS-', evidence: null },
  ],
  pressKits: [
    {
      href: 'https://files.example/t/8Qk2',
      service: 'WeTransfer',
      expires: 'available until 17 June',
      expiresOn: '2099-06-17',
    },
    { href: 'https://drive.example/f/77', service: 'Google Drive', expires: null, expiresOn: null },
  ],
  diary: [
    {
      summary: 'Opening of the footbridge',
      starts: '2099-06-14T10:00:00',
      ends: '2099-06-14T11:30:00',
      zone: 'Europe/London',
      allDay: false,
      place: 'North bank, Quayton',
      description: null,
      cancelled: true,
      attachment: null,
    },
  ],
  rest: 'If you cannot see the pictures, write to us.',
  learnt: ['headline', 'contacts'],
}

const TEXT = [
  'Quayton, 10 June 2099 – The footbridge over the harbour opens on Saturday. It cost 12.4m euros and took 3 years to build.',
  'Harbour Trust expects 9,000 people a day.',
  'Walkers and cyclists share it.',
].join('\n\n')

const asHtml = (text: string) =>
  text
    .split('\n\n')
    .map((paragraph) => `<p>${paragraph}</p>`)
    .join('')

/** A story of three: the first version, its correction, and an agency’s copy with a photo and a later embargo. */
export async function seedStory(desk: TestDesk) {
  const receivedAt = (minutes: number) => new Date(Date.now() - minutes * 60_000)
  const first = await seedArticle(desk, {
    headline: 'Footbridge opens over the harbour',
    bodyText: TEXT,
    bodyHtml: asHtml(TEXT),
    receivedAt: receivedAt(90),
    parts: { ...WHOLE, embargo: CERTAIN },
  })
  const corrected = TEXT.replace('12.4m', '1.24m').replace('share it', 'have it to themselves')
  const second = await seedArticle(desk, {
    headline: 'CORRECTION: Footbridge opens over the harbour',
    bodyText: corrected,
    bodyHtml: asHtml(corrected),
    receivedAt: receivedAt(60),
    corrects: first,
    correctionKind: 'correction',
    forwardedBy: { address: 'sam.lee@paper.example', name: 'Sam Lee' },
    parts: { ...WHOLE, correction: { kind: 'correction', of: null, words: 'Correcting the cost', evidence: null } },
  })
  const agency = await seedArticle(desk, {
    headline: 'New bridge for Quayton',
    bodyText: TEXT,
    receivedAt: receivedAt(30),
    storyOf: first,
    from: 'wire@agency.example',
    attachments: [{ name: 'bridge.jpg', type: 'image/jpeg', content: new Uint8Array([1]), role: 'photo' }],
    parts: { embargo: { ...CERTAIN, instant: '2099-06-12T05:00:00.000Z' } },
  })
  return { first, second, agency }
}
