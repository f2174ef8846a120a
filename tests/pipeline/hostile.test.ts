import { describe, expect, test } from 'vitest'
import { sanitise } from '../../src/pipeline/sanitise.ts'
import { html, release } from './build-mail.ts'
import { corpusTitle, hasCorpus, readCorpus, readCorpusLines } from './corpus.ts'
import { ingest } from './ingest-plainly.ts'

const TAGS =
  'p h1 h2 h3 h4 ul ol li blockquote strong em b i u sub sup a br hr table thead tbody tfoot tr td th caption pre code'.split(
    ' ',
  )
const TAG = new RegExp(`^/?(${TAGS.join('|')})$`)
const ATTRIBUTES =
  /^(?: (?:href="(?:https?:\/\/|mailto:|tel:)[^"<>]*"|rel="noopener noreferrer nofollow"|dir="(?:rtl|auto)"|lang="[\w-]+"|(?:col|row)span="\d\d?"))*$/

/** What in the HTML is not on the allow-list. Every `<` counts, so nothing can hide from this by not being a tag. */
function intrudersIn(clean: string): string[] {
  return clean
    .split('<')
    .slice(1)
    .map((piece) => piece.slice(0, piece.indexOf('>') + 1 || undefined))
    .filter((tag) => {
      const parts = /^(\/?\w+)([^>]*)>$/.exec(tag)
      return !parts || !TAG.test(parts[1] ?? '') || !ATTRIBUTES.test(parts[2] ?? '')
    })
}

const clean = (given: string) =>
  sanitise(given)
    .blocks.map((block) => block.html)
    .join('')

const PAYLOADS = [
  '<script>alert(1)</script>',
  '<scr<script>ipt>alert(1)</scr</script>ipt>',
  '<img src=x onerror=alert(1)>',
  '<svg onload=alert(1)>',
  '<svg><animate xlink:href=#a attributeName=href values=javascript:alert(1) /><a id=a><text>x</text></a></svg>',
  '<svg><use href="data:image/svg+xml,<svg id=x xmlns=http://www.w3.org/2000/svg><script>alert(1)</script></svg>#x"/></svg>',
  '<svg></p><style><a id="</style><img src=1 onerror=alert(1)>">',
  '<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=alert(1)&gt;">',
  '<form><math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>',
  '<noscript><p title="</noscript><img src=x onerror=alert(1)>">',
  '<xmp><img src=x onerror=alert(1)></xmp>',
  '<xmp></xmp/><img src=x onerror=alert(1)>',
  '<textarea></textarea/><img src=x onerror=alert(1)>',
  '<title><img title="</title><img src=x onerror=alert(1)>">',
  '<iframe srcdoc="<script>alert(1)</script>"></iframe>',
  '<iframe><script>alert(1)</script></iframe><iframe><p onclick=alert(1)>x',
  '<a href="javascript:alert(1)">x</a>',
  '<a href="java\nscript:alert(1)">x</a>',
  '<a href="&#106;avascript:alert(1)">x</a>',
  '<a href="\u0001javascript:alert(1)">x</a>',
  '<a href="data:text/html,<script>alert(1)</script>">x</a>',
  '<a href="vbscript:msgbox(1)">x</a>',
  '<a href="//evil.example">x</a>',
  '<a href="\\\\evil.example">x</a>',
  '<a href="https:/\\evil.example" onclick=alert(1)>x</a>',
  '<a href=\'https://a.example/"onmouseover="alert(1)\'>x</a>',
  '<a href="https://a.example/?<script>">x</a>',
  '<p style="background:url(javascript:alert(1))">x</p>',
  '<p style="position:fixed;top:0;width:100%">x</p>',
  '<link rel=stylesheet href=https://evil.example/x.css>',
  '<style>@import url(https://evil.example/x.css)</style>',
  '<meta http-equiv=refresh content="0;url=javascript:alert(1)">',
  '<base href="https://evil.example/">',
  '<object data="data:text/html,<script>alert(1)</script>"></object>',
  '<embed src="https://evil.example/x.swf">',
  '<video src=x onerror=alert(1)><source onerror=alert(1)></video>',
  '<input autofocus onfocus=alert(1)>',
  '<details open ontoggle=alert(1)>x</details>',
  '<body background="https://evil.example/b.png" onload=alert(1)>x',
  '<td background="https://evil.example/b.png">x',
  '<img srcset="https://evil.example/a.png 1x">',
  '<p data-look="x" data-x="<script>">x</p>',
  '<p dir="rtl&quot; onclick=&quot;alert(1)">x</p>',
  '<p lang="en onclick=alert(1)">x</p>',
  '<td colspan="2 onclick=alert(1)">x</td>',
  '<![CDATA[<script>alert(1)</script>]]>',
  '<!--><script>alert(1)</script>-->',
  '<!--[if mso]><script>alert(1)</script><![endif]-->',
  '<%<script>alert(1)</script>%>',
  '<a href="https://a.example" title="<img src=x onerror=alert(1)>">x</a>',
  '&lt;script&gt;alert(1)&lt;/script&gt;',
  '&amp;lt;script&amp;gt;alert(1)',
  '<pre><code>&lt;script&gt;</code></pre><pre>\n<b onclick=x>a',
  '<ul><li><script>alert(1)</script><b><li onclick=x>a</ul>',
  '<table><tr><th onclick=x>a<th>b<tr><td><a href=javascript:x>c</a><td>d</table>',
]

test.each(PAYLOADS)('nothing active survives of %s', (payload) => {
  expect(intrudersIn(clean(payload))).toEqual([])
  expect(intrudersIn(clean(`<p>before</p>${payload}<p>after</p>`))).toEqual([])
})

test.each(PAYLOADS)('as plain text %s is only text', async (payload) => {
  const outcome = await ingest(release('s', payload), new Date(0))
  if (outcome.kind !== 'draft') throw new Error('no draft')
  expect(intrudersIn(outcome.draft.body.html)).toEqual([])
  expect(outcome.draft.links.filter((link) => !/^(https?|mailto):/.test(link))).toEqual([])
})

test('a UTF-7 script is decoded first, so it is found', async () => {
  const outcome = await ingest(
    release('s', '+ADw-script+AD4-alert(1)+ADw-/script+AD4-the words', 'Content-Type: text/html; charset=utf-7'),
    new Date(0),
  )
  expect(outcome).toMatchObject({
    kind: 'draft',
    draft: { body: { text: 'the words', html: '<p>the words</p>' }, removed: [{ what: 'script' }] },
  })
})

test('no string of an outcome holds a NUL or half a surrogate pair', async () => {
  const source = release('a\0b \ud83d', `x\0y &#xD800; &#0; \ud800`, ...html('').headers, 'Message-ID: <a\0b>')
  const outcome = JSON.stringify(await ingest(source, new Date(0)))
  expect(outcome).not.toContain('\\u0000')
  expect(outcome).not.toMatch(/\\ud[89a-f]/i)
})

describe.skipIf(!hasCorpus)(corpusTitle('with the payloads of the corpus'), () => {
  const payloads = ['html/xss-dompurify.jsonl', 'html/xss-payloads.jsonl'].flatMap((path) =>
    readCorpusLines<{ id: string; html: string }>(path),
  )

  test('there are at least 300', () => expect(payloads.length).toBeGreaterThanOrEqual(300))

  test.each(payloads)('nothing active survives of $id', ({ html: payload }) => {
    expect(intrudersIn(clean(payload))).toEqual([])
  })
})

describe.skipIf(!hasCorpus)(corpusTitle('with the hostile messages of the corpus'), () => {
  test.each(readCorpusLines<{ file: string; attack: string }>('truth/hostile.jsonl'))(
    '$attack',
    async ({ file, attack }) => {
      const outcome = await ingest(readCorpus(file), new Date(0))
      if (attack === 'auto-reply') {
        expect(outcome).toMatchObject({ kind: 'ignored', rule: 'auto-reply' })
        return
      }
      if (outcome.kind !== 'draft') {
        expect(outcome).toMatchObject({ kind: 'quarantined', reason: 'too-many-parts' })
        return
      }
      expect(intrudersIn(outcome.draft.body.html)).toEqual([])
      expect(outcome.draft.attachments.filter((one) => /[/\\]|^\./.test(one.name))).toEqual([])
      if (/XSS|pixel/.test(attack)) expect(outcome.draft.body.text).toMatch(/\w{4}/)
      if (/pixel/.test(attack))
        expect(outcome.draft.removed).toContainEqual(expect.objectContaining({ what: 'tracking pixel' }))
      if (/two From/.test(attack)) expect(outcome.origin.alsoFrom).toHaveLength(1)
    },
  )
})
