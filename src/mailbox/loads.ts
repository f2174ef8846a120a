import type { Listed } from './collect.ts'

/** Messages that are fetched and recorded together, in order of their UIDs. */
export type Load =
  | { kind: 'batch'; messages: Listed[] }
  /** Streamed by itself: large, or of unknown size. `limit`: octets, where it may be larger than what is collected unasked. */
  | { kind: 'large'; message: Listed; limit?: number }
  /** Over the limit: never downloaded. */
  | { kind: 'too-large'; message: Listed }

export interface LoadLimits {
  /** A larger message is streamed. */
  smallBytes: number
  batchBytes: number
  batchMessages: number
  /** A larger message is not collected. */
  messageBytes: number
}

/** Divides a list into loads without changing its order, so that the cursor can follow load by load. */
export function* loadsOf(listed: readonly Listed[], limits: LoadLimits): Generator<Load> {
  let batch: Listed[] = []
  let bytes = 0
  for (const message of listed) {
    const { size } = message
    const small = size !== undefined && size <= limits.smallBytes
    const full = batch.length >= limits.batchMessages || bytes + (size ?? 0) > limits.batchBytes
    if (batch.length > 0 && (!small || full)) {
      yield { kind: 'batch', messages: batch }
      batch = []
      bytes = 0
    }
    if (!small) {
      yield { kind: size !== undefined && size > limits.messageBytes ? 'too-large' : 'large', message }
      continue
    }
    batch.push(message)
    bytes += size
  }
  if (batch.length > 0) yield { kind: 'batch', messages: batch }
}
