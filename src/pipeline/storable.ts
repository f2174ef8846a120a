/** The one place where characters are removed that Postgres refuses in text and jsonb: NUL, and surrogates without their half. */

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
