import { describe, expect, test } from 'vitest'
import { likenessOf, tellSameStory } from '../../src/pipeline/same-story.ts'
import { readWords } from '../../src/pipeline/shingles.ts'
import { signatureOf } from '../../src/pipeline/signature.ts'
import { corpusTitle, hasCorpus, readCorpus, readCorpusLines } from './corpus.ts'
import { ingest } from './ingest-plainly.ts'
import { EDITS, type Edit, FAMILIES, RELEASES } from './story-pairs.ts'

const compared = (text: string, datedOn: string | null = null) => ({
  text,
  datedOn,
  bands: signatureOf(text)?.bands ?? [],
})

describe('words', () => {
  const figures: [string, string[]][] = [
    ['1,234.50 and 1.234,50 and 1 234,5', ['1234.50', 'and', '1234.50', 'and', '1234.5']],
    ['1,234 and 1.234 and 1 234 and 1’234', ['1234', 'and', '1234', 'and', '1234', 'and', '1234']],
    ['at 10:30 or 10.30 on the 24th', ['at', '10.30', 'or', '10.30', 'on', 'the', '24']],
    ['in 2026 300 guests', ['in', '2026', '300', 'guests']],
    ['١٢٣ كتاب', ['123', 'كتاب']],
    ['２０２６年', ['2026', '年']],
    ['co\u00adop', ['coop']],
  ]
  test.each(figures)('of %s', (text, words) => {
    expect(readWords(text).words).toEqual(words)
  })
})

describe('a signature', () => {
  test('is the same for the same words, whatever their case, quotes, spaces and line ends', () => {
    const [, text] = RELEASES[0] as [string, string]
    const dressed = text.toUpperCase().replaceAll(' ', '\n ').replaceAll('"', '”')
    expect(signatureOf(dressed)).toEqual(signatureOf(text))
  })

  test('is of signed 64-bit numbers, none twice', () => {
    const bands = signatureOf(RELEASES[0]?.[1] as string)?.bands as string[]
    for (const band of bands) expect(BigInt.asIntN(64, BigInt(band)).toString()).toBe(band)
    expect(new Set(bands).size).toBe(bands.length)
  })

  test('is none of a text of a line or two', () => {
    expect(signatureOf('Please see the attached release.')).toBeNull()
    expect(signatureOf('')).toBeNull()
  })

  test('of a megabyte takes no longer than that of a report', () => {
    const began = performance.now()
    for (const text of ['a '.repeat(524_288), 'x'.repeat(1_048_576), '1,'.repeat(524_288), '漢'.repeat(349_525)])
      signatureOf(text)
    expect(performance.now() - began).toBeLessThan(1_000)
  })
})

describe('the same release', () => {
  const pairs = RELEASES.flatMap(([name, text]) =>
    EDITS.map((edit): [string, string, Edit, string] => [name, edit.how, edit, text]),
  )
  test.each(pairs)('%s, %s, is found', (_name, _how, edit, text) => {
    const [one, other] = [compared(text), compared(edit.make(text))]
    expect(likenessOf(one, other).kind).toBe('same')
    expect(tellSameStory(other, one)).toBe(true)
  })
})

describe('another release', () => {
  const pairs = FAMILIES.flatMap(([name, family]) =>
    family.flatMap((one, at) => family.slice(at + 1).map((other): [string, string, string] => [name, one, other])),
  )
  test.each(pairs)('of %s is another story', (_name, one, other) => {
    expect(tellSameStory(compared(one), compared(other))).toBe(false)
  })

  test('is each of those above to the others', () => {
    const all = RELEASES.map(([name, text]) => ({ name, ...compared(text) }))
    const found = all.flatMap((one, at) => all.slice(at + 1).filter((other) => tellSameStory(one, other)))
    expect(found).toEqual([])
  })

  test('of which half is a partner’s own is the same where day and figures are, and another where one is not', () => {
    const [, text] = RELEASES[0] as [string, string]
    const partner = text
      .replace(/, who had won[\s\S]*/, '.\n\n')
      .concat(
        'Holroyd Builders won the contract in 2021. Its design has no railings on the side of the water but a broad net, borrowed from ships, in which passengers may lie down until the boat is called.\n\n"We kept the drawings up to date for four years", said Lucy Holroyd, who founded the house with her sister in a shed behind the old school. Her next house is a library for people who work at night, with a kitchen in which neighbours cook for each other once a week.',
      )
    const told = (words: string, day: string) =>
      likenessOf({ text, datedOn: '2026-11-24' }, { text: words, datedOn: day })
    expect(told(partner, '2026-11-24').kind).toBe('same')
    expect(told(partner, '2026-11-24').shared).toBeLessThan(0.55)
    expect(told(partner, '2026-11-25').kind).not.toBe('same')
    expect(told(partner.replace('2,400', '2,700').replace('312', '318'), '2026-11-24').kind).not.toBe('same')
  })

  test('with the same words and another date is another story, unless an agency dated it anew', () => {
    const [, text] = RELEASES[0] as [string, string]
    expect(tellSameStory(compared(text, '2026-11-24'), compared(text, '2026-12-01'))).toBe(false)
    expect(tellSameStory(compared(text, '2026-11-24'), compared(text, '2026-11-25'))).toBe(true)
  })
})

describe.skipIf(!hasCorpus)(corpusTitle('the mail corpus'), () => {
  interface Expected {
    file: string
    pr_id: string
  }
  test('has each release in its own story, however it was wrapped', async () => {
    const messages = readCorpusLines<Expected>('truth/mail.jsonl')
    const read: { file: string; story: string; release: ReturnType<typeof compared> }[] = []
    for (const { file, pr_id } of messages) {
      const outcome = await ingest(readCorpus(file))
      if (outcome.kind !== 'draft') continue
      const { body, dateline } = outcome.draft
      read.push({ file, story: pr_id, release: compared(body.text, dateline?.date ?? null) })
    }
    const wrong = read.flatMap((one, at) =>
      read
        .slice(at + 1)
        .filter((other) => tellSameStory(one.release, other.release) !== (one.story === other.story))
        .map((other) => `${one.file} ${other.file}`),
    )
    expect(wrong).toEqual([])
  })
})
