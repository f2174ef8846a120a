import type { ArticleEvidence } from './article.table.ts'

const NO_EMBARGO: ArticleEvidence['embargo'] = {
  certainty: 'none',
  instant: null,
  zone: null,
  words: null,
  reasons: [],
  evidence: null,
  given: { receivedAt: '', senderOffset: null, deskZone: 'UTC' },
}

/** What was read of an article. Those that were filed when fewer parts were read lack the others, which are absent then. */
export function readEvidence(draft: Partial<ArticleEvidence> & Pick<ArticleEvidence, 'headline'>): ArticleEvidence {
  return {
    ...{
      standfirst: null,
      organisation: null,
      dateline: null,
      notes: null,
      correction: null,
      embargo: NO_EMBARGO,
      rest: '',
      forwardedBy: null,
    },
    ...{
      quotes: [],
      boilerplate: [],
      contacts: [],
      marks: [],
      diary: [],
      links: [],
      pressKits: [],
      learnt: [],
      outline: [],
    },
    removed: [],
    ...draft,
  }
}
