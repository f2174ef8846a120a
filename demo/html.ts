import { type Block, cellsOf } from './blocks.ts'

/** What the HTML shapes need besides the copy. */
export interface Page {
  language: string
  title: string
  sender: string
  website: string
  preheader: string
  logo: boolean
  hero: boolean
}

/** HTML as a web mail client writes it: paragraphs in divs, little else. */
export function letterHtml(blocks: Block[], page: Page): string {
  return `<!DOCTYPE html>
<html lang="${page.language}"${direction(page)}><head><meta charset="utf-8"><title>${escapeHtml(page.title)}</title></head>
<body style="font-family:Arial,Helvetica,sans-serif;font-size:15px;line-height:1.5;color:#222">
${hero(page)}${blocks.map((block) => blockHtml(block, letterTags)).join('\n')}
</body></html>
`
}

/** HTML as Word writes it by way of Outlook: conditional comments, MsoNormal, empty o:p. */
export function wordHtml(blocks: Block[], page: Page): string {
  return `<html xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:w="urn:schemas-microsoft-com:office:word" xmlns:m="http://schemas.microsoft.com/office/2004/12/omml" xmlns="http://www.w3.org/TR/REC-html40">
<head>
<meta http-equiv="Content-Type" content="text/html; charset=utf-8">
<meta name="Generator" content="Microsoft Word 15 (filtered medium)">
<!--[if !mso]><style>v\\:* {behavior:url(#default#VML);} o\\:* {behavior:url(#default#VML);}</style><![endif]-->
<style><!--
/* Font Definitions */
@font-face {font-family:Calibri; panose-1:2 15 5 2 2 2 4 3 2 4;}
/* Style Definitions */
p.MsoNormal, li.MsoNormal, div.MsoNormal {margin:0cm; font-size:11.0pt; font-family:"Calibri",sans-serif; mso-fareast-language:EN-US;}
p.MsoListParagraph {margin-left:36.0pt; mso-style-priority:34;}
@page WordSection1 {size:612.0pt 792.0pt; margin:72.0pt 72.0pt 72.0pt 72.0pt;}
div.WordSection1 {page:WordSection1;}
--></style>
<!--[if gte mso 9]><xml><o:shapedefaults v:ext="edit" spidmax="1026" /></xml><![endif]-->
</head>
<body lang="${page.language}" link="#0563C1" vlink="#954F72" style="word-wrap:break-word">
<div class="WordSection1">
${blocks.map((block) => blockHtml(block, wordTags)).join('\n<p class="MsoNormal"><o:p>&nbsp;</o:p></p>\n')}
</div>
</body>
</html>
`
}

/** What a mailing tool adds round the copy, in the language of the page. English where there is no translation. */
export function wordsOf(page: Page) {
  return MAILING_WORDS[page.language.slice(0, 2)] ?? ENGLISH_WORDS
}

const ENGLISH_WORDS = {
  view: 'View in browser',
  why: 'You receive this because you are on our media list.',
  unsubscribe: 'Unsubscribe',
  preferences: 'Manage preferences',
}

const MAILING_WORDS: Record<string, typeof ENGLISH_WORDS> = {
  de: {
    view: 'Im Browser ansehen',
    why: 'Sie erhalten diese Nachricht, weil Sie in unserem Presseverteiler stehen.',
    unsubscribe: 'Abmelden',
    preferences: 'Einstellungen ändern',
  },
  es: {
    view: 'Ver en el navegador',
    why: 'Recibe este mensaje porque figura en nuestra lista de medios.',
    unsubscribe: 'Darse de baja',
    preferences: 'Cambiar preferencias',
  },
}

