/** RTF for tests, as word processors write it and as Outlook puts HTML into it. */
import type { Told } from './releases.ts'

/** Text of RTF: what is not ASCII as `\u` with a question mark for old readers. */
function rtfText(text: string): string {
  return text
    .replace(/[\\{}]/g, '\\$&')
    .replace(
      /[^\x20-\x7e]/g,
      (sign) => `\\u${sign.charCodeAt(0) > 0x7fff ? sign.charCodeAt(0) - 0x10000 : sign.charCodeAt(0)}?`,
    )
}

/** A release as RTF. */
export function releaseRtf(told: Told, photo?: Uint8Array): Uint8Array {
  const paragraph = (text: string, look = '') => `\\pard\\plain\\f0\\fs22${look} ${rtfText(text)}\\par\n`
  const parts = [
    '{\\rtf1\\ansi\\ansicpg1252\\deff0{\\fonttbl{\\f0\\fswiss\\fcharset0 Arial;}}{\\info{\\title Not this}}\n{\\footer\\pard Footer of the paper\\par}',
    `\\pard\\plain\\f0\\fs36\\b ${rtfText(told.headline)}\\b0\\par\n`,
    paragraph(told.standfirst, '\\b'),
    ...told.body.map((text) => paragraph(text)),
    ...told.points.map((point) => `\\pard\\plain{\\listtext\\f1 \\u8226?\\tab}\\f0\\fs22 ${rtfText(point)}\\par\n`),
    paragraph(told.boilerplate.heading, '\\b'),
    paragraph(told.boilerplate.text),
    ...told.contact.map((text) => paragraph(text)),
    photo ? `{\\*\\shppict{\\pict\\jpegblip\\picw100\\pich100 ${Buffer.from(photo).toString('hex')}}}` : '',
    '}',
  ]
  return Buffer.from(parts.join(''), 'latin1')
}

/** HTML put into RTF (MS-OXRTFEX). */
export function htmlInRtf(html: string): Uint8Array {
  const parts = html.split(/(<[^>]*>)/).map((part) => {
    if (part.startsWith('<'))
      return `{\\*\\htmltag64 ${rtfText(part)}}\\htmlrtf \\b words for readers of RTF only\\htmlrtf0 `
    return rtfText(part)
  })
  return Buffer.from(
    `{\\rtf1\\ansi\\ansicpg1252\\fromhtml1 \\deff0{\\fonttbl{\\f0\\fswiss Arial;}}\n${parts.join('')}}`,
    'latin1',
  )
}
