import assert from 'node:assert/strict'
import { setTimeout as sleep } from 'node:timers/promises'
import { upsertMailboxFromUrl } from '../../src/mailbox/mailbox.ts'
import { startPollerHere } from '../poller-here.ts'
import { randomFrom } from '../random.ts'
import { BOTH, type Rig } from '../rig.ts'
import type { Row } from '../run-row.ts'
import { openScriptedMailbox } from '../scripted-mailbox.ts'
import { type Direction, startTcpProxy, type TcpProxy } from '../tcp-proxy.ts'

/** A proxy between the product and Dovecot for as long as `work` lasts, and the rig's mailbox behind it. */
async function withProxy(rig: Rig, work: (proxy: TcpProxy) => Promise<void>): Promise<void> {
  const proxy = await startTcpProxy(rig.servers.dovecot)
  rig.reach.imap = { host: proxy.host, port: proxy.port }
  await rig.addMailbox(rig.user)
  try {
    await work(proxy)
  } finally {
    await proxy.close()
  }
}

/** By what an observer of the wire knows the state of the protocol, and how many octets beyond it the cut comes. */
const STATES: { state: string; pattern: string; direction: Direction; beyond?: number }[] = [
  { state: 'greeting', pattern: '* OK', direction: 'to-client' },
  { state: 'login', pattern: 'Logged in', direction: 'to-client' },
  { state: 'select', pattern: 'SELECT', direction: 'to-server' },
  { state: 'list', pattern: 'RFC822.SIZE ', direction: 'to-client', beyond: 1 },
  { state: 'fetch, in a literal', pattern: 'BODY[] {', direction: 'to-client', beyond: 200 },
  { state: 'idle', pattern: '+ idling', direction: 'to-client' },
  { state: 'mark', pattern: 'STORE', direction: 'to-server' },
]

const cutInEachState: Row = {
  number: '26',
  name: 'TCP cut at greeting, login, select, list, in a literal, idle and at marking',
  backends: BOTH,
  async run(rig, { small, each, seed }) {
    await rig.start('ingest,upkeep')
    await withProxy(rig, async (proxy) => {
      for (const { state, pattern, direction, beyond = 0 } of STATES) {
        const before = proxy.counts.cut
        proxy.cutWhen(pattern, direction, { beyond })
        await rig.deliver(small ? 3 : each)
        const stop = await startPollerHere(rig)
        try {
          await rig.until(`a cut at ${state}`, async () => proxy.counts.cut > before, 120_000)
          rig.fault('TCP cut')
          await rig.untilAccounted()
        } finally {
          await stop()
        }
      }
      await cutAnywhere(rig, proxy, small ? 2 : 20, small ? 10 : each, randomFrom(seed))
    })
  },
}

/** Each connection of a new poller is cut somewhere, the last one lives. */
async function cutAnywhere(
  rig: Rig,
  proxy: TcpProxy,
  times: number,
  messages: number,
  random: () => number,
): Promise<void> {
  for (let cut = 0; cut < times; cut += 1) {
    proxy.cutNext(1, Math.floor(random() * (2_000 + messages * 2_000)))
    await rig.deliver(messages)
    const stop = await startPollerHere(rig)
    await rig.untilAccounted().finally(stop)
    await proxy.restore()
    rig.fault('TCP cut somewhere')
  }
}

const halfOpen: Row = {
  number: '27',
  name: 'the connection is open at our end only, in IDLE: mail that comes is found all the same',
  backends: BOTH,
  slow: true,
  recoverWithin: 90,
  async run(rig, { small, each }) {
    await rig.start('ingest,upkeep')
    await withProxy(rig, async (proxy) => {
      await rig.deliver(each)
      // In full with the product's own tick.
      const stop = await startPollerHere(rig, small ? {} : { syncEvery: 60_000 })
      try {
        await rig.untilAccounted()
        await sleep(300) // It goes to IDLE.
        proxy.forget()
        rig.fault('half-open connection')
        assert.equal(proxy.counts.swallowed, 1)
        const waiting = rig.untilNextArticle(180_000)
        await rig.deliver(each)
        rig.recovered('half-open', await waiting)
        await rig.untilAccounted()
      } finally {
        await stop()
      }
    })
  },
}

const goodbye: Row = {
  number: '28',
  name: 'BYE in IDLE and at the greeting: connects again, slower, and never calls it a wrong password',
  backends: BOTH,
  slow: true,
  async run(rig, { each }) {
    await rig.start('ingest,upkeep')
    const scripted = await openScriptedMailbox(rig)
    const { imap } = scripted
    scripted.deliver(each)
    const stop = await startPollerHere(rig)
    try {
      await scripted.untilSettled()
      // The tick's NOOP is answered by BYE, and the next connection is turned away at the door.
      imap.faults.greeting = '* BYE [UNAVAILABLE] Too many connections, try again later'
      imap.faults.script = ({ name }) => (name === 'NOOP' ? { bye: 'down for maintenance' } : undefined)
      const before = imap.connectedAt.length
      await rig.until('turned away', async () => imap.connectedAt.length > before, 120_000)
      rig.fault('BYE', 2)
      scripted.deliver(each)
      await sleep(5_000)
      assert.equal(imap.connectedAt.length, before + 1, 'it knocks again at once')
      const { state, words, refusals } = await scripted.stateOf()
      assert.equal(state, 'waiting')
      assert.equal(refusals, 0, words)
      assert.doesNotMatch(words, /password/i)
      imap.faults.greeting = '* OK ready'
      imap.faults.script = () => undefined
      await scripted.untilSettled(180_000)
    } finally {
      await stop()
      await scripted.close()
    }
  },
}

