import { expect, test } from 'vitest'
import { readPlainText } from '../../src/pipeline/plain-text.ts'

const PROSE =
  'Acme today launched a telephone that rings only if the caller is a person whom the owner wants to speak to, and that stays silent in all other cases, as the company said at a conference for reporters in the capital. It costs two hundred euros and is sold from the first day of June in all shops of the company, and by post to all countries of the continent.'
const OTHER =
  'The first thousand were sold within an hour. The company now looks for more workers in its factory in the north, where two hundred people make the telephone by hand, and will open a second one next year if the town agrees.'

function wrap(words: string, width: number, indent = ''): string {
  const lines: string[] = []
  let line = ''
  for (const word of words.split(' ')) {
    if (line !== '' && line.length + 1 + word.length > width) {
      lines.push(line)
      line = indent + word
    } else line = line === '' ? word : `${line} ${word}`
  }
  return [...lines, line].join('\n')
}
const read = (value: string) => readPlainText({ value, flowed: false, delSp: false }).map((block) => block.text)

test.each([60, 65, 70, 72, 76, 78, 80, 90, 100])('lines wrapped at column %i are joined', (width) => {
  expect(read(`${wrap(PROSE, width)}\n\n${wrap(OTHER, width)}`)).toEqual([PROSE, OTHER])
})

test('a line with a label is joined where a bracket is open', () => {
  const last = 'Pictures of the forest with its two ponds (free to use in all papers,'
  const text = `${wrap(PROSE, 72)}\n\n${last}\nSource: MWW) are attached to this letter.`
  expect(read(text)).toEqual([PROSE, `${last} Source: MWW) are attached to this letter.`])
})

test('lines wrapped at a column of which one line is over are joined', () => {
  const address = `https://acme.example/${'a'.repeat(70)}`
  expect(read(`${wrap(PROSE, 72)}\n\n${address}\n\n${wrap(OTHER, 72)}`)).toEqual([PROSE, address, OTHER])
})

test('where no line is broken and none is empty each sentence’s line is a paragraph', () => {
  const [short, heading] = ['It is sold from Monday in all shops of the company.', 'About Acme']
  const lines = [PROSE, OTHER, PROSE, short, heading, 'Acme makes telephones. It was founded in 1921.']
  expect(read(lines.join('\n'))).toEqual([...lines.slice(0, 4), lines.slice(4).join('\n')])
})

test.each<[title: string, value: string, texts: string[]]>([
  [
    'a headline over two lines',
    `${wrap(`ACME ${OTHER.slice(0, 90).toUpperCase()}`, 72)}\n\n${wrap(PROSE, 72)}`,
    [`ACME ${OTHER.slice(0, 90).toUpperCase()}`, PROSE],
  ],
  [
    'a headline above a paragraph in one line',
    `${wrap(PROSE, 72)}\n\n${OTHER.slice(0, 66)}\n${PROSE}`,
    [PROSE, OTHER.slice(0, 66), PROSE],
  ],
  [
    'an address',
    `${wrap(PROSE, 72)}\n\nAcme GmbH\nHauptstraße 1\n10115 Berlin`,
    [PROSE, 'Acme GmbH\nHauptstraße 1\n10115 Berlin'],
  ],
  [
    'a contact below a long post',
    `${wrap(PROSE, 72)}\n\nJane Doe, Head of Communications for Europe, the Middle East and Asia\n+49 30 1234567\npress@acme.example\nPhone: +49 30 1234568`,
    [
      PROSE,
      'Jane Doe, Head of Communications for Europe, the Middle East and Asia\n+49 30 1234567\npress@acme.example\nPhone: +49 30 1234568',
    ],
  ],
  [
    'verse',
    `${wrap(PROSE, 72)}\n\nThe telephone is still tonight,\nIt rings for none but thee,\nAnd when it rings, it rings aright\nFrom mountain to the sea.`,
    [
      PROSE,
      'The telephone is still tonight,\nIt rings for none but thee,\nAnd when it rings, it rings aright\nFrom mountain to the sea.',
    ],
  ],
  [
    'a list with entries over two lines',
    `${wrap(PROSE, 72)}\n\n- ${wrap(OTHER, 70, '  ')}\n- short\n- ${wrap(OTHER, 70, '  ')}`,
    [PROSE, `- ${OTHER}\n- short\n- ${OTHER}`],
  ],
  [
    'paragraphs without an empty line between',
    `${wrap(PROSE, 72)}\n${wrap(OTHER, 72)}\n${wrap(PROSE, 72)}`,
    [PROSE, OTHER, PROSE],
  ],
  ['a paragraph a line', `${PROSE}\n${OTHER}\n${PROSE}`, [PROSE, OTHER, PROSE]],
  ['one paragraph of three lines', wrap(OTHER.slice(0, 169), 72), [OTHER.slice(0, 169)]],
  [
    'a word that goes on',
    'The company said at a conference for reporters in the long-\nestablished capital that it will open a factory in the north of the country next year\nand that it hires.',
    [
      'The company said at a conference for reporters in the long-established capital that it will open a factory in the north of the country next year and that it hires.',
    ],
  ],
  ['short lines', 'One line\nand another\nand a third', ['One line\nand another\nand a third']],
])('the lines of a writer are told from those of a program: %s', (_title, value, texts) => {
  expect(read(value)).toEqual(texts)
})

test('writing without spaces is joined without one', () => {
  const words =
    '同社は本日、国の北部で新しい工場を開設すると発表しました。社長が記者会見で明らかにしたもので、地域の雇用を増やすことを目指しています。新工場では約五百人を採用する予定で、来年の春に操業を始めます'
  const lines = words.match(/.{1,30}/gu) ?? []
  expect(read(lines.join('\n'))).toEqual([words])
  expect(read('株式会社アクメ\n東京都千代田区\n広報部')).toEqual(['株式会社アクメ\n東京都千代田区\n広報部'])
})

test('quoted lines are joined at their own width', () => {
  const quoted = wrap(PROSE, 60).replace(/^/gm, '> ')
  expect(readPlainText({ value: `${wrap(OTHER, 76)}\n\n${quoted}`, flowed: false, delSp: false })).toMatchObject([
    { text: OTHER, quoted: false },
    { text: PROSE, quoted: true },
  ])
})
