import { expect, test } from 'vitest'
import { nestsDeeperThan, readVisibleText } from '../../src/pipeline/html-scan.ts'
import { MAX_HTML_DEPTH, MAX_HTML_LENGTH, sanitise } from '../../src/pipeline/sanitise.ts'
import { cpuTime } from './cpu-time.ts'

const clean = (html: string) => {
  const { blocks, removed, structured } = sanitise(html)
  return {
    html: blocks.map((block) => block.html).join(''),
    text: blocks.map((block) => block.text).join('\n'),
    removed,
    structured,
  }
}

test.each([
  [
    'paragraphs and inline marks',
    '<p>A <b>b</b> <i>c</i> <u>d</u> H<sub>2</sub>O</p>',
    '<p>A <b>b</b> <i>c</i> <u>d</u> H<sub>2</sub>O</p>',
  ],
  ['headings, the small ones as h4', '<h1>A</h1><h3>B</h3><h6>C</h6>', '<h1>A</h1><h3>B</h3><h4>C</h4>'],
  [
    'a line that is bold by style, where the copy is not',
    '<div style="font-weight:700">Old mill</div><div>A mill that is old was sold today.</div>',
    '<p><strong>Old mill</strong></p><p>A mill that is old was sold today.</p>',
  ],
  [
    'no bold where all the copy is',
    '<div style="font-weight:700"><p>Old mill</p><p>A mill that is old was sold today.</p></div>',
    '<p>Old mill</p><p>A mill that is old was sold today.</p>',
  ],
  [
    'no bold that is taken back inside',
    '<p style="font-weight:bold"><span style="font-weight:normal">Old mill</span></p><p>A mill that is old was sold.</p>',
    '<p>Old mill</p><p>A mill that is old was sold.</p>',
  ],
  ['lists', '<ul><li>a<li>b<ul><li>c</ul></ul>', '<ul><li>a</li><li>b<ul><li>c</li></ul></li></ul>'],
  ['a quotation', '<blockquote><p>a</p><p>b</p></blockquote>', '<blockquote><p>a</p><p>b</p></blockquote>'],
  ['code', '<pre>a\n  b</pre><p><kbd>c</kbd></p>', '<pre>a\n  b</pre><p><code>c</code></p>'],
  ['divs as paragraphs', '<div>a</div><div>b<div>c</div>d</div>', '<p>a</p><p>b</p><p>c</p><p>d</p>'],
  ['two line breaks as a new paragraph', 'a<br>b<br><br>c', '<p>a<br>b</p><p>c</p>'],
  ['marks across paragraphs', '<b>a<p>b</p>c</b>', '<p><b>a</b></p><p><b>b</b></p><p><b>c</b></p>'],
  ['unknown elements as their text', '<article><x-y>a</x-y> <font face=x>b</font></article>', '<p>a b</p>'],
  [
    'direction of the page on each paragraph',
    '<html dir="rtl"><body><p>א</p><p dir="ltr">a</p></body></html>',
    '<p dir="rtl">א</p><p>a</p>',
  ],
  ['language of the paragraph', '<p lang="de-AT">a</p>', '<p lang="de-AT">a</p>'],
  ['no class, id or style', '<p class=a id=b style="color:red">a</p>', '<p>a</p>'],
  [
    'http, https, mailto and tel links',
    '<p><a href="https://a.example/?a=1&amp;b=2" target=_blank>a</a> <a href="mailto:a@b.example">b</a> <a href="tel:+49">c</a></p>',
    '<p><a href="https://a.example/?a=1&amp;b=2" rel="noopener noreferrer nofollow">a</a> <a href="mailto:a@b.example" rel="noopener noreferrer nofollow">b</a> <a href="tel:+49" rel="noopener noreferrer nofollow">c</a></p>',
  ],
  [
    'other links as their text',
    '<p><a href="javascript:alert(1)">a</a> <a href="//evil.example">b</a> <a href="/x">c</a> <a href="#d">d</a> <a href="ftp://e">e</a> <a href="data:text/html,x">f</a></p>',
    '<p>a b c d e f</p>',
  ],
  [
    'a table of figures',
    '<table><tr><th>Year<th>Sales<tr><td>2025<td>12<tr><td colspan=2>n/a</table>',
    '<table><tr><th>Year</th><th>Sales</th></tr><tr><td>2025</td><td>12</td></tr><tr><td colspan="2">n/a</td></tr></table>',
  ],
  [
    'a layout table as paragraphs',
    '<table><tr><td><table><tr><td><h1>A</h1></td></tr><tr><td><p>b</p></td></tr></table></td></tr></table>',
    '<h1>A</h1><p>b</p>',
  ],
  ['a figure', '<figure><img src="cid:a"><figcaption>The caption</figcaption></figure>', '<p>The caption</p>'],
  ['empty paragraphs are dropped', '<p>&nbsp;</p><p>a</p><p><br></p>', '<p>a</p>'],
  ['white space is collapsed', '<p>\n a\n\tb  </p>', '<p>a b</p>'],
  ['entities', '<p>&lt;b&gt; &amp; &eacute; &#8211; &quot;</p>', '<p>&lt;b&gt; &amp; é – "</p>'],
  [
    'Word paragraphs',
    '<p class=MsoNormal><span style="font-family:Calibri">a<o:p></o:p></span></p><p class=MsoNormal><o:p>&nbsp;</o:p></p>',
    '<p>a</p>',
  ],
  ['a rule', '<p>a</p><hr><p>b</p>', '<p>a</p><hr><p>b</p>'],
])('cleans %s', (_title, given, expected) => {
  expect(clean(given).html).toBe(expected)
})

