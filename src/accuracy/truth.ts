/**
 * What a release is expected to be read as. The forms of the rows are those of the corpus (see docs/accuracy.md): a release in `text`,
 * `html` or `eml` with its `truth`, a `file` with what is `expected` of it, and an embargo `line` with its `status`.
 */

/** A part that is not set is not scored; null and [] say that there is none. */
export interface Expected {
  /** The headline, exactly. */
  headline?: string
  /** The source cut its headlines at some length: the headline may go on. */
  headlineCut?: boolean
  standfirst?: string[]
  place?: string | null
  /** `YYYY-MM-DD`. */
  date?: string | null
  body?: { whole: string; start: number; end: number }
  boilerplate?: { heading: string | null; text?: string }[]
  notes?: string | null
  contacts?: ExpectedContact[]
  /** Found or not, they are right: the contacts of an agency, for instance. */
  moreContacts?: ExpectedContact[]
  /** `either`: readers may doubt the words, and uncertain is right too. */
  embargo?: { certainty: 'none' | 'certain' | 'uncertain'; instant: string | null; either?: boolean }
  language?: string
  correction?: 'correction' | 'update' | 'recall' | null
  quotes?: { words: string; speaker: string | null }[]
  /** Any of these names is right. */
  organisation?: string[]
  attachments?: { name: string; role?: string; caption?: string; credit?: string }[]
  needles?: string[]
  notInBody?: string[]
  /** Releases with the same value tell the same story. */
  story?: string
}

interface ExpectedContact {
  name: string | null
  email: string | null
  phone: string | null
  phones: string[]
}

type Loose = Record<string, unknown>

/** The answers of one row in our form; what the row does not tell stays unset. */
export function expectedOf(row: Loose): Expected {
  if (typeof row.line === 'string') return definite({ embargo: embargoOf(row) })
  const told = (row.truth ?? row.expected ?? {}) as Loose
  if (row.label_source === 'dataset') return ofDataset(told)
  return definite({
    headline: told.headline ?? undefined,
    standfirst: oneOrMany(told.subhead ?? told.standfirst),
    place: told.dateline_place,
    date: told.dateline_date,
    body: bodyOf(row.text, told.body),
    boilerplate: listOf(told.boilerplate)?.map((one) =>
      typeof one === 'string'
        ? { heading: one }
        : { heading: one.heading ?? null, ...('text' in one && { text: one.text }) },
    ),
    notes: Array.isArray(told.notes) ? told.notes.join('\n') : told.notes,
    contacts: listOf(told.contacts)?.map(contactOf),
    moreContacts: told.extra_contact_ok && [contactOf(told.extra_contact_ok)],
    embargo: told.embargo && embargoOf(told.embargo as Loose),
    language: told.language ?? undefined,
    correction: told.correction,
    quotes: told.quotes,
    organisation: oneOrMany(told.organisation),
    attachments: listOf(told.attachments)?.map(({ filename, name, size, ...rest }) => ({
      name: name ?? filename,
      ...rest,
    })),
    needles: oneOrMany(told.text_needles),
    notInBody: oneOrMany(told.not_in_body),
    story: row.story ?? (told.multiple_releases ? undefined : row.pr_id),
  })
}

const oneOrMany = (told: unknown): unknown => (typeof told === 'string' ? [told] : told)

/** A source's own record of its release: of these only headline and language can be trusted. */
function ofDataset({ title, title_in_text, language }: Loose): Expected {
  const headline = title_in_text ? (title as string) : undefined
  return definite({ headline, headlineCut: headline !== undefined && headline.length >= CUT_FROM, language })
}

// One of the corpus's sources cuts titles at 128 characters or a little less.
const CUT_FROM = 120

/**
 * Certain is what names date, time and zone: an `iso` with an offset. A wall-clock time whose zone is not stated, a date alone and an
 * embargo without a readable time are uncertain; so are contradictions, which hold a release back as much.
 */
function embargoOf({ status, iso, either }: Loose): Expected['embargo'] {
  if (status === 'none' || status === 'immediate' || status === 'mention') return { certainty: 'none', instant: null }
  const zoned = status === 'embargoed' && typeof iso === 'string' && /T.*(Z|[+-]\d\d:?\d\d)$/.test(iso)
  return zoned
    ? { certainty: 'certain', instant: new Date(iso).toISOString(), ...(either === true && { either }) }
    : { certainty: 'uncertain', instant: null }
}

function contactOf({ name, email, phone, phones }: Partial<ExpectedContact>): ExpectedContact {
  return { name: name ?? null, email: email ?? null, phone: phone ?? null, phones: phones ?? [] }
}

function bodyOf(whole: unknown, body: unknown): Expected['body'] {
  const { start, end } = (body ?? {}) as Loose
  return typeof whole === 'string' && typeof start === 'number' && typeof end === 'number'
    ? { whole, start, end }
    : undefined
}

// biome-ignore lint/suspicious/noExplicitAny: rows come from outside; what is not as the form says shows as a miss
function listOf(value: unknown): any[] | undefined {
  return Array.isArray(value) ? value : undefined
}

function definite(parts: Loose): Expected {
  return Object.fromEntries(Object.entries(parts).filter(([, value]) => value !== undefined))
}
