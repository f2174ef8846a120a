import type { Connection } from './collect.ts'
import { isThrottled } from './fault.ts'

/**
 * The answer to a question about messages, or undefined where the server refuses it on a connection that lives: one message about which
 * nothing is said must not hold up the others. A server that asks to be left alone is: the connection ends. Rejects when it is lost.
 */
export async function unlessRefused<T>(client: Connection, answer: Promise<T>): Promise<T | undefined> {
  try {
    return await answer
  } catch (error) {
    if (isThrottled(error)) client.close()
    if (!client.usable) throw error
    return undefined
  }
}