const throttled: Row = {
  number: '29',
  name: 'NO [LIMIT] and [OVERQUOTA] while fetching: slower, no message blamed, no password asked for',
  backends: BOTH,
  slow: true,
  async run(rig, { each }) {
    await rig.start('ingest,upkeep')
    const scripted = await openScriptedMailbox(rig)
    const { imap } = scripted
    let refused = 0
    imap.faults.script = ({ name, line }) => {
      if (name !== 'UID FETCH' || !line.includes('BODY') || refused > 0) return undefined
      refused += 1
      return { no: '[OVERQUOTA] bandwidth limit exceeded, try again later' }
    }
    scripted.deliver(each)
    const stop = await startPollerHere(rig)
    try {
      await rig.until('throttled', async () => (await scripted.stateOf()).state === 'waiting', 120_000)
      rig.fault('[OVERQUOTA]', refused)
      const { words, refusals } = await scripted.stateOf()
      assert.equal(refusals, 0)
      assert.doesNotMatch(words, /password/i)
      const failed = await rig.db.selectFrom('failedUid').select('uid').execute()
      assert.deepEqual(failed, [], 'messages are blamed for a limit of the server')
      await scripted.untilSettled(180_000)
      assert.deepEqual(await scripted.counts(), { filed: each })
    } finally {
      await stop()
      await scripted.close()
    }
  },
}

const wrongPassword: Row = {
  number: '30',
  name: 'a wrong password: asked again only after three refusals over half an hour, other mailboxes go on',
  backends: BOTH,
  async run(rig, { each }) {
    await rig.start('ingest,upkeep')
    const { SECRET_KEY = '' } = rig.env('poller')
    await rig.addMailbox(rig.user)
    const bad = new URL(rig.servers.dovecot.imapUrl(`locked-${rig.tag}`))
    const right = bad.password
    bad.password = 'wrong'
    const { id } = await upsertMailboxFromUrl(rig.db, SECRET_KEY, bad.href)
    const state = () =>
      rig.db
        .selectFrom('mailbox')
        .select(['state', 'refusals', 'stateDetail'])
        .where('id', '=', id)
        .executeTakeFirstOrThrow()
    await rig.deliver(each)
    let stop = await startPollerHere(rig)
    try {
      await rig.until('refused once', async () => ['waiting', 'refused'].includes((await state()).state), 120_000)
      rig.fault('sign-in refused')
      const { refusals, state: after } = await state()
      assert.deepEqual([refusals, after], [1, 'waiting'], 'a person is asked after the first refusal')
      await rig.untilAccounted()
      await stop()
      // Half an hour later, after another refusal.
      const longAgo = new Date(Date.now() - 31 * 60_000)
      await rig.db
        .updateTable('mailbox')
        .set({ refusals: 2, refusedSince: longAgo, signInAfter: null })
        .where('id', '=', id)
        .execute()
      stop = await startPollerHere(rig)
      await rig.until('a person asked', async () => (await state()).state === 'refused', 120_000)
      rig.fault('sign-in refused')
      // The person enters the right one.
      bad.password = right
      await rig.deliver(each, { user: `locked-${rig.tag}` })
      await upsertMailboxFromUrl(rig.db, SECRET_KEY, bad.href)
      await rig.untilAccounted()
      assert.equal((await state()).refusals, 0)
    } finally {
      await stop()
    }
  },
}

const silentServer: Row = {
  number: '35',
  name: 'the server never announces new mail: the tick finds it',
  backends: BOTH,
  recoverWithin: 90,
  async run(rig, { small, each }) {
    await rig.start('ingest,upkeep')
    const scripted = await openScriptedMailbox(rig)
    scripted.imap.faults.announces = false
    scripted.deliver(each)
    const stop = await startPollerHere(rig, small ? {} : { syncEvery: 60_000 })
    try {
      await scripted.untilSettled()
      await sleep(300)
      rig.fault('EXISTS withheld')
      const waiting = rig.untilNextArticle(180_000)
      scripted.deliver(each)
      rig.recovered('silence', await waiting)
      await scripted.untilSettled()
    } finally {
      await stop()
      await scripted.close()
    }
  },
}

export const rows: Row[] = [cutInEachState, halfOpen, goodbye, throttled, wrongPassword, silentServer]
