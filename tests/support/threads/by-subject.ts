/** A thread that does what the message's text says: the faults that a parser may have. */
export default async function readInThread({ source }: { source: Uint8Array }): Promise<unknown> {
  switch (new TextDecoder().decode(source)) {
    case 'loop':
      for (;;);
    case 'hoard': {
      const hoard: unknown[] = []
      for (;;) hoard.push({ more: hoard.length, and: `${hoard.length} more` })
    }
    case 'exit':
      return process.exit(1)
    case 'throw':
      throw new RangeError('a parser gave up')
    default:
      return { kind: 'ignored', rule: 'bounce' }
  }
}
