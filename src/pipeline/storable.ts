/** The one place where characters are removed that Postgres refuses in text and jsonb: NUL, and surrogates without their half. */

/** Whoever writes `\u202e` can show a headline or a name backwards (UTS 55); marks for one letter stay, as Hebrew and Arabic need them. */
export function withoutDirections(words: string): string {
  return words.replace(/[\u202a-\u202e\u2066-\u2069]/g, '')
}

/** The same value with every string in it storable; byte arrays are passed through as they are. */
export function makeStorable<Value>(value: Value): Value {
  return clean(value) as Value
}

function clean(value: unknown): unknown {
  if (typeof value === 'string') return (value.includes('\0') ? value.replaceAll('\0', '') : value).toWellFormed()
  if (value === null || typeof value !== 'object' || ArrayBuffer.isView(value)) return value
  if (Array.isArray(value)) return value.map(clean)
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, clean(inner)]))
}
