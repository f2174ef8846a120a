import { describe, expect, it } from 'vitest'
import { isContactLine } from '../../src/pipeline/contact-line.ts'
import { readFoot } from '../../src/pipeline/foot.ts'
import { isPersonName } from '../../src/pipeline/names.ts'
import { formatPhone, homesOf } from '../../src/pipeline/phones.ts'
import { COPIES, FOOT_CASES } from './foot-cases.ts'
import { readText, sheetOf } from './foot-sheet.ts'

function contactsOf(
  foot: string,
  { signature = [], from = null }: { signature?: string[]; from?: string | null } = {},
) {
  const text = ['Headline', ...(COPIES.en?.copy ?? []), foot].join('\n\n')
  const { sheet, given } = readText(text, false, 'en')
  return readFoot(sheet, 1, signature, from === null ? null : { address: from, name: null }, given).contacts
}

describe('Contacts are read', () => {
  it.each(FOOT_CASES)('in $language: $title', (one) => {
    const { sheet, given, bodyStart } = sheetOf(one)
    const { contacts } = readFoot(sheet, bodyStart, [], null, given)
    expect(contacts.map(({ name, email, phone }) => [name, email, phone])).toEqual(one.contacts ?? [])
    for (const { evidence } of contacts) expect(evidence).not.toBeNull()
  })

  it('with post, organisation and further numbers, faxes and extensions left out', () => {
    const foot = `Media contact:
Jane Doe, Head of Communications
Acme Foundation
Tel: +44 20 7946 0000 ext. 12
Mobile: +44 7700 900123
Fax: +44 20 7946 0009
jane@acme.example`
    expect(contactsOf(foot)).toMatchObject([
      {
        name: 'Jane Doe',
        role: 'Head of Communications',
        organisation: 'Acme Foundation',
        email: 'jane@acme.example',
        phone: '+442079460000',
        otherPhones: ['+447700900123'],
      },
    ])
  })

  it.each([
    ['jane [at] acme.example', 'jane@acme.example'],
    ['jane(at)acme(dot)example', 'jane@acme.example'],
    ['<jane.doe@acme.example>', 'jane.doe@acme.example'],
  ])('with the address %s as %s', (written, email) => {
    expect(contactsOf(`Press contact: Jane Doe, ${written}`)).toMatchObject([{ name: 'Jane Doe', email }])
  })

  it('of two offices, one below the other', () => {
    const line = (office: string) =>
      `${office} Relations: +44 20 7946 ${office === 'Media' ? '0012' : '0011'}, ${office.toLowerCase()}@acme.example`
    expect(contactsOf(`${line('Investor')}\n${line('Media')}`)).toMatchObject([
      { role: 'Investor Relations', email: 'investor@acme.example', phone: '+442079460011' },
      { role: 'Media Relations', email: 'media@acme.example', phone: '+442079460012' },
    ])
  })

  it('of people whose house has the number', () => {
    const foot = `For further information:

Acme Foods plc          +44 (0)20 7946 0100
Mara Holt, Chief Executive
Ian Fell, Chief Financial Officer`
    expect(contactsOf(foot)).toMatchObject([
      { name: 'Mara Holt', organisation: 'Acme Foods plc', phone: '+442079460100' },
      { name: 'Ian Fell', organisation: 'Acme Foods plc', phone: '+442079460100' },
    ])
  })

  it.each([
    'For photographs and a ride please phone Jane Doe’s office on +44 20 7946 0000.',
    'Any media inquiries and/or interview requests, please contact Jane Doe at +44 20 7946 0000.',
    'Pictures are in the folder. For interviews or samples just ring Jane Doe on +44 20 7946 0000.',
    'Jane Doe can be reached at +44 20 7946 0000 and is happy to answer questions.',
    'Anna Roe (anna@acme.example, +44 7700 900123) and Jane Doe (+44 20 7946 0000)',
  ])('in a sentence: %s', (sentence) => {
    expect(contactsOf(sentence)).toContainEqual(expect.objectContaining({ name: 'Jane Doe', phone: '+442079460000' }))
  })

  it.each([
    'Registered in England No. 01234567. VAT GB 123 4567 89',
    'Amtsgericht Waldeck, HRB 01234567',
    'SIRET 012 345 678 00012',
  ])('but not from %s', (line) => {
    expect(contactsOf(`Press contact: Jane Doe, jane@acme.example\n\n${line}`)).toMatchObject([
      { name: 'Jane Doe', phone: null },
    ])
  })

  it('and an office with an address of its own beside a person', () => {
    const lines = 'Press contact:\nJane Doe, engineer, +44 20 7946 0000\nPress office, press@acme.example'
    expect(contactsOf(lines)).toMatchObject([
      { name: 'Jane Doe', email: null, phone: '+442079460000' },
      { name: null, email: 'press@acme.example' },
    ])
  })

  it('whose office stands below the number and is no other contact', () => {
    const lines = 'Press contact:\nJane Doe\n+44 20 7946 0000\nPress office\npress@acme.example'
    expect(contactsOf(lines)).toMatchObject([{ name: 'Jane Doe', email: 'press@acme.example' }])
  })

  it.each([
    ['Jane Doe: jane@acme.example (01632 960 800)', '01632 960 800'],
    ['Jane Doe, press officer – 905 55 034', '905 55 034'],
    ['Jane Doe: 8 910 000-11-22', '8 910 000-11-22'],
  ])('with the number in %s', (line, phone) => {
    const [contact] = contactsOf(`Press contact:\n${line}`)
    expect([contact?.phone, contact?.phone?.replace('+44', '0')].map((one) => one?.replaceAll(' ', ''))).toContain(
      phone.replaceAll(' ', ''),
    )
  })

  it.each(['Turnover – 905 123 456', 'Total cost, 905 550 341'])('and no number in %s', (line) => {
    expect(contactsOf(`Press contact:\n${line}`)).toEqual([])
  })

  it('a line each, with slashes or dashes between name, number and address', () => {
    const lines =
      'Press contact:\nAnna Roth - 335 1234567 - anna@acme.example\nJan Petit / 020 7946 0018 / jan@acme.example'
    const found = contactsOf(lines)
    expect(found.map(({ name, email }) => [name, email])).toEqual([
      ['Anna Roth', 'anna@acme.example'],
      ['Jan Petit', 'jan@acme.example'],
    ])
    expect(found.map(({ phone }) => phone?.replace(/^(?:\+44|0)/, '').replaceAll(' ', ''))).toEqual([
      '3351234567',
      '2079460018',
    ])
  })

  it('in a line of the notes that asks to call', () => {
    const line =
      'Not for publication: for more information please contact Jane Doe on 020 7946 0000 or jane@acme.example.'
    expect(contactsOf(line)).toMatchObject([{ name: 'Jane Doe', email: 'jane@acme.example' }])
  })

  it.each(['Press and media enquiries', 'Media and press office contacts', 'Contact details for journalists'])(
    'below a heading of known words: %s',
    (heading) => {
      expect(contactsOf(`${heading}\nJane Doe\njane@acme.example`)).toMatchObject([{ name: 'Jane Doe' }])
    },
  )

  it('without an address where it was hidden from robots', () => {
    expect(contactsOf('Press contact: Jane Doe, [email protected], +44 20 7946 0000')).toMatchObject([{ email: null }])
  })

  it('and there is none without a number or an address', () => {
    expect(contactsOf('Media contact: Jane Doe')).toEqual([])
  })

  it('in the signature that was cut, less sure; surer where the mail is from that address', () => {
    const signature = ['Jane Doe', 'Press Officer', 'jane@acme.example']
    expect(contactsOf('', { signature })).toMatchObject([{ name: 'Jane Doe', confidence: 0.6 }])
    const [known] = contactsOf('', { signature, from: 'jane@acme.example' })
    expect(known?.confidence).toBeCloseTo(0.8)
  })

  it('and never guessed from the sender alone', () => {
    expect(contactsOf('', { from: 'jane@acme.example' })).toEqual([])
  })
})

