/** Reads who speaks in writing without capitals: Arabic and Japanese. */
import type { Speech } from './quote-cues.ts'
import type { Speaker } from './speakers.ts'

/** Arabic and Japanese have no capitals: a name is what stands beside a title. */
export function readUncased(segments: readonly string[], speech: Speech): Speaker | null {
  const [first = '', second = ''] = segments
  return /[\p{Script=Han}\p{Script=Katakana}]/u.test(first)
    ? readJapanese(segments.join('、'), speech)
    : readArabic(first, second, speech)
}

function readArabic(first: string, second: string, speech: Speech): Speaker | null {
  const words = first.split(/\s+/)
  if (words.length > 12 || first === '') return null
  const role = words.findIndex((word) => speech.isRole(word))
  if (role === -1) return words.length <= 5 ? { name: first, title: second === '' ? null : second } : null
  const from = Math.max(words.findLastIndex((word) => speech.isRole(word)) + 1, words.length - 2)
  const name = words.slice(from).join(' ')
  return name === '' ? null : { name, title: words.slice(0, from).join(' ') }
}

/** `代表取締役社長の山田太郎` or `アクメ 代表取締役 山田 太郎氏`. */
function readJapanese(text: string, speech: Speech): Speaker | null {
  const plain = text.replace(/(?:は|が|も|、|：|:|のコメント)?[\s、]*$/u, '')
  for (let end = Math.min(plain.length - 2, 60); end > 1; end--) {
    if (!speech.isRole(plain.slice(0, end))) continue
    const name = plain
      .slice(end)
      .replace(/^(?:である|兼[^の、\s]{1,20}|の|、|を務める|\s|・)+/u, '')
      .replace(/(?:氏|さん|様)?(?:は|が|も|、|次のように|以下のように).{0,30}$/u, '')
      .replace(/(?:氏|さん|様)$/u, '')
    if (/^[\p{Script=Han}\p{Script=Katakana}\p{Script=Hiragana}ー・＝\sA-Za-z]{2,24}$/u.test(name))
      return {
        name: name.trim(),
        title: plain
          .slice(0, end)
          .replace(/^.*[。」]/u, '')
          .trim(),
      }
  }
  const behind = titleBehind(plain, speech)
  if (behind !== null) return behind
  const named = /([\p{Script=Han}\p{Script=Katakana}ー・＝\s]{2,20})(?:氏|さん)/u.exec(plain)
  return named ? { name: (named[1] ?? '').trim(), title: null } : null
}

/** `研究を率いた山田太郎教授`: the name stands between the last kana and the post. */
function titleBehind(plain: string, speech: Speech): Speaker | null {
  const ended = plain.replace(/(?:は|が|も|らは)[^はがも]{0,30}$/u, '')
  const length = speech.roleAtEnd(ended)
  if (length === 0) return null
  const name = /(?:\p{Script=Han}{2,3}[\s　]?\p{Script=Han}{1,3}|[\p{Script=Katakana}ー・＝]{3,24})$/u.exec(
    ended.slice(0, -length),
  )
  return name === null ? null : { name: name[0], title: ended.slice(-length) }
}
