/** A release of ours and what its top must be read as. */
export interface ReleaseCase {
  /** What is odd about it. */
  about?: string
  subject: string
  text?: string
  html?: string
  headline: string
  /** The standfirst, where it matters: lines joined by a line end. */
  standfirst?: string | null
  place?: string | null
  /** `YYYY-MM-DD`; all releases were received on 12 June 2025. */
  date?: string | null
  /** The words with which the copy begins. */
  body: string
  /** The headline stands in no line of the copy. */
  inSubject?: true
}
