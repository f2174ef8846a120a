/** How a reading of a release differs from the one that is filed, part by part, in words for a person. */
import type { Draft } from '../pipeline/draft.ts'

export interface DraftChange {
  part: string
  before: string
  after: string
}

/** What is compared; readings from before a part was read lack it. */
export type ComparedDraft = Partial<Omit<Draft, 'attachments'>> & {
  attachments?: readonly { name: string; role: string; picture: { caption: string | null } | null }[]
}

/** The parts in which two readings differ; confidence and evidence alone are no difference. */
export function draftChanges(before: ComparedDraft, after: ComparedDraft): DraftChange[] {
  const parts = Object.keys(WORDS) as (keyof typeof WORDS)[]
  return parts.flatMap((part) => {
    const [was, is] = [WORDS[part](before) || '', WORDS[part](after) || '']
    return was === is ? [] : [{ part, before: was, after: is }]
  })
}

type Wording = (draft: ComparedDraft) => string | null | undefined

const WORDS = {
  headline: ({ headline }) => headline?.value,
  standfirst: ({ standfirst }) => standfirst?.value,
  organisation: ({ organisation }) => organisation?.value,
  language: ({ language }) => language,
  dateline: ({ dateline }) => dateline && listed([dateline.place, dateline.date], ', '),
  copy: ({ body }) => body?.text,
  quotes: ({ quotes }) => quotes && listed(quotes.map(({ words, speaker }) => `${speaker ?? 'somebody'}: ${words}`)),
  boilerplate: ({ boilerplate }) =>
    boilerplate && listed(boilerplate.map(({ heading, text }) => listed([heading, text]))),
  notes: ({ notes }) => notes?.value,
  contacts: ({ contacts }) =>
    contacts &&
    listed(contacts.map((one) => listed([one.name, one.role, one.organisation, one.email, one.phone], ', '))),
  embargo: ({ embargo }) => embargo && listed([embargo.certainty, embargo.instant, embargo.words], ', '),
  correction: ({ correction }) => correction?.kind,
  attachments: ({ attachments }) =>
    attachments && listed(attachments.map((file) => listed([file.name, file.role, file.picture?.caption], ', '))),
  diary: ({ diary }) => diary && listed(diary.map(({ summary, starts }) => `${summary}, ${starts}`)),
  'press kits': ({ pressKits }) => pressKits && listed(pressKits.map(({ href }) => href)),
} satisfies Record<string, Wording>

function listed(words: readonly (string | null | undefined)[], divider = '\n'): string {
  return words.filter((one) => one).join(divider)
}
