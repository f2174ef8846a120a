import { describe, expect, test } from 'vitest'
import { type Changes, compareVersions } from '../../src/article/changes.ts'

const version = (text: string, headline = 'Ferry terminal opens') => ({ headline, text })
const compare = (before: string, after: string) => compareVersions(version(before), version(after))
const told = ({ figures }: Changes) => figures.map(({ from, to }) => `${from} → ${to}`)

/** As one would mark it by hand: `[-old-]{+new+}`. */
function marked({ paragraphs }: Changes): string[] {
  return paragraphs.map(({ pieces }) =>
    pieces
      .map(({ kind, text }) => (kind === 'same' ? text : kind === 'removed' ? `[-${text}-]` : `{+${text}+}`))
      .join(''),
  )
}

describe('the words that changed', () => {
  test('are marked in their paragraph', () => {
    const changes = compare('The terminal is open.\n\nIt cost a lot.', 'The new terminal is open.\n\nIt cost a lot.')
    expect(marked(changes)).toEqual(['The {+new +}terminal is open.', 'It cost a lot.'])
    expect(changes.paragraphs.map(({ kind }) => kind)).toEqual(['changed', 'same'])
  })

  test('of a paragraph that is new or gone are all of it', () => {
    const [first, second, third] = ['The terminal is open.', 'A market follows.', 'Buses run.']
    expect(marked(compare(`${first}\n\n${third}`, `${first}\n\n${second}\n\n${third}`))).toEqual([
      first,
      `{+${second}+}`,
      third,
    ])
    expect(marked(compare(`${first}\n\n${second}\n\n${third}`, `${first}\n\n${third}`))).toEqual([
      first,
      `[-${second}-]`,
      third,
    ])
  })

  test('are none where only line ends and spaces differ', () => {
    const changes = compare('The terminal\nis  open.', 'The terminal is\nopen.')
    expect(changes.paragraphs).toEqual([{ kind: 'same', pieces: [{ kind: 'same', text: 'The terminal is open.' }] }])
  })

  test('of a headline are told apart from the copy', () => {
    const changes = compareVersions(version('Same.', 'Five piers open'), version('Same.', 'Six piers open'))
    expect(changes.headline.map(({ kind, text }) => [kind, text.trim()])).toEqual([
      ['removed', 'Five'],
      ['added', 'Six'],
      ['same', 'piers open'],
    ])
  })

  test('of writing without spaces are signs', () => {
    expect(marked(compare('灯台は四月に開く。', '灯台は五月に開く。'))).toEqual(['灯台は[-四-]{+五+}月に開く。'])
  })

  test('put together are both texts again', () => {
    const before = 'One two three.\n\nFour five, "six" – 7.5 %.\n\nEight.'
    const after = 'One 2 three.\n\nNine.\n\nFour five, "six" – 7,5 %.'
    const { paragraphs } = compare(before, after)
    const joined = (skip: string, gone: string) =>
      paragraphs
        .filter(({ kind }) => kind !== gone)
        .map(({ pieces }) =>
          pieces
            .filter(({ kind }) => kind !== skip)
            .map(({ text }) => text)
            .join(''),
        )
        .join('\n\n')
    expect(joined('removed', 'removed')).toBe(after)
    expect(joined('added', 'added')).toBe(before)
  })
})