describe('A contact line', () => {
  it.each([
    'Office: 714-347-8405',
    'Media Contact:',
    'CONTACT: Jane Doe',
    'Jane Doe, Head of Communications, Acme Ltd',
    'Sprecherin: Erika Beispiel, Telefon 0211 / 12 34 56',
    'Public Information and Affairs Administrator',
    'jane [at] acme.example',
    'Tel. 691 234 567, kom. 601 234 567',
    '電話：03-1234-5678',
    '【本件に関するお問い合わせ先】',
    'Тел.: +7 495 123-45-67',
    'For further information, please contact Jane Doe, Press Officer, at (305) 547-0535 or jane@acme.example.',
  ])('is %s', (line) => {
    expect(isContactLine(line, ['en'])).toBe(true)
  })

  it.each([
    'Chief Executive Officer Steps Down',
    'Acme appoints Jane Doe as Head of Communications',
    'Acme sells 10.000.000 shares in 2024-2025',
    'WASHINGTON, 15 May 2024 - The',
    'FOR IMMEDIATE RELEASE',
    'MEDIA ADVISORY',
    'Contact with the ball: how to',
    'IBAN DE89 3704 0044 0532 0130 00',
  ])('is not %s', (line) => {
    expect(isContactLine(line, ['en'])).toBe(false)
  })
})

describe('A telephone number', () => {
  const home = (language: string, domains: string[] = [], numbers: string[] = [], zone = 'UTC') =>
    homesOf(numbers, domains, language, zone)

  it.each([
    ['+44 (0)20 7946 0000', home('en'), '+442079460000'],
    ['0049 30 123456', home('en'), '+4930123456'],
    ['0211 / 12 34 56', home('de'), '+49211123456'],
    ['01 234 56 78', home('de', ['acme.at']), '+4312345678'],
    ['044 123 45 67', home('de', [], ['+41 44 123 45 60']), '+41441234567'],
    ['027 555 10 10', home('fr', [], []), '+41275551010'],
    ['02 75 55 10 10', home('fr', [], []), '+33275551010'],
    ['02 1234 5678', home('it'), '+390212345678'],
    ['(305) 547-0535', home('en'), '+13055470535'],
    ['020 7946 0000', home('en'), '+442079460000'],
    ['(02) 9374 4000', home('en', ['acme.com.au']), '+61293744000'],
    ['03-1234-5678', home('ja'), '+81312345678'],
  ])('%s is read', (words, homes, expected) => {
    expect(formatPhone(words, homes)).toBe(expected)
  })

  it.each([['12 34 56'], ['055 123 456']])('%s stays as written where its country is not known', (words) => {
    expect(formatPhone(words, home('en'))).toBe(words)
  })
})

describe('A name', () => {
  it.each([
    'Jane Doe',
    'Dr. Erika Muster-Beispiel',
    'Ludwig van der Voorbeeld',
    'JOHN ROE',
    'Анна Примерова',
    '山田 太郎',
    'Ayşe Örnek',
  ])('is %s', (name) => expect(isPersonName(name)).toBe(true))
  it.each([
    'Press Office',
    'Acme Foundation',
    'Jane',
    'Head of Communications',
    'Media Relations',
    'ooo Press',
    'Contact Us',
  ])('is not %s', (name) => expect(isPersonName(name)).toBe(false))
})
