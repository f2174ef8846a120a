import { expect, test } from 'vitest'
import { readCopy } from '../../src/pipeline/copy.ts'
import { readSubject } from '../../src/pipeline/subject.ts'

const P =
  'The company said on Tuesday that the new telephone rings only if the caller is a person whom the owner wants to speak to.'
const read = (html: string) => readCopy([{ text: null, html }], readSubject('Acme launches'))
const link = (words: string) => `<a href="https://acme.example/${words.length}">${words}</a>`
const sheet = (...rows: string[]) =>
  `<table width="100%"><tr><td><table>${rows.map((row) => `<tr><td>${row}</td></tr>`).join('')}</table></td></tr></table>`

test.each<[title: string, row: string]>([
  ['a link to the web', link('View this email in your browser')],
  [
    'a link to the web in German',
    `Falls diese E-Mail nicht richtig angezeigt wird, klicken Sie bitte ${link('hier')}.`,
  ],
  ['a menu', `${link('Webversion')} | ${link('Weiterleiten')}`],
  ['networks', `${link('Facebook')} | ${link('Twitter')} | ${link('LinkedIn')}`],
  ['an invitation to networks', `Follow us on ${link('LinkedIn')}`],
  [
    'a row of cells',
    `<table><tr><td>${link('Facebook')}</td><td>${link('Instagram')}</td><td>${link('Website')}</td></tr></table>`,
  ],
  ['why one gets it', `You are receiving this email because you opted in at our website.<br>${link('Unsubscribe')}`],
  [
    'why one gets it in German',
    `Sie erhalten diese E-Mail, weil Sie sich für unseren Presseverteiler angemeldet haben. Sie können sich ${link('hier abmelden')}.`,
  ],
  [
    'why one gets it in French',
    `Vous recevez cet e-mail parce que vous êtes inscrit à notre liste de presse. ${link('Se désabonner')}`,
  ],
  [
    'why one gets it in Spanish',
    `Recibe este correo porque está suscrito a nuestra lista de prensa. ${link('Darse de baja')}`,
  ],
  ['why one gets it in Polish', `Otrzymujesz tę wiadomość, ponieważ jesteś na naszej liście. ${link('Wypisz się')}`],
  [
    'rights and an address below',
    `${link('Unsubscribe')}<br>Copyright © 2026 Acme Ltd, All rights reserved.<br>Acme Ltd, 1 Main Street, London N1 1AA`,
  ],
])('the copy is without the dress of a newsletter, which is named: %s', (_title, row) => {
  for (const page of [sheet('<h1>Acme launches</h1>', P, P, row), sheet(row, '<h1>Acme launches</h1>', P, P)]) {
    const top = page.indexOf(row) < page.indexOf('<h1>')
    // What the law asks for stands below.
    if (top && /you|Sie|Vous|Recibe|Otrzymujesz|Unsubscribe/.test(row) && !/Falls|View|Follow/.test(row)) continue
    const { blocks, removed } = read(page)
    expect(blocks.map((block) => block.text)).toEqual(['Acme launches', P, P])
    expect(removed).toMatchObject([{ what: 'list footer' }])
  }
})

test.each([
  'Acme lets customers unsubscribe from all calls with a single click.',
  'You are receiving more calls than you want, and the new telephone knows that.',
  'Web version of the telephone opens in May',
  'Facebook opens an office in Oslo.',
  'Share prices fell.',
  'Follow us on Tuesday to the opening of the factory in Oslo.',
  'The telephone connects to Facebook, Instagram and WhatsApp.',
  'Twitter: @acme_press',
  '© Acme 2026. The picture may be used with this release.',
])('what may be news stays: %s', (words) => {
  for (const page of [sheet(words, P, P), sheet(P, P, words), `<p>${words}</p><p>${P}</p>`])
    expect(read(page).body.text).toContain(words)
})

const HIDDEN = [
  'display:none',
  'display:none !important;visibility:hidden',
  'max-height:0px;overflow:hidden',
  'font-size:0',
  'font-size:1px;line-height:1px',
  'opacity:0',
  'mso-hide:all',
  'color:#fff;background:#ffffff',
  'position:absolute;left:-9999px',
  'text-indent:-9999px',
  'color:transparent',
  'width:0;height:0;overflow:hidden',
]

test.each(HIDDEN)('a preview line that no reader sees is not in the copy: %s', (style) => {
  const { body, removed } = read(`<div style="${style}">Preview of the news</div><p>${P}</p><p>${P}</p>`)
  expect(body.text).toBe(`${P}\n\n${P}`)
  expect(removed).toContainEqual({ what: 'hidden text', detail: 'Preview of the news' })
})

test('a preview line that the style sheet hides is not in the copy, what is hidden on small screens is', () => {
  const page = `<style>.preheader { display: none !important } @media (max-width: 480px) { .wide { display: none } }</style><span class="preheader">Preview</span><p class="wide">${P}</p><p>${P}</p>`
  expect(read(page).body.text).toBe(`${P}\n\n${P}`)
})

test.each<[title: string, page: string, kinds: string[]]>([
  [
    'large text',
    `<div style="font-size:24px">Acme launches</div><div>${P}</div><div>${P}</div>`,
    ['heading', 'paragraph', 'paragraph'],
  ],
  [
    'large text in points',
    `<p><span style="font-size:18.0pt">Acme launches</span></p><p style="font-size:11pt">${P}</p><p>${P}</p>`,
    ['heading', 'paragraph', 'paragraph'],
  ],
  [
    'an old font element',
    `<font size="5"><b>Acme launches</b></font><br><br>${P}<br><br>${P}`,
    ['heading', 'paragraph', 'paragraph'],
  ],
  ['a large lead', `<p style="font-size:20px">${P}</p><p>${P}</p><p>${P}</p>`, ['paragraph', 'paragraph', 'paragraph']],
  [
    'large text all over',
    `<div style="font-size:20px"><p>Acme launches</p><p>${P}</p><p>${P}</p></div>`,
    ['paragraph', 'paragraph', 'paragraph'],
  ],
  ['a large letter', `<p><span style="font-size:40px">T</span>he company</p><p>${P}</p>`, ['paragraph', 'paragraph']],
])('headings are what looks like one: %s', (_title, page, kinds) => {
  expect(read(page).blocks.map((block) => block.kind)).toEqual(kinds)
})

test('a list of Word is a list', () => {
  const item = (words: string) =>
    `<p class="MsoListParagraph" style="mso-list:l0 level1 lfo1"><![if !supportLists]><span style="font-family:Symbol"><span style="mso-list:Ignore">·<span style="font:7.0pt 'Times New Roman'">&nbsp;&nbsp;&nbsp;&nbsp; </span></span></span><![endif]>${words}<o:p></o:p></p>`
  const { blocks } = read(
    `<p class="MsoNormal">${P}<o:p></o:p></p>${item('It rings less')}${item('It costs <b>less</b>')}<p class="MsoNormal"><o:p>&nbsp;</o:p></p><p>${P}</p>`,
  )
  expect(blocks.map((block) => block.kind)).toEqual(['paragraph', 'list', 'paragraph'])
  expect(blocks[1]).toMatchObject({
    text: '- It rings less\n- It costs less',
    html: '<ul><li>It rings less</li><li>It costs <b>less</b></li></ul>',
  })
})
