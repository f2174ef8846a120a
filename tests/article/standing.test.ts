import { expect, test } from 'vitest'
import { standingOf } from '../../src/article/standing.ts'

const [OWN, FIRST_HAND, HEARSAY] = [0, 1, 2]

test.each([
  // From, its house, vouched for, whom one may ask, and how near that is.
  ['press@port.example', 'port.example', true, ['press@port.example'], OWN],
  ['news@mail.port.example', 'port.example', true, ['Mira@Port.example'], OWN],
  ['news@port.example', 'port.example', true, ['mira@media.port.example'], OWN],
  ['mira@agency.example', 'agency.example', true, ['boss@port.example', 'mira@agency.example'], OWN],
  ['mira.holt@gmail.com', null, true, ['Mira.Holt@gmail.com'], OWN],
  // Addresses of a provider are anybody's.
  ['mira.holt@gmail.com', null, true, ['somebody.else@gmail.com'], FIRST_HAND],
  // Another house that ends alike.
  ['press@port.example', 'port.example', true, ['press@airport.example'], FIRST_HAND],
  ['wire@agency.example', 'agency.example', true, ['press@port.example'], FIRST_HAND],
  ['press@port.example', 'port.example', true, [], FIRST_HAND],
  [undefined, null, true, ['press@port.example'], FIRST_HAND],
  ['press@port.example', null, false, ['press@port.example'], HEARSAY],
] as const)('%s of %s, vouched for %s, asking at %j: %i', (address, house, vouched, emails, standing) => {
  const contacts = emails.map((email) => ({ email }))
  expect(standingOf({ address, house, vouched }, contacts)).toBe(standing)
})

test('a contact without an address says nothing of the sender', () => {
  expect(standingOf({ address: 'a@port.example', house: 'port.example', vouched: true }, [{ email: null }])).toBe(
    FIRST_HAND,
  )
})
