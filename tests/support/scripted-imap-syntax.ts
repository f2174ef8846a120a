/** An argument of a command: an atom or string as text, a list as a list. */
export type Argument = string | Argument[]

export interface Command {
  tag: string
  /** In capitals; `UID FETCH` and its like in two words. */
  name: string
  args: Argument[]
  /** As it came, for the transcript; octets as latin1. */
  line: string
}

const LITERAL = /\{(\d+)(\+?)\}$/

/** The commands that arrive, whole; `goOn` is called where the client waits with a literal (RFC 3501 §4.3). */
export async function* commandsFrom(arriving: AsyncIterable<Buffer>, goOn: () => void): AsyncGenerator<Command> {
  let held = Buffer.alloc(0)
  let line = ''
  let missing = 0
  for await (const chunk of arriving) {
    held = Buffer.concat([held, chunk])
    for (;;) {
      if (missing > 0) {
        if (held.length < missing) break
        line += held.toString('latin1', 0, missing)
        held = held.subarray(missing)
        missing = 0
      }
      const end = held.indexOf('\r\n')
      if (end < 0) break
      line += held.toString('latin1', 0, end)
      held = held.subarray(end + 2)
      const literal = LITERAL.exec(line)
      if (literal) {
        missing = Number(literal[1])
        line += '\r\n'
        if (!literal[2]) goOn()
        continue
      }
      yield parseCommand(line)
      line = ''
    }
  }
}

function parseCommand(line: string): Command {
  if (/^DONE$/i.test(line)) return { tag: '', name: 'DONE', args: [], line }
  const [tag = '', first = '', ...args] = parseArguments(line)
  const name = String(first).toUpperCase()
  if (name !== 'UID') return { tag: String(tag), name, args, line }
  return { tag: String(tag), name: `UID ${String(args[0]).toUpperCase()}`, args: args.slice(1), line }
}

function parseArguments(line: string): Argument[] {
  const whole: Argument[] = []
  const open: Argument[][] = [whole]
  let at = 0
  while (at < line.length) {
    const into = open.at(-1) ?? whole
    const rest = line.slice(at)
    const literal = /^~?\{(\d+)\+?\}\r\n/.exec(rest)
    const quoted = /^"((?:[^"\\]|\\.)*)"/.exec(rest)
    const atom = /^(?:[^\s()"{[]|\[[^\]]*\])+/.exec(rest)
    if (literal) {
      const start = at + literal[0].length
      at = start + Number(literal[1])
      into.push(line.slice(start, at))
    } else if (quoted) {
      into.push((quoted[1] ?? '').replace(/\\(.)/g, '$1'))
      at += quoted[0].length
    } else if (atom) {
      into.push(atom[0])
      at += atom[0].length
    } else {
      if (rest[0] === '(') {
        const list: Argument[] = []
        into.push(list)
        open.push(list)
      } else if (rest[0] === ')') open.pop()
      at += 1
    }
  }
  return whole
}

/** Whether a sequence set such as `1,3:5,9:*` has `number`; `highest` is what `*` stands for. */
export function setHas(set: string, number: number, highest: number): boolean {
  return set.split(',').some((range) => {
    const [from = 0, to = from] = range.split(':').map((end) => (end === '*' ? highest : Number(end)))
    return number >= Math.min(from, to) && number <= Math.max(from, to)
  })
}

export function quoted(text: string | undefined): string {
  return text === undefined ? 'NIL' : `"${text.replace(/["\\]/g, '\\$&')}"`
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

/** Midnight UTC of a date such as `1-Feb-2026`. */
export function parseDay(day: string): Date {
  const [date, month = '', year] = day.split('-')
  return new Date(Date.UTC(Number(year), MONTHS.indexOf(month), Number(date)))
}

/** Such as `"01-Feb-2026 12:00:00 +0000"`. */
export function dateTime(date: Date): string {
  const day = String(date.getUTCDate()).padStart(2, '0')
  return `"${day}-${MONTHS[date.getUTCMonth()]}-${date.getUTCFullYear()} ${date.toISOString().slice(11, 19)} +0000"`
}
