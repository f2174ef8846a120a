import { describe, expect, it } from 'vitest'
import type { Draft } from '../../src/pipeline/draft.ts'
import { COPIES } from './foot-cases.ts'
import { LAYOUT_CASES, type LayoutCase } from './foot-layouts.ts'
import { ingest } from './ingest-plainly.ts'

function linesOf({ copy, language }: LayoutCase): readonly string[] {
  const { headline, copy: paragraphs } = COPIES[language] ?? { headline: '', copy: [] }
  return copy ?? [headline, ...paragraphs]
}

async function draftOf(one: LayoutCase): Promise<Draft> {
  const [headline = '', ...copy] = linesOf(one)
  const [name, address] = one.from ?? [null, 'news@mailhost.example']
  const marked = `<h1>${headline}</h1>${copy.map((paragraph) => `<p>${paragraph}</p>`).join('')}${one.foot}`
  const text = one.html ? marked : [headline, ...copy, one.foot].join('\n\n')
  const fields = [
    `From: ${name === null ? '' : `${encoded(name)} `}<${address}>`,
    `Subject: ${encoded(headline)}`,
    `Content-Type: text/${one.html ? 'html' : 'plain'}; charset=utf-8`,
    'Content-Transfer-Encoding: base64',
  ]
  const outcome = await ingest(Buffer.from(`${fields.join('\r\n')}\r\n\r\n${Buffer.from(text).toString('base64')}\r\n`))
  if (outcome.kind !== 'draft') throw new Error(outcome.kind)
  return outcome.draft
}

const encoded = (words: string): string => `=?UTF-8?B?${Buffer.from(words).toString('base64')}?=`
const flat = (text: string): string => text.replace(/\s+/g, ' ')

describe('A release with', () => {
  it.each(LAYOUT_CASES)('$title ($language) is read in its parts', async (one) => {
    const draft = await draftOf(one)
    const last = (linesOf(one).at(-1) ?? '').replace(/ -ends-$/, '')
    expect(flat(draft.body.text).endsWith(flat(last))).toBe(true)
    expect(draft.boilerplate.map(({ heading }) => heading)).toEqual(one.boilerplate ?? [])
    expect(draft.contacts.map(({ name, email, phone }) => [name, email, phone])).toEqual(one.contacts ?? [])
    if (one.notes) expect(draft.notes?.value.slice(0, one.notes.length)).toBe(one.notes)
    if (one.end) expect(draft.marks.map(({ words }) => words)).toContain(one.end)
    if (one.organisation) expect(draft.organisation?.value).toBe(one.organisation)
  })
})
