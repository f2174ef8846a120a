/** Changes a message as broken software and bad lines do; `others` are messages to nest or mix in. */
type Mutation = (source: Buffer, random: () => number, others: readonly Buffer[]) => Buffer

const MOST_OCTETS = 2 * 2 ** 20
const BLOCK = 4_096

/** One to four mutations in a row. Same arguments, same octets. */
export function mutate(source: Buffer, random: () => number, others: readonly Buffer[]): Buffer {
  let mutant = source
  const times = 1 + Math.floor(random() * 4)
  for (let done = 0; done < times; done += 1) {
    mutant = pick(MUTATIONS, random)(mutant, random, others).subarray(0, MOST_OCTETS)
  }
  return mutant
}

const flipBytes: Mutation = (source, random) => {
  const mutant = Buffer.from(source)
  const flips = 1 + Math.floor(random() * 50)
  for (let done = 0; done < flips && mutant.length > 0; done += 1) {
    const at = Math.floor(random() * mutant.length)
    mutant[at] = (mutant[at] as number) ^ (1 << Math.floor(random() * 8))
  }
  return mutant
}

const cutOff: Mutation = (source, random) => source.subarray(0, Math.floor(random() * source.length))

const cutOut: Mutation = (source, random) => {
  const [from, to] = range(source, random)
  return Buffer.concat([source.subarray(0, from), source.subarray(to)])
}

const repeatBlock: Mutation = (source, random) => {
  const [from, to] = range(source, random)
  const block = source.subarray(from, to)
  const times = 1 + Math.floor(random() * 40)
  return Buffer.concat([source.subarray(0, to), ...Array.from({ length: times }, () => block), source.subarray(to)])
}

const nest: Mutation = (source, random, others) => {
  const inner = pick(others, random)
  const boundary = `nested-${Math.floor(random() * 1e6)}`
  const head = `MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=${boundary}\r\n\r\n`
  const part = `--${boundary}\r\nContent-Type: message/rfc822\r\n\r\n`
  const parts = [source, inner].flatMap((one) => [Buffer.from(part), one, Buffer.from('\r\n')])
  return Buffer.concat([Buffer.from(head), ...parts, Buffer.from(`--${boundary}--\r\n`)])
}

const doubleHeaders: Mutation = (source, random) => {
  const lines = source.toString('latin1').split(/\r?\n/)
  const end = Math.max(1, lines.indexOf(''))
  const times = 1 + Math.floor(random() * 30)
  for (let done = 0; done < times; done += 1) {
    lines.splice(Math.floor(random() * end), 0, lines[Math.floor(random() * end)] as string)
  }
  return Buffer.from(lines.join('\r\n'), 'latin1')
}

const breakBoundary: Mutation = (source, random) => {
  const text = source.toString('latin1')
  const [, boundary] = /boundary="?([^";\r\n]+)/i.exec(text) ?? []
  if (!boundary) return flipBytes(source, random, [])
  const places = text.split(boundary)
  const broken = Math.floor(random() * places.length)
  const joined = places.reduce((all, part, at) => `${all}${at === broken ? boundary.slice(1) : boundary}${part}`)
  return Buffer.from(joined, 'latin1')
}

const spliceIn: Mutation = (source, random, others) => {
  const other = pick(others, random)
  const at = Math.floor(random() * source.length)
  const [from, to] = range(other, random)
  return Buffer.concat([source.subarray(0, at), other.subarray(from, to), source.subarray(at)])
}

const strangeLineEnds: Mutation = (source, random) => {
  const end = pick(['\n', '\r', '\r\r\n', '\n\r', '\0\r\n'], random)
  return Buffer.from(source.toString('latin1').replaceAll('\r\n', end), 'latin1')
}

const MUTATIONS: readonly Mutation[] = [
  flipBytes,
  cutOff,
  cutOut,
  repeatBlock,
  nest,
  doubleHeaders,
  breakBoundary,
  spliceIn,
  strangeLineEnds,
]

function range(source: Buffer, random: () => number): [from: number, to: number] {
  const from = Math.floor(random() * source.length)
  return [from, Math.min(source.length, from + 1 + Math.floor(random() * BLOCK))]
}

function pick<T>(from: readonly T[], random: () => number): T {
  return from[Math.floor(random() * from.length)] as T
}
