import { describe, expect, it } from 'vitest'
import { readFoot } from '../../src/pipeline/foot.ts'
import { COPIES, FOOT_CASES } from './foot-cases.ts'
import { readText, sheetOf } from './foot-sheet.ts'

function notesOf(text: string) {
  const { sheet, given } = readText(text, false, 'en')
  return readFoot(sheet, 1, [], null, given).notes
}

const COPY = ['Headline', ...(COPIES.en?.copy ?? [])].join('\n\n')

describe('Notes to editors are read', () => {
  it.each(FOOT_CASES.filter(({ notes }) => notes !== undefined))('in $language: $title', (one) => {
    const { sheet, given, bodyStart } = sheetOf(one)
    const { notes } = readFoot(sheet, bodyStart, [], null, given)
    expect(notes?.value.startsWith(one.notes ?? '-')).toBe(true)
    expect(notes?.evidence).not.toBeNull()
  })

  it('with their numbers, as far as the next heading, round a contact among them', () => {
    const notes = notesOf(
      `${COPY}\n\nENDS\n\nEditor’s notes\n\n1. The yard stands on the western harbour.\n\n2. For more information please contact Jane Doe on +44 20 7946 0000.\n\n3. The ferries hold 90 people.\n\nAbout Acme Boats\nAcme Boats builds ferries.`,
    )
    expect(notes?.value).toBe('1. The yard stands on the western harbour.\n3. The ferries hold 90 people.')
  })

  it('and a plain `Notes` below the copy counts as a heading', () => {
    expect(notesOf(`${COPY}\n\nENDS\n\nNotes:\n1. The yard stands on the western harbour.`)?.value).toBe(
      '1. The yard stands on the western harbour.',
    )
  })

  it('and there are none where no heading says so', () => {
    expect(notesOf(`${COPY}\n\nENDS`)).toBeNull()
  })
})
