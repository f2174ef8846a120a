import { getSystemErrorMap } from 'node:util'
import { NoReaderError } from './reader-faults.ts'

/**
 * Whose fault it was that a message could not be worked on. A passing fault is of the database, the disk, the network or this machine: it
 * is tried again for as long as it lasts, and never counts against the message. Whatever is not known to be passing does, so that no
 * message is tried for ever.
 */
export function isPassing(fault: unknown): boolean {
  if (fault instanceof NoReaderError) return true
  const code = codeOf(fault)
  return isOfSystem(fault, code) || (code !== undefined && PASSING_STATES.test(code))
}

/** The same for what a database call threw: `pg` throws plain errors without a code where it has no connection or none in time. */
export function isPassingInDatabase(fault: unknown): boolean {
  return isPassing(fault) || (fault instanceof Error && fault.constructor === Error && codeOf(fault) === undefined)
}

// Deadlocks and collisions are gone at the next try.
const COLLISIONS = 3

/** The same again where it collided with another transaction. */
export async function pastCollisions<T>(work: () => Promise<T>, left = COLLISIONS): Promise<T> {
  const [end] = await Promise.allSettled([work()])
  if (end.status === 'fulfilled') return end.value
  if (left === 0 || !isCollision(end.reason)) throw end.reason
  return pastCollisions(work, left - 1)
}

/** A deadlock, or a transaction that collided with another. */
export function isCollision(fault: unknown): boolean {
  return codeOf(fault)?.startsWith('40') === true
}

/** ENOSPC, EIO, EMFILE, ECONNREFUSED … No message can cause one: the files that are opened for it are named by hashes. */
function isOfSystem(fault: unknown, code: string | undefined): boolean {
  // Some, such as EDQUOT, Node knows by number only; those of several addresses have no number.
  return typeof (fault as NodeJS.ErrnoException | undefined)?.errno === 'number' || SYSTEM_ERRORS.has(code ?? '')
}

const SYSTEM_ERRORS = new Set([...getSystemErrorMap().values()].map(([name]) => name))

/**
 * Classes and codes of the PostgreSQL documentation, appendix A. 08 connection, 25006 read-only, 25P03 and 25P04 too slow, 28 and 3D
 * refused, 40 collision, 42 a schema that is being changed (our statements are fixed), 53 resources, 55 state, 57 shutdown, 58 its disk,
 * XX001 and XX002 its files. What the message's own data cause is in none of them: 21, 22, 23, 54.
 */
const PASSING_STATES = /^(?:(?:08|28|3D|40|42|53|55|57|58)[0-9A-Z]{3}|25006|25P0[34]|XX00[12])$/

function codeOf(fault: unknown): string | undefined {
  const code = typeof fault === 'object' && fault !== null && 'code' in fault ? fault.code : undefined
  return typeof code === 'string' ? code : undefined
}
