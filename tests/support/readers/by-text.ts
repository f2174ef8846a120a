/** A reader that does what the message's text says: the faults that a parser may have. */
import { writeFileSync } from 'node:fs'
import type { Draft, Origin, Outcome } from '../../../src/pipeline/draft.ts'
import { answerQuestions } from '../../../workers/answer-questions.ts'

const ORIGIN: Origin = { from: null, forwardedBy: null, subject: null, messageId: null, recipients: [] }

answerQuestions({
  readOrigin: async () => ORIGIN,
  async ingest(source, _circumstances, onStage): Promise<Outcome> {
    onStage?.('parse')
    const [what, argument] = new TextDecoder().decode(source).split(' ')
    switch (what) {
      case 'note-and-loop':
        writeFileSync(argument as string, String(process.pid))
        for (;;);
      case 'loop':
        onStage?.('sanitise')
        for (;;);
      case 'hoard': {
        const hoard: unknown[] = []
        for (;;) hoard.push({ more: hoard.length, and: `${hoard.length} more` })
      }
      case 'gulp':
        // Allocations that are beyond the limit at once: in a thread they would end the whole process.
        for (const gulps = []; ; ) gulps.push(new Array(2 ** 25 - 8).fill(what))
      case 'unfold':
        return 'x'.repeat(2 ** 29 - 30).split('').length as never
      case 'stage-and-exit': {
        const first = { sha256: '0'.repeat(64), content: Buffer.from('a photo') }
        // It dies when it comes to the second file.
        const second = { sha256: '1'.repeat(64), content: new Proxy(first.content, { get: () => process.exit(1) }) }
        return {
          kind: 'draft',
          origin: ORIGIN,
          draft: {} as Draft,
          files: [first, second],
          fingerprint: null,
          signature: null,
        }
      }
      case 'stage-and-hang': {
        const hang = () => {
          for (;;);
        }
        const file = { sha256: '0'.repeat(64), content: new Proxy(Buffer.from('a photo'), { get: hang }) }
        return { kind: 'draft', origin: ORIGIN, draft: {} as Draft, files: [file], fingerprint: null, signature: null }
      }
      case 'exit':
        return process.exit(1)
      case 'kill':
        return process.kill(process.pid, argument as NodeJS.Signals) as never
      case 'throw':
        throw new RangeError('a parser gave up')
      case 'throw-later':
        setImmediate(() => {
          throw new TypeError('a stream of a parser gave up')
        })
        return new Promise(() => {})
      case 'throw-and-answer':
        setImmediate(() => {
          throw new TypeError('a stream of a parser gave up')
        })
        await new Promise((resolve) => setImmediate(resolve))
        return { kind: 'ignored', origin: ORIGIN, rule: 'auto-reply' }
      case 'reject-unheard':
        Promise.reject(new SyntaxError('nobody waited for this'))
        return new Promise(() => {})
      default:
        return { kind: 'ignored', origin: ORIGIN, rule: 'bounce' }
    }
  },
})
