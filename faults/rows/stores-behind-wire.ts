import assert from 'node:assert/strict'
import { setTimeout as sleep } from 'node:timers/promises'
import { BOTH, type Rig } from '../rig.ts'
import type { Row, Size } from '../run-row.ts'
import { startTcpProxy, type TcpProxy } from '../tcp-proxy.ts'

const BLACK_HOLE_MS = 20_000
const SLOW = 200_000

/** The wire to a store is cut again and again, swallows everything for a while, and is slow, while mail flows. */
async function disturb(rig: Rig, proxy: TcpProxy, store: string, { small, each }: Size): Promise<void> {
  await rig.start('poller')
  await rig.start('ingest,upkeep')
  await rig.deliver(each)
  await rig.untilAccounted()

  const flowing = rig.deliver(each * 2, { every: small ? 100 : 25 })
  for (let cuts = 0; cuts < (small ? 4 : 25); cuts += 1) {
    await sleep(250)
    rig.fault(`TCP cut to ${store}`, proxy.cut())
  }
  await flowing
  const cut = performance.now()
  await rig.untilAccounted()
  rig.recovered(`${store} cut`, (performance.now() - cut) / 1000)

  proxy.blackHole()
  rig.fault(`${store} in a black hole`)
  await rig.deliver(each)
  await sleep(small ? 3_000 : BLACK_HOLE_MS)
  assert.ok(proxy.counts.swallowed > 0, 'nothing was swallowed')
  await proxy.restore()
  const restored = performance.now()
  await rig.untilAccounted()
  rig.recovered(`${store} black hole`, (performance.now() - restored) / 1000)

  proxy.throttle(SLOW)
  proxy.delay(5)
  rig.fault(`slow ${store}`)
  await rig.deliver(each)
  await rig.untilAccounted()
}

const redis: Row = {
  number: '14b',
  name: 'the wire to Redis: cut, a black hole, slow',
  backends: ['redis'],
  slow: true,
  async run(rig, size) {
    const proxy = await startTcpProxy(rig.servers.redis)
    rig.reach.redis = { host: proxy.host, port: proxy.port }
    await disturb(rig, proxy, 'Redis', size).finally(() => proxy.close())
  },
}

const postgres: Row = {
  number: '19b',
  name: 'the wire to Postgres: cut, a black hole, slow',
  backends: BOTH,
  slow: true,
  async run(rig, size) {
    const proxy = await startTcpProxy(rig.servers.postgres)
    rig.reach.postgres = { host: proxy.host, port: proxy.port }
    await disturb(rig, proxy, 'Postgres', size).finally(() => proxy.close())
  },
}

export const rows: Row[] = [redis, postgres]
