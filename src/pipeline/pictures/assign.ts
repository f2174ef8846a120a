/** Which caption of the copy belongs to which picture. */
import type { Picture } from '../draft.ts'
import type { Caption } from './captions.ts'
import type { CaptionParts } from './credit.ts'

export interface Captionable {
  name: string
  /** From its own record. */
  caption: string | null
}

/** A record of fewer of the words, such as a title, says much less. */
const MUCH = 0.7

const NONE: CaptionParts = { caption: null, credit: null, copyright: null, usageTerms: null }

/**
 * What the copy says of each of these pictures, in their order. A caption finds its picture by file name, then by number, then by order:
 * the last only where there are as many captions as pictures without one, as anything else would be a guess.
 */
export function assignCaptions(captions: readonly Caption[], pictures: readonly Captionable[]): CaptionParts[] {
  const told = pictures.map((): CaptionParts => ({ ...NONE }))
  const put = (at: number, parts: CaptionParts) => {
    const so = told[at]
    if (so)
      told[at] = {
        caption: so.caption ?? parts.caption,
        credit: so.credit ?? parts.credit,
        copyright: so.copyright ?? parts.copyright,
        usageTerms: so.usageTerms ?? parts.usageTerms,
      }
  }
  const own = captions.filter(({ all }) => !all)
  for (const caption of own) {
    if (caption.name === null) continue
    for (const [at, { name }] of pictures.entries()) if (name === caption.name) put(at, caption)
  }
  const numbered = own.filter(({ name, number }) => name === null && number !== null)
  const count = Math.max(0, ...numbered.map(({ number }) => number ?? 0))
  for (const caption of numbered) {
    const at = findByNumber(pictures, caption.number ?? 0, count)
    if (at !== null) put(at, caption)
  }
  const loose = own.filter(({ name, number }) => name === null && number === null)
  for (const open of [undescribed(pictures, told, true), undescribed(pictures, told, false)]) {
    if (open.length !== loose.length) continue
    for (const [index, caption] of loose.entries()) put(open[index] ?? -1, caption)
    break
  }
  for (const caption of captions) if (caption.all) for (const at of pictures.keys()) put(at, caption)
  return told
}

/** The one whose name has the number; else the one at that place, where there are as many pictures as numbers. */
function findByNumber(pictures: readonly Captionable[], number: number, count: number): number | null {
  const named = [...pictures.keys()].filter((at) => numbersIn(pictures[at]?.name ?? '').includes(number))
  if (named.length === 1) return named[0] ?? null
  return number >= 1 && count <= pictures.length ? number - 1 : null
}

function numbersIn(name: string): number[] {
  return [...name.matchAll(/(?<!\d)\d{1,2}(?!\d)/g)].map(([digits]) => Number(digits))
}

function undescribed(pictures: readonly Captionable[], told: readonly CaptionParts[], alsoByRecord: boolean): number[] {
  return [...pictures.keys()].filter(
    (at) => told[at]?.caption === null && !(alsoByRecord && (pictures[at]?.caption ?? null) !== null),
  )
}

/**
 * What the record and the copy say together. Where both say the same the record counts, unless it says much less; where they differ the
 * copy does, as it was written for this release, and the record may be an older one's.
 */
export function settle<Known extends Pick<Picture, 'caption' | 'credit' | 'copyright' | 'usageTerms'>>(
  record: Known,
  copy: CaptionParts,
): Known {
  return {
    ...record,
    caption: choose(record.caption, copy.caption),
    credit: choose(record.credit, copy.credit),
    copyright: choose(record.copyright, copy.copyright),
    usageTerms: choose(record.usageTerms, copy.usageTerms),
  }
}

function choose(record: string | null, copy: string | null): string | null {
  if (record === null || copy === null) return record ?? copy
  return agree(record, copy) && record.length >= copy.length * MUCH ? record : copy
}

/** Most words of the shorter stand in the other. */
function agree(one: string, other: string): boolean {
  const [short = [], long = []] = [wordsOf(one), wordsOf(other)].sort((a, b) => a.length - b.length)
  const there = new Set(long)
  return short.filter((word) => there.has(word)).length >= short.length * 0.6
}

function wordsOf(text: string): string[] {
  return text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []
}