test.each<[title: string, html: string, what: string, detail: string]>([
  ['a script', '<script>x</script>', 'script', 'in the message itself'],
  ['a script by address', '<script src="https://a.example/x.js"></script>', 'script', 'https://a.example/x.js'],
  [
    'a tracking pixel',
    '<img src="https://t.example/o.gif" width="1" height="1">',
    'tracking pixel',
    'https://t.example/o.gif',
  ],
  [
    'a tracking pixel by style',
    '<img src="https://t.example/o.gif" style="width:0px">',
    'tracking pixel',
    'https://t.example/o.gif',
  ],
  [
    'a hidden picture',
    '<img src="https://t.example/o.gif" style="display:none">',
    'tracking pixel',
    'https://t.example/o.gif',
  ],
  ['a remote picture', '<img src="https://a.example/p.jpg" width=600>', 'remote image', 'https://a.example/p.jpg'],
  ['a remote picture without a scheme', '<img src="//a.example/p.jpg">', 'remote image', '//a.example/p.jpg'],
  ['a remote background', '<td background="https://a.example/b.png">x</td>', 'remote image', 'https://a.example/b.png'],
  [
    'a remote style image',
    '<p style="background:url(\'https://a.example/b.png\')">x</p>',
    'remote image',
    'https://a.example/b.png',
  ],
  ['a form', '<form><input name=a></form>', 'form', '<form>'],
  ['a frame', '<iframe src="https://a.example/"></iframe>', 'frame', 'https://a.example/'],
  ['an event handler', '<p onclick="x()">a</p>', 'event handler', 'onclick of <p>'],
  ['an unsafe link', '<a href="javascript:alert(1)">a</a>', 'unsafe link', 'javascript:alert(1)'],
  ['a style sheet', '<style>p{}</style>', 'style', 'style sheet'],
  ['a drawing', '<svg><path/></svg>', 'object', '<svg>'],
  ['a refresh', '<meta http-equiv="refresh" content="0;url=https://a.example">', 'markup', '<meta>'],
  ['display:none', '<p>a</p><div style="display:none">the secret</div>', 'hidden text', 'the secret'],
  ['visibility:hidden', '<p>a</p><span style="visibility:hidden">the secret</span>', 'hidden text', 'the secret'],
  ['font-size:0', '<p>a</p><span style="font-size:0px">the secret</span>', 'hidden text', 'the secret'],
  ['mso-hide', '<p>a</p><div style="mso-hide:all">the secret</div>', 'hidden text', 'the secret'],
  [
    'white on white',
    '<p>a</p><p style="color:#fff;background-color:white">the secret</p>',
    'hidden text',
    'the secret',
  ],
  ['white on the ground of the page', '<p>a</p><p style="color:#fefefe">the secret</p>', 'hidden text', 'the secret'],
  [
    'white in a white frame',
    '<p>a</p><div style="background:#fff"><font color="white">the secret</font></div>',
    'hidden text',
    'the secret',
  ],
  [
    'what is inside of what is not drawn',
    '<p>a</p><div style="visibility:hidden"><p>the secret</p></div>',
    'hidden text',
    'the secret',
  ],
  [
    'a preview line',
    '<div style="max-height:0;overflow:hidden">the preview &zwnj;&nbsp;&zwnj;&nbsp;</div><p>a</p>',
    'hidden text',
    'the preview',
  ],
  ['the hidden attribute', '<p>a</p><p hidden>the secret</p>', 'hidden text', 'the secret'],
])('reports %s', (_title, html, what, detail) => {
  const result = clean(`${html}<p>the copy</p>`)
  expect(result.removed).toContainEqual({ what, detail })
  expect(result.html).toContain('the copy')
  expect(result.html).not.toMatch(/secret|preview|<(script|img|form|input|iframe|style|svg|meta)|onclick|javascript/)
})

