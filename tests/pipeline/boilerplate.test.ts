import { describe, expect, it } from 'vitest'
import { readFoot } from '../../src/pipeline/foot.ts'
import { FOOT_CASES } from './foot-cases.ts'
import { readText, sheetOf } from './foot-sheet.ts'

function boilerplateOf(text: string, language: string, html = false) {
  const { sheet, given } = readText(text, html, language)
  return readFoot(sheet, 1, [], null, given).boilerplate
}

describe('Boilerplate is found', () => {
  it.each(FOOT_CASES.filter(({ boilerplate }) => boilerplate))('in $language: $title', (one) => {
    const { sheet, given, bodyStart, text } = sheetOf(one)
    const { boilerplate } = readFoot(sheet, bodyStart, [], null, given)
    expect(boilerplate.map(({ heading }) => heading)).toEqual(one.boilerplate)
    for (const { text: words, evidence } of boilerplate)
      expect(text.slice(evidence?.start, evidence?.end)).toContain(words.split('\n')[0]?.slice(0, 40))
  })

  const copy = 'Headline\n\nThe company opens a yard in Leith today and hires 140 people over the next two years.'

  it.each([
    ['en', 'More about Acme Boats', 'Acme Boats builds electric ferries.'],
    ['en', 'ABOUT US', 'We build electric ferries for everyone.'],
    ['en', 'Acme Boats at a glance', 'Acme Boats builds electric ferries.'],
    ['de', 'Acme im Überblick', 'Acme baut elektrische Fähren.'],
    ['fr', 'A PROPOS DE ACME', 'Acme construit des navettes électriques.'],
    ['es', 'Quiénes somos', 'Acme construye transbordadores eléctricos.'],
    ['it', 'Informazioni sulla Acme S.p.A.', 'La Acme S.p.A. costruisce traghetti elettrici.'],
    ['pl', 'O nas', 'Acme buduje promy elektryczne.'],
    ['ru', 'О компании', 'Мы строим электрические паромы.'],
    ['ar', 'حول أكمي', 'أكمي شركة تبني العبارات الكهربائية.'],
    ['sv', 'Fakta Acme', 'Acme är en stiftelse som bygger färjor.'],
    ['da', 'FAKTA OM ACME', 'Acme blev grundlagt i 1902.'],
    ['ja', '当社について', '電動フェリーを建造しています。'],
    ['en', 'Our story', 'Acme Boats builds electric ferries.'],
    [
      'en',
      'Harbour Theatre – the house on the quay',
      'Harbour Theatre makes new plays by writers of the coast and of the isles.',
    ],
  ])('in %s under %s', (language, heading, text) => {
    expect(boilerplateOf(`${copy}\n\n${heading}\n${text}`, language)).toMatchObject([{ heading, text }])
  })

  it.each([
    ['de', 'Stadtwerke Holm GmbH', 'Die Stadtwerke Holm GmbH versorgt 60.000 Menschen mit Strom, Wärme und Wasser.'],
    ['fr', 'La Compagnie des Bacs', 'Créée en 1887, la Compagnie des Bacs transporte 3 millions de passagers par an.'],
    [
      'en',
      'Averley Water Company',
      'Averley Water Company supplies 1.4 million people in three counties and employs 900 people.',
    ],
  ])('in %s under the name alone, below contacts: %s', (language, heading, text) => {
    const contact = 'Media enquiries\nJane Doe\njane@acme.example'
    expect(boilerplateOf(`${copy}\n\n${contact}\n\n${heading}\n${text}`, language)).toMatchObject([{ heading, text }])
  })

  it.each([
    ['a street', 'Harbour Works', '12 Quay Street, Leith EH6 6QQ, Scotland, United Kingdom of Great Britain.'],
    ['another name', 'Averley Water', 'The council meets on 3 June in the town hall, and all who live there may come.'],
  ])('but not under a name above %s', (_what, heading, text) => {
    const contact = 'Media enquiries\nJane Doe\njane@acme.example'
    expect(boilerplateOf(`${copy}\n\n${contact}\n\n${heading}\n${text}`, 'en')).toEqual([])
  })

  it.each([
    ['en', 'Skerry Theatre has been a home of new writing since 1986. Its stages draw 90,000 visitors a year.'],
    ['de', 'Das Skerry Museum wurde 1978 gegründet und zählt 40 Beschäftigte. Träger ist ein Verein.'],
    ['it', 'Il Museo Skerry, nato nel 1978, conserva oltre 20.000 oggetti ed è gestito da un’associazione.'],
    ['es', 'Fundada en 1931, Aceros Skerry cuenta con tres plantas y emplea a 2.100 personas en cuatro países.'],
    ['uk', 'Благодійний фонд «Skerry» об’єднує 300 волонтерів і працює з 2014 року у дев’яти країнах.'],
  ])('in %s without a heading above contacts: %s', (language, text) => {
    const contact = `Jane Doe, jane@${language === 'it' ? 'museoskerry' : 'skerry'}.example`
    expect(boilerplateOf(`${copy}\n\nMore will follow.\n\n${text}\n\n${contact}`, language)).toMatchObject([
      { heading: null, text },
    ])
  })

  it('under background, where it says what the organisation is', () => {
    const text = 'Der Verband Skerry vertritt seit 1951 mehr als 620 Mitglieder und beschäftigt zwölf Menschen.'
    const foot = `Hintergrund\n${text}\n\nJane Doe, jane@skerry.example`
    expect(boilerplateOf(`${copy}\n\nMehr folgt.\n\n${foot}`, 'de')).toMatchObject([{ heading: 'Hintergrund', text }])
  })

  it.each([
    ['Skerry', 'Skerry is a maker of electric ferries for lakes and rivers in the north.'],
    ['Jane Skerry', 'Jane Skerry is a singer and songwriter from Leith who sings of ferries.'],
    ['SKRY', 'SKRY is a community of people who build ferries by hand and sail them.'],
  ])('in the last paragraph, which defines whom the lead begins with: %s', (name, text) => {
    const lead = `LEITH, June 3, 2026 -- ${name} has opened a yard in Leith, with work for 140 people.`
    const sheet = `Headline\n\n${lead}\n\nMore will follow.\n\n${text}\n\nPlease visit our website.`
    expect(boilerplateOf(sheet, 'en')[0]).toMatchObject({ heading: null, text: expect.stringContaining(text) })
    expect(boilerplateOf(sheet.replace(text, text.replace(name, 'Another')), 'en')).toEqual([])
  })

  it('under the short name of a club', () => {
    const [heading, text] = [
      'Averley Lions Club',
      'The Lions have been in Averley since 1924 and have helped many people there.',
    ]
    expect(boilerplateOf(`${copy}\n\nMore will follow.\n\n${heading}\n\n${text}`, 'en')).toMatchObject([
      { heading, text },
    ])
  })

  it.each([
    ['a day', 'Skerry Theatre has been a home of new writing since 1986 and shows it to visitors on 4 December.'],
    ['somebody’s words', 'Skerry Theatre is “a home of new writing since 1986”, its visitors and members say.'],
    ['nothing lasting', 'Skerry Theatre will show eleven plays, and a choir will sing between them.'],
  ])('but not where a paragraph above contacts tells of %s', (_what, text) => {
    expect(boilerplateOf(`${copy}\n\nMore will follow.\n\n${text}\n\nJane Doe, jane@skerry.example`, 'en')).toEqual([])
  })

  it('of a language that was not detected, where the text below is of that name', () => {
    const text = `${copy}\n\nÜber die Acme GmbH\nDie Acme GmbH baut Fähren.`
    expect(boilerplateOf(text, 'en').map(({ heading }) => heading)).toEqual(['Über die Acme GmbH'])
  })

  it('in a sentence below contacts that begins with the name of their address', () => {
    const text = 'Skerry Gulls has watched the birds of the bay since 1998.'
    const contact = 'Media contact:\nJane Doe\njane@skerrygulls.example'
    expect(boilerplateOf(`${copy}\n\n${contact}\n\n${text}`, 'en')).toMatchObject([{ heading: null, text }])
    expect(boilerplateOf(`${copy}\n\n${contact.replace('skerrygulls', 'acme')}\n\n${text}`, 'en')).toEqual([])
  })

  it('under a name with a dash before what the heading says', () => {
    const text = `${copy}\n\nHochschule Acme – kurz vorgestellt\nDie Hochschule Acme hat 2.300 Studierende.`
    expect(boilerplateOf(text, 'de')).toMatchObject([{ heading: 'Hochschule Acme – kurz vorgestellt' }])
  })

  it('behind the words that head the notes', () => {
    const text = `${copy}\n\nNotes to editors: About Acme Boats\nAcme Boats builds ferries.`
    expect(boilerplateOf(text, 'en')).toMatchObject([
      { heading: 'About Acme Boats', text: 'Acme Boats builds ferries.' },
    ])
  })

  it('as the last word of a release, under the name with which it begins; somebody’s words there are copy', () => {
    const text = 'Count of the Birds brings together people of 60 towns who count birds, on the first Sunday of May.'
    const spoken = `${text} “We count them all”, said Jane Doe.`
    expect(boilerplateOf(`${copy}\n\nThe harbour stays open.\n\nCount of the Birds\n\n${text}`, 'en')).toMatchObject([
      { heading: 'Count of the Birds', text },
    ])
    expect(boilerplateOf(`${copy}\n\nThe harbour stays open.\n\nCount of the Birds\n\n${spoken}`, 'en')).toEqual([])
  })

  it('of several paragraphs without a heading, above the contacts of that name', () => {
    const first =
      'Skerry Gulls is the leading society of people who watch the birds of the bay, in summer and in winter.'
    const second =
      'Since the first count in 1998 nearly 100 million birds were seen; thousands of people help to count them.'
    const text = `${copy}\n\nThe harbour stays open.\n\n${first}\n\n${second}\n\nPress contacts\nJane Doe\njane@skerrygulls.example`
    expect(boilerplateOf(text, 'en')).toMatchObject([{ heading: null, text: `${first}\n${second}` }])
  })

  it('with its name in a company’s short form', () => {
    const text = `${copy}\n\nAbout Acme Boats, Inc.\nAcme Boats, Inc. builds ferries.\n\nAbout Beta Ltd.\nBeta Ltd. sells them.`
    expect(boilerplateOf(text, 'en').map(({ heading }) => heading)).toEqual([
      'About Acme Boats, Inc.',
      'About Beta Ltd.',
    ])
  })

  it.each(['About 500 people came to the opening.', 'About time: the yard opens at last', 'Over 500 visitors', 'Om'])(
    'but not in %s',
    (line) => {
      expect(boilerplateOf(`${copy}\n\n${line}\n\nThe yard stood empty for years before that.`, 'en')).toEqual([])
    },
  )
})
