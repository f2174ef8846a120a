import { expect, test } from 'vitest'
import { readCopy } from '../../src/pipeline/copy.ts'
import { unwrapLink } from '../../src/pipeline/links.ts'

const INNER = 'https://acme.example/news?id=7&lang=de#top'
const coded = encodeURIComponent(INNER)
const base64 = (text: string) => Buffer.from(text).toString('base64url')

test.each<[title: string, wrapped: string, inner: string]>([
  ['Outlook', `https://eur01.safelinks.protection.outlook.com/?url=${coded}&data=05%7C01&sdata=x&reserved=0`, INNER],
  ['Google', `https://www.google.com/url?q=${coded}&source=gmail&ust=1`, INNER],
  ['Google with url', `https://www.google.de/url?sa=t&url=${coded}`, INNER],
  ['Facebook', `https://l.facebook.com/l.php?u=${coded}&h=AT0`, INNER],
  ['Instagram', `https://l.instagram.com/?u=${coded}&e=AT0`, INNER],
  ['LinkedIn', `https://www.linkedin.com/safety/go?url=${coded}&trk=x`, INNER],
  ['LinkedIn, the older', `https://www.linkedin.com/redir/redirect?url=${coded}`, INNER],
  ['YouTube', `https://www.youtube.com/redirect?event=video&q=${coded}`, INNER],
  ['Proofpoint 1', `https://urldefense.proofpoint.com/v1/url?u=${coded}&k=x`, INNER],
  [
    'Proofpoint 2',
    'https://urldefense.proofpoint.com/v2/url?u=https-3A__acme.example_news-3Fid-3D7-26lang-3Dde-23top&d=DwMF&c=x',
    INNER,
  ],
  [
    'Proofpoint 3',
    'https://urldefense.com/v3/__https://acme.example/news__;!!ABC123!xyz$',
    'https://acme.example/news',
  ],
  [
    'Proofpoint 3 with letters put elsewhere',
    `https://urldefense.com/v3/__https://acme.example/a*b__;${base64('ü')}!!x$`,
    'https://acme.example/aüb',
  ],
  [
    'Proofpoint 3 with a run of them',
    `https://urldefense.com/v3/__https://acme.example/a**Bb__;${base64('#+?')}!!x$`,
    'https://acme.example/a#+?b',
  ],
  ['Barracuda', `https://linkprotect.cudasvc.com/url?a=${coded}&c=E,1,x&typo=1`, INNER],
  ['Cisco', `https://secure-web.cisco.com/1abc-Def/${coded}`, INNER],
  [
    'Sophos',
    `https://eu-west-1.protection.sophos.com/?d=acme.example&u=${Buffer.from(INNER).toString('base64')}&i=x`,
    INNER,
  ],
  ['FireEye', `https://protect2.fireeye.com/v1/url?k=1&q=1&e=2&u=${coded}`, INNER],
  ['Symantec', `https://clicktime.symantec.com/15t?h=x&u=${coded}`, INNER],
  ['Check Point', 'https://protect.checkpoint.com/v2/___https://acme.example/news___.YXA', 'https://acme.example/news'],
  ['Slack', `https://slack-redir.net/link?url=${coded}`, INNER],
  ['PR Newswire', `https://c212.net/c/link/?t=0&l=en&o=1-1&h=1&u=${coded}&a=acme`, INNER],
  ['Business Wire', `https://cts.businesswire.com/ct/CT?id=smartlink&url=${coded}&esheet=1&lan=en-US&index=1`, INNER],
  [
    'Mandrill',
    `https://mandrillapp.com/track/click/1/acme.example?p=${base64(JSON.stringify({ s: 'x', v: 1, p: JSON.stringify({ u: 1, url: INNER }) }))}`,
    INNER,
  ],
  ['Amazon', `https://x.r.eu-west-1.awstrack.me/L0/${coded}/1/abc/def=1`, INNER],
  ['Mailjet', `https://x.mjt.lu/lnk/AVcA/1/abc/${base64(INNER)}`, INNER],
  ['Substack', `https://substack.com/redirect/2/${base64(JSON.stringify({ e: INNER }))}.sig`, INNER],
  ["a press office's own counter", `https://news.acme.example/click?u=${coded}&m=1`, INNER],
  [
    'a counter with base64',
    `https://news.acme.example/track/click.php?m=1&url=${Buffer.from(INNER).toString('base64')}`,
    INNER,
  ],
  [
    'a mail address',
    `https://eur01.safelinks.protection.outlook.com/?url=${encodeURIComponent('mailto:press@acme.example')}&data=1`,
    'mailto:press@acme.example',
  ],
  [
    'one in another',
    `https://eur01.safelinks.protection.outlook.com/?url=${encodeURIComponent(`https://www.google.com/url?q=${coded}`)}`,
    INNER,
  ],
  [
    'its tracking too',
    `https://www.google.com/url?q=${encodeURIComponent('https://acme.example/?utm_source=x&id=7')}`,
    'https://acme.example/?id=7',
  ],
])('unwraps %s', (_title, wrapped, inner) => {
  expect(unwrapLink(wrapped)).toBe(inner)
})