describe('the figures that changed', () => {
  const cases: [string, string, string[]][] = [
    ['It cost 12.4m euros.', 'It cost 1.24m euros.', ['12.4m euros → 1.24m euros']],
    ['It cost €12.4m.', 'It cost €1.24m.', ['€12.4m → €1.24m']],
    ['It cost 12.4 million euros.', 'It cost 12.4 billion euros.', ['12.4 million → 12.4 billion']],
    ['Doors open at 10:30 am.', 'Doors open at 11:00 am.', ['10:30 → 11:00']],
    ['It opens on 12 June 2027.', 'It opens on 13 July 2027.', ['12 June → 13 July']],
    ['It opens on 12 June 2027.', 'It opens on 12 July 2027.', ['12 June → 12 July']],
    ['It opens on June 12.', 'It opens on July 12.', ['June 12 → July 12']],
    ['A rise of 5% on 2,400 guests.', 'A rise of 6% on 2,500 guests.', ['5% → 6%', '2,400 guests → 2,500 guests']],
    ['A fall of 3 °C.', 'A fall of −4 °C.', ['3 °C → −4 °C']],
    ['Im Jahr 2026 kamen 14.200 Gäste.', 'Im Jahr 2026 kamen 12.400 Gäste.', ['14.200 Gäste → 12.400 Gäste']],
    ['費用は280円です。', '費用は820円です。', ['280円 → 820円']],
    ['Umsatz: € 4 Mrd. und mehr', 'Umsatz: € 5 Mrd. und mehr', ['€ 4 Mrd. → € 5 Mrd.']],
    ['It grew by 12 per cent.', 'It grew by 21 per cent.', ['12 per cent → 21 per cent']],
    ['Koszt to 5 mln zł rocznie.', 'Koszt to 8 mln zł rocznie.', ['5 mln zł → 8 mln zł']],
    ['It cost $3.2 million.', 'It cost $3.4 billion.', ['$3.2 million → $3.4 billion']],
    ['Das sind 12 Prozent mehr.', 'Das sind 21 Prozent mehr.', ['12 Prozent → 21 Prozent']],
    ['Rund 4 Mio. Euro fehlen.', 'Rund 6 Mio. Euro fehlen.', ['4 Mio. Euro → 6 Mio. Euro']],
    ['Soit 4,2 millions d’euros.', 'Soit 2,4 millions d’euros.', ['4,2 millions d’euros → 2,4 millions d’euros']],
    [
      'Son 3 mil millones de euros.',
      'Son 2 mil millones de euros.',
      ['3 mil millones de euros → 2 mil millones de euros'],
    ],
    ['Um aumento de 12 por cento.', 'Um aumento de 15 por cento.', ['12 por cento → 15 por cento']],
    ['Выручка: 5 млрд рублей.', 'Выручка: 6 млрд рублей.', ['5 млрд рублей → 6 млрд рублей']],
    ['Artış yüzde 12 oldu.', 'Artış yüzde 21 oldu.', ['yüzde 12 → yüzde 21']],
    ['بنسبة 12 في المئة هذا العام', 'بنسبة 15 في المئة هذا العام', ['12 في المئة → 15 في المئة']],
    ['売上高は120億円でした。', '売上高は130億円でした。', ['120億円 → 130億円']],
    ['It has 12 members.', 'It has 21 members.', ['12 → 21']],
    ['See room 12. Percent signs are gone.', 'See room 21. Percent signs are gone.', ['12 → 21']],
    ['Group 12 of people is in.', 'Group 21 of people is in.', ['12 → 21']],
    ['Room 12, euro coins only.', 'Room 21, euro coins only.', ['12 → 21']],
    ['It is open for 5 years. Euro notes only.', 'It is open for 6 years. Euro notes only.', ['5 years → 6 years']],
    ['The terminal is open.', 'The terminal is closed.', []],
    ['It has 3 piers.', 'It has many piers.', []],
    ['It has piers.', 'It has 3 piers.', []],
  ]
  test.each(cases)('%s %s', (before, after, figures) => {
    expect(told(compare(before, after))).toEqual(figures)
  })

  test('name the paragraph of the later version and the words around them', () => {
    const changes = compare(
      'Old one.\n\nThe terminal cost 18.5 million euros.',
      'New first words here.\n\nAdded.\n\nThe terminal cost 15.8 million euros.',
    )
    expect(changes.figures).toEqual([
      {
        from: '18.5 million euros',
        to: '15.8 million euros',
        paragraph: 2,
        context: 'The terminal cost 15.8 million euros.',
      },
    ])
  })
})

describe('long texts', () => {
  test('that have nothing in common are told as a whole, quickly', () => {
    const words = (seed: number) => Array.from({ length: 20_000 }, (_, n) => `w${(n * seed) % 9973}`)
    const paragraphs = (seed: number) =>
      words(seed)
        .join(' ')
        .replace(/((?:\S+ ){40})/g, '$1\n\n')
    const began = performance.now()
    const changes = compare(paragraphs(3), paragraphs(7))
    expect(performance.now() - began).toBeLessThan(3_000)
    expect(changes.cut).toBe(true)
  })

  test('of one paragraph without end are cut there', () => {
    const changes = compare('a '.repeat(200_000), 'b '.repeat(200_000))
    expect(changes.paragraphs.map(({ kind }) => kind)).toEqual(['added', 'removed'])
  })
})
