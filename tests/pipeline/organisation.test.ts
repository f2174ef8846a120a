import { describe, expect, it } from 'vitest'
import type { Address, Boilerplate, Contact } from '../../src/pipeline/draft.ts'
import { findOrganisation } from '../../src/pipeline/organisation.ts'
import { readText } from './foot-sheet.ts'

const { given } = readText('Headline\n\nAcme Boats opens a yard.', false, 'en')

function contact(organisation: string | null, email: string | null = null): Contact {
  return {
    name: 'Jane Doe',
    role: null,
    organisation,
    email,
    phone: null,
    otherPhones: [],
    confidence: 1,
    evidence: null,
  }
}

function about(heading: string | null, text = 'Acme Boats builds ferries.'): Boilerplate {
  return { heading, text, evidence: null }
}

function issuer(
  boilerplate: Boilerplate[],
  contacts: Contact[] = [],
  from: Address | null = null,
  signature: string[] = [],
) {
  return findOrganisation({ boilerplate, contacts, signature }, from, given)
}

describe('The organisation', () => {
  it('is the one that the boilerplate is about, as its text writes it', () => {
    expect(issuer([about('ABOUT ACME BOATS')])).toMatchObject({ value: 'Acme Boats' })
    expect(issuer([about(null, 'Acme Boats is a builder of ferries.')])).toMatchObject({ value: 'Acme Boats' })
  })

  it('is, of several, the one of the sender’s domain', () => {
    const two = [about('About Beta Batteries', 'Beta Batteries makes cells.'), about('About Acme Boats')]
    expect(issuer(two)?.value).toBe('Beta Batteries')
    expect(issuer(two, [], { address: 'press@acmeboats.example', name: null })?.value).toBe('Acme Boats')
  })

  it('is that of a contact, or of the signature', () => {
    expect(issuer([], [contact('Acme Boats Ltd')])?.value).toBe('Acme Boats Ltd')
    expect(issuer([], [], null, ['Jane Doe', 'Acme Foundation'])?.value).toBe('Acme Foundation')
  })

  it.each([
    ['Acme Press Office', 'Acme'],
    ['Jane Doe | Acme Boats', 'Acme Boats'],
    ['Jane Doe (Acme Boats)', 'Acme Boats'],
  ])('is in the name %s', (name, expected) => {
    expect(issuer([], [], { address: 'x@mailhost.example', name })?.value).toBe(expected)
  })

  it('is surer where more say the same', () => {
    const alone = issuer([about('About Acme Boats')])
    const both = issuer([about('About Acme Boats')], [contact('Acme Boats')], {
      address: 'a@acmeboats.example',
      name: null,
    })
    expect(both?.confidence).toBeGreaterThan(alone?.confidence ?? 1)
  })

  it('is hardly more than a guess from a domain alone, and nothing from anybody’s mail', () => {
    expect(issuer([], [], { address: 'press@acme.example', name: 'Jane Doe' })).toMatchObject({
      value: 'Acme',
      confidence: 0.3,
      evidence: null,
    })
    expect(issuer([], [], { address: 'jane.doe@gmail.com', name: 'Jane Doe' })).toBeNull()
  })

  it('is shown where the copy names it', () => {
    expect(issuer([about('About Acme Boats')])?.evidence).toMatchObject({ part: 'text' })
  })
})
