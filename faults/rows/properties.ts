import fc from 'fast-check'
import { anySteps } from '../model/any-steps.ts'
import { runSteps } from '../model/run-steps.ts'
import { openGround } from '../model/world.ts'
import { BOTH } from '../rig.ts'
import type { Row } from '../run-row.ts'

const STEPS = 40

const interleavings: Row = {
  number: 'properties',
  name: 'any interleaving of what servers, people, pollers and workers do keeps the promise',
  backends: BOTH,
  fullOnly: true,
  async run(rig, { each, seed }, say) {
    const { DATABASE_URL = '', REDIS_URL } = rig.env('ingest', true)
    const ground = await openGround(
      DATABASE_URL,
      REDIS_URL ? { backend: 'redis', url: REDIS_URL } : { backend: 'postgres', url: DATABASE_URL },
    )
    const runs = each
    let steps = 0
    let done = 0
    try {
      const property = fc.asyncProperty(anySteps(STEPS), async (taken) => {
        await runSteps(ground, taken)
        steps += taken.length
        if (++done % 50 === 0) say(`${done} of ${runs} interleavings`)
      })
      await fc.assert(property, { numRuns: runs, seed })
    } finally {
      rig.fault('steps in any order', steps)
      await ground.close()
    }
  },
}

export const rows: Row[] = [interleavings]
