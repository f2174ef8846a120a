/** From `then` to `now` in whole units, such as `4 minutes`. */
export function span(then: Date, now: Date): string {
  return duration((now.getTime() - then.getTime()) / 1000)
}

/** `40 seconds`, `4 minutes`, `3 hours`, `2 days`. */
export function duration(seconds: number): string {
  const [amount, unit] =
    seconds < 60
      ? [Math.max(seconds, 1), 'second']
      : seconds < 5400
        ? [seconds / 60, 'minute']
        : seconds < 129_600
          ? [seconds / 3600, 'hour']
          : [seconds / 86_400, 'day']
  const whole = Math.round(amount)
  return `${whole} ${unit}${whole === 1 ? '' : 's'}`
}

/** Joins what there is into sentences. */
export function sentences(...parts: (string | null)[]): string {
  return parts
    .filter((part) => part !== null && part !== '')
    .map((part) => (/[.!?]$/.test(part as string) ? part : `${part}.`))
    .join(' ')
}
