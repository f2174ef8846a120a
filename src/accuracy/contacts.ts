/** Which of the expected contacts were found. */
import type { Contact } from '../pipeline/draft.ts'
import { samePhone, squeezed } from './compare.ts'
import type { Expected } from './truth.ts'

type ExpectedContact = NonNullable<Expected['contacts']>[number]

export interface ContactMatch {
  /** Expected ones, each with what was found of it: email or phone are right. */
  right: { expected: ExpectedContact; found: Contact }[]
  missed: ExpectedContact[]
  /** Found ones with nothing of any expected contact. */
  wrong: Contact[]
}

/**
 * Matches contacts by name and reach first, as several may share an address or a number, then by email or phone alone. `more` are right as
 * well, but need not be found.
 */
export function matchContacts(
  expected: readonly ExpectedContact[],
  found: readonly Contact[],
  more: readonly ExpectedContact[] = [],
): ContactMatch {
  const right: ContactMatch['right'] = []
  const free = new Set(found)
  let open = [...expected]
  for (const alike of [(a: ExpectedContact, b: Contact) => reaches(a, b) && sameName(a, b), reaches]) {
    open = open.filter((one) => {
      const match = [...free].find((other) => alike(one, other))
      if (!match) return true
      free.delete(match)
      right.push({ expected: one, found: match })
      return false
    })
  }
  return {
    right,
    missed: open,
    wrong: [...free].filter(
      (other) => ![...expected, ...more].some((one) => reaches(one, other) || sameName(one, other)),
    ),
  }
}

/** Whether the one who is found can be reached as expected; who has neither address nor number is known by name. */
function reaches(expected: ExpectedContact, found: Contact): boolean {
  const phones = phonesOf(expected)
  if (expected.email === null && phones.length === 0) return sameName(expected, found)
  if (expected.email !== null && expected.email.toLowerCase() === found.email?.toLowerCase()) return true
  const given = [found.phone, ...found.otherPhones].filter((phone) => phone !== null)
  return phones.some((phone) => given.some((other) => samePhone(phone, other)))
}

export function sameName(expected: ExpectedContact, found: Contact): boolean {
  return expected.name !== null && found.name !== null && squeezed(expected.name) === squeezed(found.name)
}

/** Whether the first number is written in E.164 as expected; null where the truth gives none in that form. */
export function sameInternational(expected: ExpectedContact, found: Contact): boolean | null {
  const wanted = phonesOf(expected).filter((phone) => phone.startsWith('+'))
  if (wanted.length === 0) return null
  // The trunk prefix in `+44 (0)20` is not dialled from abroad.
  const digits = (phone: string) => `+${phone.replace('(0)', '').replace(/\D/g, '')}`
  const given = [found.phone, ...found.otherPhones].filter((phone) => phone !== null)
  return wanted.some((phone) => given.includes(digits(phone)))
}

function phonesOf({ phone, phones }: ExpectedContact): string[] {
  return [...new Set([phone, ...phones].filter((one) => one !== null))]
}

/** A contact in a few words, for the list of misses. */
export function contactWords({ name, email, phone }: Pick<Contact, 'name' | 'email' | 'phone'>): string {
  return [name, email, phone].filter((part) => part !== null).join(' · ')
}
