import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Connection, type Listed, listAbove } from '../../src/mailbox/collect.ts'
import { resumeFrom, retryAfter } from '../../src/mailbox/cursor.ts'
import { delayAfter, describeFault } from '../../src/mailbox/fault.ts'
import { type Load, loadsOf } from '../../src/mailbox/loads.ts'
import { setHas } from '../support/scripted-imap-syntax.ts'

const RUNS = { numRuns: 1000 }
const MAX_UID = 2 ** 32 - 1

const anyUid = fc.oneof(fc.integer({ min: 1, max: 60 }), fc.integer({ min: 1, max: MAX_UID }))
const anyUids = fc.uniqueArray(anyUid, { maxLength: 30 }).map((uids) => uids.sort((a, b) => a - b))
const anyValidity = fc.integer({ min: 1, max: 5 })
const anyCursor = fc.record({ uidValidity: anyValidity, lastUid: fc.nat({ max: 60 }) })
const anyFolder = fc.record({
  uidValidity: anyValidity,
  uidNext: fc.option(fc.integer({ min: 1, max: 70 }), { nil: undefined }),
})

test('the cursor skips no UID that the server may give from now on', () => {
  fc.assert(
    fc.property(fc.option(anyCursor, { nil: undefined }), anyFolder, fc.nat({ max: 20 }), (known, folder, ahead) => {
      const { uidValidity, lastUid } = resumeFrom(known, folder)
      expect(uidValidity).toBe(folder.uidValidity)
      // Whatever arrives next has UIDNEXT or more (RFC 9051 §2.3.1.1).
      if (folder.uidNext !== undefined) expect(folder.uidNext + ahead).toBeGreaterThan(lastUid)
      expect(lastUid).toBeGreaterThanOrEqual(0)
    }),
    RUNS,
  )
})

test('the cursor goes forward by no looking, and back only where the server did', () => {
  fc.assert(
    fc.property(anyCursor, anyFolder, (known, folder) => {
      const cursor = resumeFrom(known, folder)
      expect(cursor.lastUid).toBeLessThanOrEqual(known.lastUid)
      if (known.uidValidity !== folder.uidValidity) expect(cursor.lastUid).toBe(0)
      else if (folder.uidNext === undefined || folder.uidNext > known.lastUid)
        expect(cursor.lastUid).toBe(known.lastUid)
      else expect(cursor.lastUid).toBe(folder.uidNext - 1)
    }),
    RUNS,
  )
})

test('looking at the same folder twice is looking once', () => {
  fc.assert(
    fc.property(fc.option(anyCursor, { nil: undefined }), anyFolder, (known, folder) => {
      const once = resumeFrom(known, folder)
      expect(resumeFrom(once, folder)).toEqual(once)
    }),
    RUNS,
  )
})

const LIMITS = { smallBytes: 100, batchBytes: 250, batchMessages: 4, messageBytes: 1_000 }
const anySize = fc.option(fc.oneof(fc.nat({ max: 110 }), fc.nat({ max: 1_100 })), { nil: undefined, freq: 8 })
const anyListed = fc
  .array(anySize, { maxLength: 40 })
  .map((sizes) => sizes.map((size, i): Listed => ({ uid: i + 1, size, receivedAt: undefined })))
const messagesOf = (load: Load) => (load.kind === 'batch' ? load.messages : [load.message])
const bytesOf = (messages: readonly Listed[]) => messages.reduce((sum, { size = 0 }) => sum + size, 0)

test('loads hold every listed message once, in order', () => {
  fc.assert(
    fc.property(anyListed, (listed) => {
      expect([...loadsOf(listed, LIMITS)].flatMap(messagesOf)).toEqual(listed)
    }),
    RUNS,
  )
})

