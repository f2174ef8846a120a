import { expect, test } from 'vitest'
import { isVouchedFor, mailHouseOf } from '../../src/pipeline/mail-house.ts'

test.each([
  ['press@ministry.example', 'ministry.example'],
  ['Press@News.Ministry.co.uk', 'ministry.co.uk'],
  ['jane.doe@gmail.com', null],
  ['nobody', null],
  [null, null],
])('the house of %s is %s', (address, house) => {
  expect(mailHouseOf(address)).toBe(house)
})

const colleague = { address: 'sam@paper.example', name: null }
test.each([
  ['the message itself', { forwardedBy: null, recipients: [] }, true],
  ['a colleague’s forward', { forwardedBy: colleague, recipients: ['desk@Paper.example'] }, true],
  [
    'a stranger’s forward',
    { forwardedBy: { address: 'x@elsewhere.example', name: null }, recipients: ['desk@paper.example'] },
    false,
  ],
  ['a forward to nobody known', { forwardedBy: colleague, recipients: [] }, false],
])('%s vouches for the sender: %s', (_what, origin, vouched) => {
  expect(isVouchedFor(origin)).toBe(vouched)
})