test.each<[given: string, expected: string]>([
  ['https://acme.example/?utm_source=nl&utm_medium=email', 'https://acme.example/'],
  ['https://acme.example/a?utm_source=nl&id=7&utm_campaign=x#part', 'https://acme.example/a?id=7#part'],
  ['https://acme.example/a?id=7&fbclid=x', 'https://acme.example/a?id=7'],
  ['https://acme.example/a?mc_cid=1&mc_eid=2', 'https://acme.example/a'],
  ['https://acme.example/a?_hsenc=1&_hsmi=2&q=%C3%A4+b%20c&&x', 'https://acme.example/a?q=%C3%A4+b%20c&&x'],
  ['https://acme.example/a?a=1&amp;utm_source=x', 'https://acme.example/a?a=1'],
  ['https://acme.example/a?a=1;utm_source=x', 'https://acme.example/a?a=1'],
  ['https://acme.example/a#utm_source=x', 'https://acme.example/a'],
  ['https://acme.example/a?UTM_Source=x', 'https://acme.example/a'],
])('takes the tracking off %s', (given, expected) => {
  expect(unwrapLink(given)).toBe(expected)
})

test.each<[given: string, expected: string]>([
  ['https://bank.example@thief.example/', 'https://thief.example/'],
  ['https://name:word@thief.example/a?b=c', 'https://thief.example/a?b=c'],
  ['https://thief.example\\@bank.example/', 'https://thief.example/@bank.example/'],
  ['https://a.example/out?url=https%3A%2F%2Fbank.example%40thief.example%2F', 'https://thief.example/'],
  ['https://a.example/@name', 'https://a.example/@name'],
])('nothing passes for the host: %s', (given, expected) => {
  expect(unwrapLink(given)).toBe(expected)
})

test.each([
  'https://acme.example/?source=1&ref=2&id=3&cid=4',
  'https://acme.example/path/?q=a%2Fb#frag?utm=1',
  'https://acme.example/login?redirect=https%3A%2F%2Facme.example%2Fhome',
  'https://www.facebook.com/sharer/sharer.php?u=https%3A%2F%2Facme.example',
  'https://twitter.com/intent/tweet?url=https%3A%2F%2Facme.example',
  'https://acme.us1.list-manage.com/track/click?u=0123456789abcdef&id=abc&e=def',
  'https://protect-eu.mimecast.com/s/AbCdEf?domain=acme.example',
  'https://web.archive.org/web/2026/https://acme.example/',
  'https://u123.ct.sendgrid.net/ls/click?upn=u001.abc',
  'https://www.google.com/url?q=javascript:alert(1)',
  'https://www.google.com/url?q=//evil.example/',
  'https://urldefense.com/v3/__',
  'https://urldefense.proofpoint.com/v2/url?u=%E0%A4%A&d=1',
  'https://substack.com/redirect/2/e30',
  'mailto:press@acme.example?subject=utm_source=x',
  'tel:+441',
  'not a link',
  '',
])('leaves %s as it is', (href) => {
  expect(unwrapLink(href)).toBe(href)
})

test('wrappers without end come to one', () => {
  let href = INNER
  for (let depth = 0; depth < 8; depth++) href = `https://www.google.com/url?q=${encodeURIComponent(href)}`
  expect(unwrapLink(href)).toMatch(/^https:\/\/www\.google\.com\/url/)
})

const linksOf = (html: string) => readCopy([{ text: null, html }], { isReply: false, isForward: false })

test('body and list of links both have the address itself', () => {
  const wrapped = `https://eur01.safelinks.protection.outlook.com/?url=${coded}&data=1`
  const { links, body } = linksOf(`<p>Read <a href="${wrapped.replace(/&/g, '&amp;')}">the report</a>.</p>`)
  expect(links).toEqual([INNER])
  expect(body.html).toContain('href="https://acme.example/news?id=7&amp;lang=de#top"')
  expect(
    readCopy([{ text: { value: `See ${wrapped}`, flowed: false, delSp: false }, html: null }], {
      isReply: false,
      isForward: false,
    }).links,
  ).toEqual([INNER])
})

test('what only serves the mailing is not listed', () => {
  const { links } = linksOf(
    `<p>The <a href="https://acme.example/report">report</a> is out. Ask <a href="mailto:press@acme.example">us</a>.</p>
     <p>We wrote of it on <a href="https://www.linkedin.com/posts/acme-1">our page</a>.</p>
     <p><a href="https://www.facebook.com/acme">Facebook</a> <a href="https://x.com/acme">X</a> <a href="https://www.instagram.com/acme">Instagram</a></p>
     <p><a href="https://acme.example/unsubscribe?x=1">here</a> <a href="https://m.acme.example/1">Unsubscribe</a> <a href="https://m.acme.example/2">View in browser</a></p>`,
  )
  expect(links).toEqual([
    'https://acme.example/report',
    'mailto:press@acme.example',
    'https://www.linkedin.com/posts/acme-1',
  ])
})

test('hostile addresses cost little', () => {
  const begun = performance.now()
  for (const href of [
    `https://x.example/?${'a&'.repeat(2000)}`,
    `https://urldefense.com/v3/__${'*'.repeat(3000)}__;${'A'.repeat(900)}`,
    `https://www.google.com/url?q=${'%25'.repeat(1300)}`,
    `https://protect.checkpoint.com/v2/${'___'.repeat(1300)}`,
  ])
    for (let round = 0; round < 50; round++) unwrapLink(href)
  expect(performance.now() - begun).toBeLessThan(2000)
})
