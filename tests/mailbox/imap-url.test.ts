import { expect, test } from 'vitest'
import { ImapUrlError, parseImapUrl } from '../../src/mailbox/imap-url.ts'

const plain = { username: 'desk', password: 'secret', host: 'mail.example.org', folder: 'INBOX', since: null }

test.each([
  [
    'imaps://desk:secret@mail.example.org',
    { ...plain, port: 993, security: 'tls', afterFiling: 'keyword', moveTo: null },
  ],
  ['imaps://desk:secret@mail.example.org/', { folder: 'INBOX' }],
  ['imap://desk:secret@mail.example.org', { ...plain, port: 143, security: 'none' }],
  ['imap://desk:secret@mail.example.org?starttls=1', { port: 143, security: 'starttls' }],
  ['imaps://desk:secret@mail.example.org:1993?starttls=1', { port: 1993, security: 'tls' }],
  [
    'imaps://desk%40example.org:p%40ss%2Fw%3Ard%25@mail.example.org',
    { username: 'desk@example.org', password: 'p@ss/w:rd%' },
  ],
  ['imaps://desk%40example.org:secret@mail.example.org', { name: 'desk@example.org' }],
  ['imaps://desk:secret@mail.example.org?name=News%20desk', { name: 'News desk' }],
  ['imaps://desk:secret@mail.example.org/Press/In', { folder: 'Press/In' }],
  ['imaps://desk:secret@mail.example.org/Presse%20f%C3%BCr%20uns', { folder: 'Presse für uns' }],
  ['imaps://desk:secret@mail.example.org?folder=Press', { folder: 'Press' }],
  ['imaps://desk:secret@[2001:db8::1]/', { host: '2001:db8::1' }],
  ['imaps://desk:secret@h?since=2026-11-24', { since: '2026-11-24' }],
  ['imaps://desk:secret@h?since=2026-11-24', { fromNow: false }],
  ['imaps://desk:secret@h?since=now', { since: null, fromNow: true }],
  ['imaps://desk:secret@h', { since: null, fromNow: false, junkFolder: null, listOnly: false, canaryMinutes: null }],
  ['imaps://desk:secret@h?junk=Junk%20E-Mail', { folder: 'INBOX', junkFolder: 'Junk E-Mail', listOnly: false }],
  ['imaps://desk:secret@h?canary=15', { canaryMinutes: 15 }],
  ['imaps://desk:secret@h?after=nothing', { afterFiling: 'nothing', moveTo: null }],
  ['imaps://desk:secret@h?moveTo=Filed', { afterFiling: 'move', moveTo: 'Filed' }],
  ['imaps://desk:secret@h?after=keyword&moveTo=Filed', { afterFiling: 'keyword', moveTo: null }],
])('%s is read', (url, expected) => {
  expect(parseImapUrl(url)).toMatchObject(expected)
})

test.each([
  ['mail.example.org', /Not a mailbox URL/],
  ['https://desk:secret@mail.example.org', /Not a mailbox URL/],
  ['imaps://desk@mail.example.org', /user, password and host/],
  ['imaps://mail.example.org', /user, password and host/],
  ['imaps://desk:50%@mail.example.org', /password .* bare %; write it as %25/],
  ['imaps://desk:secret@h?since=yesterday', /day such as/],
  ['imaps://desk:secret@h?since=2026-02-30', /day such as/],
  ['imaps://desk:secret@h/Press?junk=Press', /another folder/],
  ['imaps://desk:secret@h?canary=0', /from 1 to 1440/],
  ['imaps://desk:secret@h?canary=often', /from 1 to 1440/],
  ['imaps://desk:secret@h?canary=1441', /from 1 to 1440/],
  ['imaps://desk:secret@h?after=delete', /keyword, move, nothing/],
  ['imaps://desk:secret@h?after=move', /needs moveTo/],
  ['imaps://desk:secret@h/Press?moveTo=Press', /another folder/],
  ['imaps://desk:secret@h/Press%0D%0AA1%20LOGOUT', /control character/],
  ['imaps://desk:secret@h?moveTo=Filed%00', /control character/],
])('%s is refused with the remedy and without the password', (url, remedy) => {
  const read = () => parseImapUrl(url)
  expect(read).toThrow(ImapUrlError)
  expect(read).toThrow(remedy)
  expect(read).not.toThrow(/secret|50%/)
})