/** HTML as a mailing tool writes it: preheader, nested tables, a logo and a footer to unsubscribe by. */
export function newsletterHtml(blocks: Block[], page: Page): string {
  const words = wordsOf(page)
  const logo = page.logo
    ? `<img src="cid:logo" alt="${escapeHtml(page.sender)}" height="48" style="display:block;border:0">`
    : `<span style="font-size:20px;font-weight:bold">${escapeHtml(page.sender)}</span>`
  return `<!DOCTYPE html>
<html lang="${page.language}"${direction(page)}>
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escapeHtml(page.title)}</title>
<style>@media only screen and (max-width:480px){.wrap{width:100%!important}}</style></head>
<body style="margin:0;padding:0;background:#eef1f4">
<div style="display:none;max-height:0;overflow:hidden;opacity:0">${escapeHtml(page.preheader)}${'&nbsp;&zwnj;'.repeat(12)}</div>
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" bgcolor="#eef1f4"><tr><td align="center">
<table role="presentation" class="wrap" width="600" cellpadding="0" cellspacing="0" bgcolor="#ffffff">
<tr><td style="padding:8px 32px;font:12px Arial,sans-serif;color:#667;text-align:center"><a href="https://${page.website}/mail/view" style="color:#667">${words.view}</a></td></tr>
<tr><td style="padding:16px 32px;border-bottom:3px solid #24476b;font-family:Arial,sans-serif">${logo}</td></tr>
<tr><td style="padding:24px 32px;font:16px/1.5 Georgia,serif;color:#222">
${hero(page)}${blocks.map((block) => blockHtml(block, letterTags)).join('\n')}
</td></tr>
<tr><td style="padding:16px 32px;background:#24476b;color:#dfe7ef;font:12px/1.5 Arial,sans-serif">
${escapeHtml(page.sender)} &middot; ${words.why}<br>
<a href="https://${page.website}/mail/unsubscribe" style="color:#fff">${words.unsubscribe}</a> | <a href="https://${page.website}/mail/preferences" style="color:#fff">${words.preferences}</a>
</td></tr>
</table>
</td></tr></table>
</body></html>
`
}

interface Tags {
  headline: string
  subhead: string
  prose: string
  bullet: (line: string) => string
}

const letterTags: Tags = {
  headline: '<h1 style="font-size:24px;line-height:1.25">$</h1>',
  subhead: '<h3>$</h3>',
  prose: '<p>$</p>',
  bullet: (line) => `<li>${line}</li>`,
}

const wordTags: Tags = {
  headline: '<p class="MsoNormal"><b><span style="font-size:16.0pt">$<o:p></o:p></span></b></p>',
  subhead: '<p class="MsoNormal"><b>$<o:p></o:p></b></p>',
  prose: '<p class="MsoNormal"><span lang="EN-GB">$<o:p></o:p></span></p>',
  bullet: (line) =>
    `<p class="MsoListParagraph" style="text-indent:-18.0pt;mso-list:l0 level1 lfo1"><![if !supportLists]><span style="font-family:Symbol">·<span style="font:7.0pt &quot;Times New Roman&quot;">&nbsp;&nbsp;&nbsp; </span></span><![endif]>${line}<o:p></o:p></p>`,
}

function blockHtml({ kind, lines }: Block, tags: Tags): string {
  const text = lines.map(inlineHtml).join('<br>\n')
  switch (kind) {
    case 'headline':
      return tags.headline.replace('$', () => text)
    case 'subhead':
      return tags.subhead.replace('$', () => text)
    case 'standfirst':
      return tags.prose.replace('$', () => `<strong>${text}</strong>`)
    case 'bullets': {
      const bullets = lines.map((line) => tags.bullet(inlineHtml(line))).join('\n')
      return tags === letterTags ? `<ul>\n${bullets}\n</ul>` : bullets
    }
    case 'table':
      return tableHtml(lines)
    case 'rule':
      return '<hr>'
    case 'prose':
      return tags.prose.replace('$', () => text)
  }
}

function tableHtml(rows: string[]): string {
  const row = (cells: string[], tag: string) =>
    `<tr>${cells.map((cell, i) => `<${tag} align="${i === 0 ? 'left' : 'right'}" style="padding:4px 10px;border-bottom:1px solid #ccd">${escapeHtml(cell)}</${tag}>`).join('')}</tr>`
  return `<table cellspacing="0" cellpadding="0" border="0">\n${rows.map((line, i) => row(cellsOf(line), i === 0 ? 'th' : 'td')).join('\n')}\n</table>`
}

function inlineHtml(text: string): string {
  return escapeHtml(text)
    .replace(/https:\/\/[^\s<>()]*[^\s<>().,;:]/g, (url) => `<a href="${url}">${url}</a>`)
    .replace(
      /[\w.+-]+@[\w-]+(\.[\w-]+)*\.(example|org|com|net)\b/g,
      (address) => `<a href="mailto:${address}">${address}</a>`,
    )
}

function hero(page: Page): string {
  return page.hero
    ? '<p><img src="cid:hero" alt="" width="536" style="display:block;width:100%;height:auto;border:0"></p>\n'
    : ''
}

function direction(page: Page): string {
  return page.language === 'ar' ? ' dir="rtl"' : ''
}

function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
}