test('no batch is over a limit or empty, and what is large, too large or unmeasured is alone', () => {
  fc.assert(
    fc.property(anyListed, (listed) => {
      for (const load of loadsOf(listed, LIMITS)) {
        const messages = messagesOf(load)
        expect(messages.length).toBeGreaterThan(0)
        expect(messages.length).toBeLessThanOrEqual(LIMITS.batchMessages)
        const { size } = messages[0]!
        if (load.kind === 'batch') {
          expect(bytesOf(messages)).toBeLessThanOrEqual(LIMITS.batchBytes)
          for (const one of messages) expect(one.size).toBeLessThanOrEqual(LIMITS.smallBytes)
        } else if (load.kind === 'too-large') expect(size).toBeGreaterThan(LIMITS.messageBytes)
        else expect(size === undefined || (size > LIMITS.smallBytes && size <= LIMITS.messageBytes)).toBe(true)
      }
    }),
    RUNS,
  )
})

test('no two batches in a row would have fitted into one', () => {
  fc.assert(
    fc.property(anyListed, (listed) => {
      const loads = [...loadsOf(listed, LIMITS)]
      for (const [i, load] of loads.entries()) {
        const next = loads[i + 1]
        if (load.kind !== 'batch' || next?.kind !== 'batch') continue
        const first = next.messages.slice(0, 1)
        const fits =
          load.messages.length < LIMITS.batchMessages && bytesOf(load.messages) + bytesOf(first) <= LIMITS.batchBytes
        expect(fits).toBe(false)
      }
    }),
    RUNS,
  )
})

test('tries of a failed download come at growing distance, and end', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 100 }), (attempts) => {
      const [now, next] = [retryAfter(attempts), retryAfter(attempts + 1)]
      if (now === undefined) expect(next).toBeUndefined()
      expect(now ?? 60_000).toBeGreaterThanOrEqual(60_000)
      expect(now ?? 0).toBeLessThanOrEqual(24 * 3600_000)
      expect(next ?? Number.POSITIVE_INFINITY).toBeGreaterThanOrEqual(now ?? 0)
    }),
    RUNS,
  )
  expect(retryAfter(100)).toBeUndefined()
})

const anyKind = fc.constantFrom('passing' as const, 'throttled' as const, 'refused' as const)
const anyChance = fc.double({ min: 0, max: 1, noNaN: true })

test('pauses between connections grow to a bound, whatever the fault and however many there were', () => {
  fc.assert(
    fc.property(anyKind, fc.integer({ min: 1, max: 1_000_000 }), anyChance, (kind, count, random) => {
      const [now, next] = [delayAfter(kind, count, random), delayAfter(kind, count + 1, random)]
      expect(next).toBeGreaterThanOrEqual(now)
      expect(now).toBeGreaterThanOrEqual(500)
      expect(now).toBeLessThanOrEqual(70 * 60_000)
    }),
    RUNS,
  )
})

test('a server that asks for peace gets more of it than one that failed, one that refused us the most', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 1_000 }), anyChance, (count, random) => {
      const passing = delayAfter('passing', count, random)
      const throttled = delayAfter('throttled', count, random)
      const refused = delayAfter('refused', count, random)
      expect(passing).toBeLessThan(throttled)
      expect(throttled).toBeLessThan(refused)
    }),
    RUNS,
  )
})

const anyWords = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 300 }),
  fc.constantFrom('Too many simultaneous connections', 'Invalid credentials', 'try again later', 'User is over quota'),
)
const anyError = fc
  .record(
    {
      message: anyWords,
      code: fc.constantFrom('ETHROTTLE', 'ECONNRESET', 'ENOTFOUND', 'ETIMEOUT', 'ERR_SSL_X', 'EAUTH', ''),
      authenticationFailed: fc.boolean(),
      serverResponseCode: fc.constantFrom(
        'AUTHENTICATIONFAILED',
        'LIMIT',
        'OVERQUOTA',
        'UNAVAILABLE',
        'INUSE',
        'ALERT',
      ),
      responseText: anyWords,
      reason: anyWords,
      mailboxMissing: fc.boolean(),
    },
    { requiredKeys: ['message'] },
  )
  .map((traits) => ({ traits, error: Object.assign(new Error(traits.message), traits) }))

