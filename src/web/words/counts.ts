const grouped = new Intl.NumberFormat('en-GB')

/** `1,204`. */
export function number(count: number): string {
  return grouped.format(count)
}

/** `1 release`, `3 releases`. */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${number(count)} ${count === 1 ? one : many}`
}

/** A size in octets as `12 KB` or `3.4 MB`. */
export function fileSize(octets: number): string {
  if (octets < 1000) return `${octets} B`
  if (octets < 999_500) return `${Math.round(octets / 1000)} KB`
  return `${(octets / 1_000_000).toFixed(1)} MB`
}
