import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { hasZodFastifySchemaValidationErrors } from 'fastify-type-provider-zod'

const TYPES = {
  400: ['invalid', 'The request is not valid'],
  401: ['signed-out', 'Sign in first'],
  403: ['forbidden', 'You may not do this'],
  404: ['not-found', 'There is nothing here'],
  405: ['read-only', 'This can be looked at only'],
  409: ['conflict', 'This cannot be done now'],
  410: ['gone', 'This is no longer here'],
  412: ['changed', 'Somebody else changed this in the meantime'],
  413: ['too-large', 'The request is too large'],
  415: ['unsupported-type', 'Send the request as application/json'],
  428: ['version-missing', 'Say which version you are changing, in an If-Match header'],
  429: ['too-many', 'Too many requests'],
  500: ['fault', 'Something went wrong on our side'],
  503: ['unavailable', 'Not available at the moment'],
} as const

type ProblemStatus = keyof typeof TYPES

/** An answer other than success, as RFC 9457 has it. `detail` is for people; `more` adds members of its own. */
export class ProblemError extends Error {
  override name = 'ProblemError'
  readonly status: ProblemStatus
  readonly more: Record<string, unknown>

  constructor(status: ProblemStatus, detail?: string, more: Record<string, unknown> = {}) {
    super(detail ?? TYPES[status][1])
    this.status = status
    this.more = more
  }
}

/**
 * Makes every failure an `application/problem+json` answer. What the caller did wrong is told to the caller; a fault of ours
 * is told to the log only, as its words may hold what is nobody's business.
 */
export function answerProblems(app: FastifyInstance): void {
  app.setErrorHandler((error, request, reply) => {
    const problem = problemOf(error)
    if (problem.status === 500) request.log.error({ err: error, url: request.routeOptions.url }, 'a request failed')
    return sendProblem(reply, problem)
  })
}

/** The answer to a path that is none of ours. */
export function answerNotFound(_request: FastifyRequest, reply: FastifyReply): FastifyReply {
  return sendProblem(reply, new ProblemError(404))
}

function sendProblem(reply: FastifyReply, problem: ProblemError): FastifyReply {
  const [name, title] = TYPES[problem.status]
  return reply
    .code(problem.status)
    .type('application/problem+json')
    .header('cache-control', 'no-store')
    .serializer(JSON.stringify)
    .send({
      type: `urn:copytaster:problem:${name}`,
      title,
      status: problem.status,
      ...(problem.message !== title && { detail: problem.message }),
      ...problem.more,
    })
}

function problemOf(error: unknown): ProblemError {
  if (error instanceof ProblemError) return error
  if (hasZodFastifySchemaValidationErrors(error)) {
    const errors = error.validation.map(({ instancePath, message }) => ({
      pointer: `#${instancePath}`,
      detail: message ?? 'is not valid',
    }))
    const part = error.validationContext === 'body' ? 'body' : 'address'
    return new ProblemError(400, `The ${part} of the request is not valid`, { errors })
  }
  const status = statusCodeOf(error)
  if (status === undefined || status < 400 || status >= 500) return new ProblemError(500)
  return new ProblemError(isProblemStatus(status) ? status : 400)
}

function statusCodeOf(error: unknown): number | undefined {
  return error instanceof Error && 'statusCode' in error && typeof error.statusCode === 'number'
    ? error.statusCode
    : undefined
}

function isProblemStatus(status: number): status is ProblemStatus {
  return status in TYPES
}
