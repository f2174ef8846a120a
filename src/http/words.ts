import { z } from 'zod'

type RawIssue = Parameters<NonNullable<z.core.$ZodConfig['customError']>>[0]

/** Makes zod say what is wrong with a value in words for people, after the name of the field; a schema's own words go before these. */
export function speakPlainly(): void {
  z.config({ customError: wordsFor })
}

function wordsFor(issue: RawIssue): string | undefined {
  switch (issue.code) {
    case 'invalid_type':
      return issue.input === undefined ? 'is missing' : `must be ${nounFor(issue.expected)}`
    case 'too_small':
      if (issue.origin !== 'string') return `must be ${issue.minimum} or more`
      return issue.minimum === 1 ? 'must not be empty' : `must have at least ${issue.minimum} characters`
    case 'too_big':
      return issue.origin === 'string'
        ? `must have at most ${issue.maximum} characters`
        : `must be ${issue.maximum} or less`
    case 'invalid_value':
      return `must be one of: ${issue.values.join(', ')}`
    case 'invalid_format':
      return FORMATS[issue.format]
    default:
      return undefined
  }
}

const FORMATS: Record<string, string> = {
  email: 'must be an e-mail address',
  date: 'must be a day written as 2026-11-24',
  uuid: 'must be an id as the desk gives them out',
}

function nounFor(expected: string): string {
  if (expected === 'int') return 'a whole number'
  return /^[aeiou]/.test(expected) ? `an ${expected}` : `a ${expected}`
}
