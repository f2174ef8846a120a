/** Plain text as blocks: flowed lines joined (RFC 3676), lines wrapped by hand joined where that is safe, quotes and signature marked. */
import type { Block } from './block.ts'
import { unwrapLink } from './links.ts'
import type { PlainText } from './structure.ts'
import { BULLET, joinWrapped, wideWidth, wrapWidth } from './wrapped-lines.ts'

/** A line longer than a wrapped one is a paragraph of its own. */
const LONG_LINE = 100

/** Where nobody broke lines by hand, one that ends a sentence is a paragraph, also without an empty line below it. */
const SENTENCE = /^(?:.{40,}[.!?…]|.{16,}。)["”“»’')」]{0,2}$/u

/** Kana and Han. */
const WIDE = /[\u3040-\u30ff\u4e00-\u9fff]/

interface Line {
  text: string
  quoted: boolean
  signature: boolean
}

/** The blocks of a plain text part. */
export function readPlainText(plain: PlainText): Block[] {
  const lines = markLines(plain)
  const groups = groupLines(lines)
  const width = wrapWidth(groups.filter(isOwn).map(textsOf))
  const quotedWidth = wrapWidth(groups.filter((group) => !isOwn(group)).map(textsOf))
  const wide = WIDE.test(plain.value) ? wideWidth(groups.map(textsOf)) : null
  return groups.flatMap((group) => blocksOf(group, isOwn(group) ? width : quotedWidth, wide))
}

/** Escapes text for HTML and makes its web addresses links. */
function textToHtml(text: string): string {
  if (!text.includes('://')) return escapeHtml(text)
  let html = ''
  let end = 0
  for (const found of text.matchAll(/\bhttps?:\/\/[^\s<>"“”«»\p{Cc}]{1,2000}/giu)) {
    const url = found[0].replace(/[.,;:!?'’)\]]{1,10}$/, (tail) =>
      found[0].includes('(') && tail.startsWith(')') ? ')' : '',
    )
    if (!URL.canParse(url)) continue
    html += `${escapeHtml(text.slice(end, found.index))}<a href="${escapeHtml(unwrapLink(url))}" rel="noopener noreferrer nofollow">${escapeHtml(url)}</a>`
    end = found.index + url.length
  }
  return html + escapeHtml(text.slice(end))
}

function escapeHtml(text: string): string {
  if (!/[&<>"]/.test(text)) return text
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;')
}

/** A paragraph of the lines given. */
export function paragraphOf(lines: readonly string[], marks: { quoted: boolean; signature: boolean }): Block {
  return {
    kind: 'paragraph',
    html: `<p>${lines.map(textToHtml).join('<br>')}</p>`,
    text: lines.join('\n'),
    quoted: marks.quoted,
    signature: marks.signature,
  }
}

function markLines(plain: PlainText): Line[] {
  const out: Line[] = []
  let signature = false
  let joining = false
  let depth = 0
  for (const raw of plain.value.split(/\r\n|[\n\r\u2028]/)) {
    const marks = raw.startsWith('>') ? (/^(?:>[ ]?){1,40}/.exec(raw)?.[0] ?? '') : ''
    const quotes = raw.startsWith('>From ') ? 0 : marks.replaceAll(' ', '').length
    let text = quotes > 0 ? raw.slice(plain.flowed ? quotes : marks.length) : marks === '' ? raw : raw.slice(1)
    if (plain.flowed) text = text.replace(/^ /, '')
    if (quotes === 0 && (text === '-- ' || text === '--')) {
      signature = signature || text === '-- ' || isNearEnd(plain.value, raw)
      if (signature) {
        out.push({ text: '', quoted: false, signature: true })
        joining = false
        continue
      }
    }
    const soft = plain.flowed && text.endsWith(' ') && text !== '-- '
    const content = soft && plain.delSp ? text.slice(0, -1) : text
    const last = out.at(-1)
    if (joining && last && depth === quotes) last.text += content
    else out.push({ text: content, quoted: quotes > 0, signature })
    joining = soft
    depth = quotes
  }
  for (const line of out) line.text = line.text.trimEnd()
  return out
}

/** A bare `--` is a signature line only where a signature could stand: a few lines before the end. */
function isNearEnd(value: string, line: string): boolean {
  const at = value.lastIndexOf(`\n${line}\n`)
  return at !== -1 && value.length - at < 700
}

const isOwn = (group: readonly Line[]): boolean => group[0]?.quoted !== true
const textsOf = (group: readonly Line[]): string[] => group.map((line) => line.text)

/** A row of dashes parts what stands above it from what stands below, also without an empty line. */
const isRule = (...lines: Line[]): boolean => lines.some(({ text }) => RULE.test(text))
const RULE = /^\s{0,20}([-_=~*])\1{9,200}$/

function groupLines(lines: readonly Line[]): Line[][] {
  const groups: Line[][] = []
  let group: Line[] = []
  for (const line of lines) {
    const last = group.at(-1)
    const parts = last && (last.quoted !== line.quoted || last.signature !== line.signature || isRule(last, line))
    if (line.text.trim() === '' || parts) {
      if (group.length > 0) groups.push(group)
      group = []
    }
    if (line.text.trim() !== '') group.push(line)
  }
  if (group.length > 0) groups.push(group)
  return groups
}

function blocksOf(group: readonly Line[], width: number | null, wide: number | null): Block[] {
  const marks = { quoted: group[0]?.quoted ?? false, signature: group[0]?.signature ?? false }
  const texts = group.map((line) => line.text)
  if (isAligned(texts)) {
    const text = texts.join('\n')
    return [{ kind: 'pre', html: `<pre>${textToHtml(text)}</pre>`, text, ...marks }]
  }
  const blocks: Block[] = []
  let held: string[] = []
  const flush = () => {
    if (held.length > 0)
      blocks.push(
        isList(held)
          ? listOf(held, marks)
          : paragraphOf(
              held.map((line) => line.trim()),
              marks,
            ),
      )
    held = []
  }
  for (const line of joinWrapped(texts, width, wide)) {
    if (
      held.length > 0 &&
      (line.length > LONG_LINE ||
        (held.at(-1) ?? '').length > LONG_LINE ||
        (width === null && SENTENCE.test(held.at(-1) ?? '')) ||
        BULLET.test(line) !== BULLET.test(held[0] ?? '')) &&
      !(BULLET.test(line) && BULLET.test(held[0] ?? ''))
    )
      flush()
    held.push(line)
  }
  flush()
  return blocks
}

/** Columns set with spaces or tabs: joined or wrapped anew they would be lost. */
function isAligned(lines: readonly string[]): boolean {
  const columns = lines.filter((line) => /\S(?:\t| {3,12})\S/.test(line)).length
  return columns >= 2 && columns >= lines.length * 0.6
}

function isList(lines: readonly string[]): boolean {
  return lines.length > 1 && lines.every((line) => BULLET.test(line))
}

function listOf(lines: readonly string[], marks: { quoted: boolean; signature: boolean }): Block {
  const entries = lines.map((line) => line.replace(BULLET, '').trim())
  return {
    kind: 'list',
    html: `<ul>${entries.map((entry) => `<li>${textToHtml(entry)}</li>`).join('')}</ul>`,
    text: entries.map((entry) => `- ${entry}`).join('\n'),
    ...marks,
  }
}