test('a password counts as wrong only where the server says so by its code', () => {
  fc.assert(
    fc.property(anyError, ({ traits, error }) => {
      const { kind } = describeFault(error, 'mail.example')
      const said = traits.authenticationFailed && traits.serverResponseCode === 'AUTHENTICATIONFAILED'
      if (kind === 'refused') expect(said).toBe(true)
      if (['LIMIT', 'OVERQUOTA', 'UNAVAILABLE', 'INUSE'].includes(traits.serverResponseCode ?? ''))
        expect(kind).toBe('throttled')
    }),
    RUNS,
  )
})

test('whatever was thrown becomes one sentence or two of bounded length, naming the server', () => {
  fc.assert(
    fc.property(
      fc.oneof(
        anyError.map(({ error }) => error),
        fc.anything(),
      ),
      (thrown) => {
        const { kind, words } = describeFault(thrown, 'mail.example')
        expect(['refused', 'throttled', 'passing']).toContain(kind)
        expect(words).toContain('mail.example')
        expect(words.length).toBeLessThan(1_000)
      },
    ),
    RUNS,
  )
})

/** A folder that answers FETCH of a UID range as real ones do: in any order, `n:*` always with the last message, some rows twice. */
function folderOf(uids: readonly number[], disorder: number): Connection {
  async function* fetch(range: string) {
    const highest = uids.at(-1) ?? 0
    const found = uids.filter((uid) => setHas(range, uid, highest))
    const turned = [...found.slice(disorder % (found.length || 1)), ...found.slice(0, disorder % (found.length || 1))]
    for (const uid of disorder % 2 ? turned.reverse() : turned) yield { uid, size: 1, internalDate: new Date(0) }
    yield {}
  }
  return { fetch, close: () => {} } as unknown as Connection
}

const SPAN = fc.record({ width: fc.integer({ min: 1, max: 200 }), limit: fc.integer({ min: 1, max: 7 }) })

test('listing page by page finds every UID above the cursor once, in order, and ends', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.uniqueArray(fc.integer({ min: 1, max: 150 }), { maxLength: 30 }).map((uids) => uids.sort((a, b) => a - b)),
      fc.nat({ max: 160 }),
      SPAN,
      fc.nat({ max: 9 }),
      fc.option(fc.nat({ max: 30 }), { nil: undefined }),
      async (uids, start, span, disorder, slack) => {
        const folder = folderOf(uids, disorder)
        // UIDNEXT is above every UID that was there when the folder was opened, and may be far above.
        const uidNext = slack === undefined ? undefined : (uids.at(-1) ?? 0) + 1 + slack
        const found: number[] = []
        for (let lastUid = start, pages = 0, over = false; !over; pages++) {
          expect(pages).toBeLessThan(400)
          const { listed, through, ended } = await listAbove(folder, lastUid, { ...span, uidNext })
          found.push(...listed.map(({ uid }) => uid))
          expect(through).toBeGreaterThanOrEqual(listed.at(-1)?.uid ?? lastUid)
          expect(ended || through > lastUid).toBe(true)
          lastUid = Math.max(lastUid, through)
          over = ended && listed.length === 0
        }
        expect(found).toEqual(uids.filter((uid) => uid > start))
      },
    ),
    RUNS,
  )
})

test('listing looks up to where the folder ends now, also where mail has come since it was opened', async () => {
  await fc.assert(
    fc.asyncProperty(anyUids, anyUids, SPAN, async (before, since, { limit }) => {
      const highest = before.at(-1) ?? 0
      const uids = [...new Set([...before, ...since.map((uid) => Math.min(MAX_UID, highest + uid))])].sort(
        (a, b) => a - b,
      )
      const found: number[] = []
      for (let lastUid = highest, over = false; !over; ) {
        const span = { width: 1_000, limit, uidNext: highest + 1 }
        const { listed, through, ended } = await listAbove(folderOf(uids, 0), lastUid, span)
        found.push(...listed.map(({ uid }) => uid))
        lastUid = Math.max(lastUid, through)
        over = ended && listed.length === 0
      }
      expect(found).toEqual(uids.filter((uid) => uid > highest))
    }),
    RUNS,
  )
})
