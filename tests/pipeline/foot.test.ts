import { describe, expect, it } from 'vitest'
import { readFoot } from '../../src/pipeline/foot.ts'
import { COPIES, FOOT_CASES } from './foot-cases.ts'
import { readText, sheetOf } from './foot-sheet.ts'

function footOf(one: (typeof FOOT_CASES)[number]) {
  const { sheet, given, bodyStart } = sheetOf(one)
  return { ...readFoot(sheet, bodyStart, [], null, given), sheet }
}

/** The last line of the copy of a plain English text, of which the first line is the headline. */
function lastLineOf(text: string, html = false) {
  const { sheet, given } = readText(text, html, 'en')
  const { bodyEnd } = readFoot(sheet, 1, [], null, given)
  return sheet.lines[bodyEnd - 1]?.text
}

const COPY = ['Headline', ...(COPIES.en?.copy ?? [])].join('\n\n')

describe('The copy ends', () => {
  it.each(FOOT_CASES.filter(({ title }) => !title.startsWith('sections')))('above $title ($language)', (one) => {
    const { sheet, bodyEnd } = footOf(one)
    expect(sheet.lines[bodyEnd - 1]?.text).toBe(COPIES[one.language]?.copy.at(-1))
  })

  it('not at headings of the copy that read like those below it', () => {
    const one = FOOT_CASES.find(({ title }) => title.startsWith('sections'))
    if (!one) throw new Error('The case is gone.')
    const { sheet, bodyEnd, boilerplate } = footOf(one)
    expect(sheet.lines[bodyEnd]?.text).toBe('About Acme Boats')
    expect(boilerplate.map(({ heading }) => heading)).toEqual(['About Acme Boats'])
  })

  it.each([
    ['-ends-'],
    ['END'],
    ['[ENDS]'],
    ['~ Ends ~'],
    ['///'],
    ['# # # # #'],
    ['—30—'],
    ['***END OF RELEASE***'],
    ['- 30 -'],
    ['— Fine —'],
    ['KONIEC'],
    ['Ende der Mitteilung'],
    ['- Fin du communiqué -'],
    ['SLUT'],
    ['（以上）'],
    ['CRÍOCH / ENDS'],
    ['DIWEDD/END'],
    ['- Ende | Fine -'],
    ['-oOo-'],
    ['---000---'],
    ['ends'],
  ])('at the mark %s, which is not of it', (mark) => {
    expect(lastLineOf(`${COPY}\n\n${mark}\n\nAcme gives 1 % of its profit away.`)).toBe(COPIES.en?.copy.at(-1))
  })

  it.each([
    ['30', 'a number alone'],
    ['* * *', 'a row of stars between sections'],
    ['ends', 'a word that ends a sentence'],
    ['The trend never ends', 'a sentence that ends so'],
    ['End of an era', 'a sub-heading'],
    ['Weekend', 'another word'],
    ['Holidays / End', 'a label of two words in small letters'],
    ['Source: survey of 2,104 households, March 2026', 'the source of a figure'],
    ['Photo: Acme Boats', 'a caption between paragraphs'],
    ['Key figures at a glance', 'a box of figures'],
  ])('not at %s: %s', (line) => {
    const more = 'The council will hold a public meeting in the town hall on 3 June.'
    expect(lastLineOf(`${COPY}\n\n${line}\n\n${more} ${more}\n\n${more}\n\n${more} ${more} ${more} ${more}`)).toContain(
      more,
    )
  })

  it('not at a number for callers that has a line of its own', () => {
    const text = `Headline\n\nResidents who wish to leave a comment on the plans can\ncall the council at (714) 347-0515\n.\nA form is on the council’s page as well, and the plans are shown in the library.`
    expect(lastLineOf(text)).toContain('A form is on the council')
  })

  it.each([
    'Please do not reply to this email as it comes from an unmonitored mailbox.',
    'Diese E-Mail wurde automatisch versendet. Wenn Sie keine Meldungen mehr erhalten möchten, melden Sie sich hier ab.',
    'Cet e-mail vous est adressé parce que vous êtes inscrit à notre liste de diffusion presse.',
    'Du får detta mejl eftersom du står på vår lista.',
  ])('above what is said of the mail itself, which is nobody’s boilerplate: %s', (line) => {
    const { sheet, given } = readText(`${COPY}\n\n${line}`, false, 'en')
    const { bodyEnd, boilerplate } = readFoot(sheet, 1, [], null, given)
    expect(sheet.lines[bodyEnd - 1]?.text).toBe(COPIES.en?.copy.at(-1))
    expect(boilerplate).toEqual([])
  })

  it('above a last paragraph that says what the organisation of the address is', () => {
    const profile = 'Acme Boats is a builder of ferries that was founded in 1981. It employs 1,100 people in two yards.'
    const text = `${COPY}\n\n${profile}\n\npress@acmeboats.example | 01632 960 440`
    expect(lastLineOf(text)).toBe(COPIES.en?.copy.at(-1))
    const ship = profile.replace('Acme Boats', 'The Fair Maid')
    expect(lastLineOf(text.replace(profile, ship))).toBe(ship)
  })

  it.each([
    ['a heading between two rows of dashes', '------------\nRelated documents\n------------\n\nThe plans (PDF)'],
    [
      'a list of those who signed',
      'Signatory organisations:\n\nAverley Cyclists\nHarbour Society\nFriends of the Quay',
    ],
  ])('above %s', (_what, below) => {
    expect(lastLineOf(`${COPY}\n\n${below}`)).toBe(COPIES.en?.copy.at(-1))
  })

  it.each([
    ['who signs it', 'Lt. Jane Doe\nPress Officer'],
    ['whose it is', 'Harbour Police Department'],
    ['initials', '(mk)'],
    ['a district in brackets', '(Police of the northern district)'],
    ['a date', 'Averley, 26 June 2026'],
    ['initials with a point', 'Th.'],
    ['a wish and a name', 'Yours in solidarity,\nThe Friends of the Quay'],
    ['a name and a day', 'Quay for All\n8 August 2026'],
    ['links', 'The petition\n(https://acme.example/petition)\n\nOur report: https://acme.example/report'],
    ['where more is told', 'For further information about the ferries, please visit the website of Acme Boats.'],
    ['a calendar', 'Financial calendar\n11 February 2027: annual results'],
    ['where to read on', 'Read more about the ferries: www.acme.example/ferries'],
    ['a network', 'Follow Acme Boats on Mastodon'],
    ['one sign for the end', '#\n\nAn advertisement is a paid notice and not proof of what it says.'],
    ['background in numbered points', 'Background\n\n1. The yard was built in 1902.\n\n2. It employs 140 people.'],
    ['notes with two heads', 'Note for the editor, not for publication\n\nFor images: Jane Doe, +44 20 7946 0018'],
    ['a heading right above contacts', 'MEDIA PARTNERS\n\nPress contact: Jane Doe, +44 20 7946 0018'],
    ['what leads to a number', 'For comment, please try:\n\nJane Doe, Acme, +44 20 7946 0018'],
  ])('above %s', (_what, below) => {
    expect(lastLineOf(`${COPY}\n\n${below}`)).toBe(COPIES.en?.copy.at(-1))
  })

  it.each([
    'Applications close on 5 June.',
    'Background\n\nThe harbour board was set up in 1902.',
    'Read the small print before you sign, says the board.',
    'Among them are\nJane Doe',
  ])('but not above %s', (last) => {
    expect(lastLineOf(`${COPY}\n\n${last}`)).toBe(last.split('\n').at(-1))
  })

  it('above a name over what that is, and not above one over news of it', () => {
    const profile = 'Averley Playhouse is a theatre of 420 seats that is run by a charity.'
    const news = 'Averley Playhouse will show the yard on film for all who cannot come to it.'
    const contact = 'Contacts:\njane@acme.example'
    expect(lastLineOf(`${COPY}\n\nAverley Playhouse\n${profile}\n\n${contact}`)).toBe(COPIES.en?.copy.at(-1))
    expect(lastLineOf(`${COPY}\n\nAverley Playhouse\n${news}\n\n${contact}`)).toBe(news)
  })

  it('above the house and the office that stand over their contacts', () => {
    expect(lastLineOf(`${COPY}\n\nACME BOATS LTD\nCommunications\n\nMedia contact: jane@acme.example`)).toBe(
      COPIES.en?.copy.at(-1),
    )
  })

  it('below a paragraph under a heading for more information', () => {
    const more =
      'Halls that were given money in the last two years cannot apply again, and work that has begun is not paid for.'
    expect(lastLineOf(`${COPY}\n\nFurther information\n\n${more}\n\nPress office: 020 7946 0990`)).toBe(more)
  })

  it('below the last line where nothing follows', () => {
    expect(lastLineOf(COPY)).toBe(COPIES.en?.copy.at(-1))
  })
})

describe('Below the copy', () => {
  it.each(FOOT_CASES.filter(({ end }) => end !== undefined))('the end mark is kept as one: $title', (one) => {
    const { marks } = footOf(one)
    expect(marks.map(({ kind, words }) => [kind, words])).toEqual([['end', one.end]])
    expect(marks[0]?.evidence).not.toBeNull()
  })

  it('lines that are in no part are not told of', () => {
    const { sheet, given } = readText(`${COPY}\n\n###\n\nPhotographs: see our site.`, false, 'en')
    const { told, bodyEnd } = readFoot(sheet, 1, [], null, given)
    const untold = sheet.lines.filter(({ index }) => index >= bodyEnd && !told.has(index))
    expect(untold.map(({ text }) => text)).toEqual(['Photographs: see our site.'])
  })

  it('a page of a hundred thousand headings is read in bounded time', () => {
    const { sheet, given } = readText(
      `${COPY}\n\n${'Contact:\n\nJane Doe\n+44 20 7946 0000\n\n'.repeat(15_000)}`,
      false,
      'en',
    )
    const before = process.cpuUsage().user
    readFoot(sheet, 1, [], null, given)
    expect((process.cpuUsage().user - before) / 1e6).toBeLessThan(10)
  })
})
