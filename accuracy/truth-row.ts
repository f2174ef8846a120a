/** Composes the truth of a release from its source, in the form of the corpus. */
import { field, type Section, type Source } from './source.ts'

/** The whole text as it is sent, without line breaks that a machine makes, and the truth about it. */
export function truthRow(source: Source, notInBody: readonly string[]) {
  const { text, spans } = joined(source.sections)
  const body = spans.filter(({ section }) => section.kind === 'body')
  const of = (kind: Section['kind']) => source.sections.filter((section) => section.kind === kind)
  const [place = '', date = ''] = of('dateline')[0]?.about.split('|') ?? []
  const truth = {
    headline: field(source, 'headline') || (of('headline')[0]?.text ?? null),
    subhead: of('standfirst').map((section) => section.text),
    dateline_place: place || null,
    dateline_date: date || null,
    body: { start: body[0]?.start ?? 0, end: body.at(-1)?.end ?? 0 },
    boilerplate: of('about').map((section) => ({ heading: section.about || null, text: below(section) })),
    notes: of('notes').map(below).join('\n\n') || null,
    contacts: of('contact').map((section) => contactOf(section, text)),
    embargo: embargoOf(of('embargo')[0]?.about ?? 'none'),
    language: field(source, 'language', source.language),
    correction: of('correction')[0]?.about ?? null,
    quotes: source.sections.flatMap((section) => section.quotes),
    attachments: attachmentsOf(source),
    text_needles: [...of('needle').map((section) => section.about), ...needlesOf(source.sections)],
    not_in_body: [...of('unlike').map((section) => section.about), ...notInBody],
    ...(source.fields.has('organisation') && { organisation: source.fields.get('organisation') }),
  }
  for (const name of field(source, 'unscored').split(/, */)) delete truth[name as keyof typeof truth]
  return { id: source.id, story: field(source, 'story', source.id), text, truth }
}

/** The sections' texts with an empty line between each two, and where each stands; marks without text are no part of it. */
export function joined(sections: readonly Section[]): {
  text: string
  spans: { section: Section; start: number; end: number }[]
} {
  const spans: { section: Section; start: number; end: number }[] = []
  let text = ''
  for (const section of sections) {
    if (section.text === '') continue
    if (text !== '') text += '\n\n'
    spans.push({ section, start: text.length, end: text.length + section.text.length })
    text += section.text
  }
  return { text, spans }
}

/** The text below a heading, which the section's text begins with. */
function below({ about, text }: Section): string {
  return text.startsWith(about) ? text.slice(about.length).replace(/^[\s:.–—-]+/, '') : text
}

/** A number that the text gives without its country is expected without: nothing in an `.example` address tells the country. */
function contactOf({ about }: Section, text: string) {
  const [name, role, org, email, ...phones] = about.split('|').map((part) => part.trim() || null)
  const numbers = phones.filter((one) => one !== null).map((one) => (isAbroad(one, text) ? one : one.slice(1)))
  return { name, role, org, email, phone: numbers[0] ?? null, phones: numbers }
}

function isAbroad(phone: string, text: string): boolean {
  const digits = text.replace(/\(0\)/g, '').replace(/[\s().\u2011-\u2013\u200e/-]/g, '')
  return digits.includes(phone)
}

/** `certain 2026-11-24T00:01Z`, or a certainty alone. */
function embargoOf(about: string) {
  const [certainty, iso] = about.split(' ')
  if (certainty === 'certain') return { status: 'embargoed', iso }
  return { status: certainty === 'none' ? 'none' : 'embargoed', iso: null }
}

const WORDS_OF_RELEASE: readonly Section['kind'][] = ['headline', 'standfirst', 'body', 'about', 'notes']

/** The beginning of each line that may not get lost; a heading may. */
function needlesOf(sections: readonly Section[]): string[] {
  const kept = sections.filter(({ kind }) => WORDS_OF_RELEASE.includes(kind))
  const lines = kept.flatMap(({ about, text }) => text.split(/\n+/).filter((line) => line !== about))
  return lines.map((line) => line.slice(0, NEEDLE))
}

const NEEDLE = 40

function attachmentsOf({ fields, sections }: Source) {
  return (fields.get('attach') ?? []).map((line) => {
    const [role, name, caption, credit] = line.split('|')
    const told = sections
      .find(({ kind, about }) => kind === 'caption' && about.split('|')[0] === name)
      ?.about.split('|')
    const known = { caption: told?.[1] || caption, credit: told?.[2] || credit }
    return {
      name,
      role,
      ...(known.caption && { caption: known.caption }),
      ...(known.credit && { credit: known.credit }),
    }
  })
}
