import type {
  Junk,
  JunkMessage,
  MailboxChange,
  MailboxHealth,
  MailboxSettings,
  MailboxTest,
  Quarantine,
  QuarantinedMessage,
  QueueHealth,
  Trouble,
  TroubleGroup,
  Way,
} from '../admin/admin-schemas.ts'
import type { Me, Welcome } from '../desk/account-schemas.ts'
import type {
  ArticleChanges,
  ArticleCounts,
  ArticleDetail,
  ArticleList,
  ArticleSummary,
  HistoryEntry,
} from '../desk/article-schemas.ts'
import type { Intake } from '../desk/intake-schemas.ts'
import type { LessonList } from '../desk/lesson-schemas.ts'
import type { AttachmentSummary } from '../desk/release-schemas.ts'
import type { Problem } from '../http/problem-schema.ts'

export type {
  ArticleChanges,
  ArticleCounts,
  ArticleDetail,
  ArticleList,
  ArticleSummary,
  AttachmentSummary,
  HistoryEntry,
  Intake,
  JunkMessage,
  MailboxChange,
  MailboxHealth,
  MailboxSettings,
  MailboxTest,
  Me,
  Quarantine,
  QuarantinedMessage,
  QueueHealth,
  Trouble,
  TroubleGroup,
  Welcome,
}
export type MailboxTestStep = MailboxTest['steps'][number]
export type Lesson = LessonList[number]
export type ReleaseParts = ArticleDetail['parts']
export type Evidence = NonNullable<ReleaseParts['headline']['evidence']>
export type CorrectionKind = NonNullable<ArticleSummary['correction']>
export type ArticleStatus = ArticleSummary['status']
export type Verdict = 'take' | 'accept' | 'spike' | 'undo'

/** The server refused: `message` is the sentence to show, `status` the HTTP status, 0 where no answer came. */
export class ApiError extends Error {
  override name = 'ApiError'
  status: number
  fields: { pointer: string; detail: string }[]
  constructor(message: string, status: number, fields: { pointer: string; detail: string }[] = []) {
    super(message)
    this.status = status
    this.fields = fields
  }
}

const UNREACHABLE = 'The desk does not answer. Check your connection and try again.'

async function call<T>(method: string, path: string, body?: unknown, version?: number): Promise<T> {
  const headers = new Headers({ Accept: 'application/json' })
  if (body !== undefined) headers.set('Content-Type', 'application/json')
  if (version !== undefined) headers.set('If-Match', `"${version}"`)
  const response = await fetch(path, { method, headers, body: body === undefined ? null : JSON.stringify(body) }).catch(
    () => undefined,
  )
  if (!response) throw new ApiError(UNREACHABLE, 0)
  const text = await response.text()
  const answer: unknown = isJson(response) && text ? JSON.parse(text) : undefined
  if (!response.ok) throw refusal(response.status, answer)
  return answer as T
}

function isJson(response: Response): boolean {
  return /\bjson\b/.test(response.headers.get('Content-Type') ?? '')
}

/** Our own routes answer with an RFC 9457 problem, the sign-in library with `{ message }`. */
function refusal(status: number, answer: unknown): ApiError {
  const problem = (answer ?? {}) as Partial<Problem> & { message?: string }
  const words = problem.detail ?? problem.title ?? problem.message ?? `The desk answered with an error (${status}).`
  return new ApiError(words, status, problem.errors)
}

/** A query string of the parameters that are set. */
function query(parameters: Record<string, string | number | null | undefined>): string {
  const set = Object.entries(parameters).filter(([, value]) => value !== null && value !== undefined)
  return set.length ? `?${new URLSearchParams(set.map(([name, value]) => [name, String(value)]))}` : ''
}

const v1 = '/api/v1'

/** Every request of the page, one function each, typed by the server's schemas. All throw `ApiError`. */
export const api = {
  me: () => call<Me>('GET', `${v1}/me`),
  signIn: (email: string, password: string) => call('POST', '/api/auth/sign-in/email', { email, password }),
  signOut: () => call('POST', '/api/auth/sign-out', {}),
  welcome: (token: string) => call<Welcome>('POST', `${v1}/welcome`, { token }),
  changeMe: (profile: { name: string; email?: string }) => call<Me>('PUT', `${v1}/me`, profile),
  changePassword: (change: { password: string; currentPassword?: string }) => call('POST', `${v1}/me/password`, change),

  articles: (statuses: readonly ArticleStatus[], before: string | null, limit = 50) =>
    call<ArticleList>('GET', `${v1}/articles${query({ status: statuses.join(','), before, limit })}`),
  counts: () => call<ArticleCounts>('GET', `${v1}/articles/counts`),
  intake: () => call<Intake>('GET', `${v1}/intake`),
  article: (id: string) => call<ArticleDetail>('GET', `${v1}/articles/${id}`),
  history: (id: string) => call<HistoryEntry[]>('GET', `${v1}/articles/${id}/history`),
  /** What `id` says otherwise than `against`, an earlier article of its story. */
  changes: (id: string, against: string) =>
    call<ArticleChanges>('GET', `${v1}/articles/${id}/changes${query({ against })}`),
  lessons: (address: string) => call<LessonList>('GET', `${v1}/senders/${encodeURIComponent(address)}/lessons`),
  forgetLesson: (id: string) => call('DELETE', `${v1}/lessons/${id}`),
  judge: (id: string, verdict: Verdict, version: number) =>
    call<ArticleDetail>('POST', `${v1}/articles/${id}/${verdict}`, undefined, version),

  mailboxes: () => call<MailboxHealth[]>('GET', `${v1}/admin/mailboxes`),
  addMailbox: (settings: MailboxSettings) => call<MailboxHealth>('POST', `${v1}/admin/mailboxes`, settings),
  changeMailbox: (id: string, change: MailboxChange) =>
    call<MailboxHealth>('PATCH', `${v1}/admin/mailboxes/${id}`, change),
  testSettings: (settings: MailboxSettings) => call<MailboxTest>('POST', `${v1}/admin/mailboxes/test`, settings),
  testMailbox: (id: string) => call<MailboxTest>('POST', `${v1}/admin/mailboxes/${id}/test`),
  pauseMailbox: (id: string) => call('POST', `${v1}/admin/mailboxes/${id}/pause`),
  resumeMailbox: (id: string) => call('POST', `${v1}/admin/mailboxes/${id}/resume`),
  queues: () => call<QueueHealth[]>('GET', `${v1}/admin/queues`),
  quarantine: (trouble: Trouble | null, before: string | null) =>
    call<Quarantine>('GET', `${v1}/admin/quarantine${query({ ...trouble, before })}`),
  junk: (before: string | null) => call<Junk>('GET', `${v1}/admin/junk${query({ before })}`),
  way: (of: 'messages' | 'articles', id: string) => call<Way>('GET', `${v1}/admin/${of}/${id}/way`),
  fetchMessage: (id: string) => call('POST', `${v1}/admin/messages/${id}/fetch`),
  replayMessage: (id: string) => call('POST', `${v1}/admin/messages/${id}/replay`),
  replayTrouble: (trouble: Trouble) => call<{ replayed: number }>('POST', `${v1}/admin/quarantine/replay`, trouble),
}