test.each([
  [
    'a template cell of size 0 with text of its own size',
    '<td style="font-size:0"><div style="font-size:14px">seen</div></td>',
  ],
  ['white text on a dark ground', '<p style="color:#fff;background:#003366">seen</p>'],
  ['white text in a cell on a dark ground', '<table bgcolor=navy><td><font color=white>seen</font></td></table>'],
  ['white text on a picture', '<table background="https://a.example/b.png"><td style="color:#fff">seen</td></table>'],
  [
    'white text in a white cell with a picture',
    '<table bgcolor="#ffffff" background="https://a.example/b.png"><td style="color:#fff">seen</td></table>',
  ],
  ['yellow text', '<p style="color:#fff200">seen</p>'],
  [
    'white text on a white ground with a picture',
    '<div style="background:#fff url(https://a.example/b.png)"><p style="color:#fff">seen</p></div>',
  ],
  ['dark text in a white one', '<div style="color:#fff"><p style="color:#111">seen</p></div>'],
  ['white text where a style sheet sets grounds', '<style>td{background:#036}</style><p style="color:#fff">seen</p>'],
  [
    'what is drawn inside of what is not',
    '<div style="visibility:hidden"><p style="visibility:visible">seen</p></div>',
  ],
  ['an element that is only called a preview', '<div class="preview-box">seen</div>'],
  ['a button that only Outlook hides', '<a href="https://a.example/" style="mso-hide:all">seen</a>'],
  ['a picture of a pixel is no text', '<p>seen<img src="https://a.example/o.gif" width=1></p>'],
])('keeps %s', (_title, html) => {
  expect(clean(html).text).toBe('seen')
})

test.each([
  ['in a word', '<p>EMB<span style="display:none">x</span>ARGO</p>', 'EMBARGO'],
  ['in a figure', '<p>1<span style="font-size:0">2</span>5:00</p>', '15:00'],
  ['before and behind one', '<p><i hidden>no</i>EMBARGO<i hidden>es</i> ends</p>', 'EMBARGO ends'],
  ['in two words', '<p>so<b hidden>r</b>me wo<b hidden>n</b>rds</p>', 'some words'],
])('hides what is hidden %s and keeps the structure', (_where, html, text) => {
  const result = clean(`${html}<ul><li>one</li></ul>`)
  expect(result.text).toBe(`${text}\n- one`)
  expect(result.html).toContain('<li>')
})

test.each([
  ['HTML over the limit of length', `<p>the words</p>${'<p>x</p>'.repeat(MAX_HTML_LENGTH / 8)}`],
  ['HTML over the limit of depth', `<p>the words</p>${'<div>'.repeat(MAX_HTML_DEPTH + 1)}x`],
  ['100,000 nested divs', `<p>the words</p>${'<div>'.repeat(100_000)}`],
  ['text that cleaning would lose', '<p>the words</p><select><b>lost</b></select><svg>unclosed words'],
])('shows %s as text, and says so', (_title, html) => {
  expect(cpuTime(() => sanitise(html))).toBeLessThan(3000)
  const result = clean(html)
  expect(result).toMatchObject({
    structured: false,
    removed: expect.arrayContaining([expect.objectContaining({ what: 'markup' })]),
  })
  expect(result.text).toContain('the words')
  expect(result.html).not.toMatch(/<(?!\/?(p|br|ul|li|pre|a)\b)/)
})

test.each([
  ['depth 3', '<div><div><div>', 2, true],
  ['depth 2', '<div><div></div></div><div>', 2, false],
  ['paragraphs do not nest', '<p>a<p>b<p>c', 2, false],
  ['cells do not nest', '<table><tr><td>a<td>b<td>c', 4, false],
  ['comments do not count', '<!-- <div><div><div> -->', 1, false],
  ['void elements do not count', '<br><br><img><hr>', 0, false],
  ['a quoted > does not end a tag', '<div title="><div><div>">', 1, false],
])('measures %s', (_title, html, limit, deeper) => {
  expect(nestsDeeperThan(html, limit)).toBe(deeper)
})

test.each([
  ['<p>a</p><p>b</p>', 'a\n\nb'],
  ['<style>x</style><title>t</title>a', 'a'],
  ['a&nbsp;&eacute;&#x201c;&#147;&unknown; &', 'a\u00a0é““&unknown; &'],
  ['1 < 2 and 3 > 2', '1 < 2 and 3 > 2'],
  ['a<br>b', 'a\nb'],
  ['<select><option>no</select>a', 'a'],
  ['<!-- x -->a<!---->b', 'ab'],
])('a reader of %s sees the words', (html, text) => {
  expect(readVisibleText(html).text).toBe(text)
})

test.each([
  ['open tags', '<a '.repeat(60_000)],
  ['open comments', '<!--'.repeat(50_000)],
  ['open quotes', '<a href="'.repeat(20_000)],
  ['ampersands', '&amp;'.repeat(40_000)],
  ['spaces', `<p>${' '.repeat(200_000)}x</p>`],
  ['no-break spaces', `<p>${'\u00a0 '.repeat(100_000)}x</p>`],
  ['hidden spans', '<span style="display:none">x</span>'.repeat(12_000)],
  ['closing tags', '</b>'.repeat(100_000)],
  ['opaque elements', '<svg>'.repeat(80_000)],
  ['one long attribute', `<p style="${'a:b;'.repeat(50_000)}">x</p>`],
  ['one long link', `<a href="https://a.example/${'%20'.repeat(60_000)}x">x</a>`],
  ['one long class', `<p class="${'gmail_quote '.repeat(30_000)}">x</p>`],
  ['many tables', '<table><tr><td>x</table>'.repeat(15_000)],
])('cleans 200 kB of %s in time', (_title, html) => {
  expect(cpuTime(() => sanitise(html))).toBeLessThan(3000)
})
