import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import type { Kysely } from 'kysely'
import { Counter, collectDefaultMetrics, Gauge, Registry } from 'prom-client'
import type { Database } from '../database.ts'
import { countQuarantine } from '../message/quarantine.ts'
import { countByMailbox, readBacklog, readPace } from '../message/tally.ts'
import { registerMailboxes } from './mailbox-metrics.ts'

/**
 * `/metrics` in Prometheus's text format. What the tables know is counted when it is asked for, so every web process gives the same
 * numbers, and a restart sets none to zero. Not public: it answers an admin (by bearer token or session), and programs on this machine
 * that no proxy stands before.
 */
export const metricsRoutes: FastifyPluginAsyncZod<{ db: Kysely<Database>; version: string }> = async (
  app,
  { db, version },
) => {
  const registry = openRegistry(db, version)
  app.get(
    '/metrics',
    { config: { access: 'admin', loopback: true }, schema: { tags: ['health'] } },
    async (_request, reply) => reply.type(registry.contentType).send(await registry.metrics()),
  )
}

function openRegistry(db: Kysely<Database>, version: string): Registry {
  const registry = new Registry()
  const registers = [registry]
  collectDefaultMetrics({ register: registry })

  new Gauge({
    name: 'copytaster_build_info',
    help: 'Always 1; the version is in the label',
    labelNames: ['version'],
    registers,
  }).set({ version }, 1)
  registerMailboxes(db, registers)
  new Counter({
    name: 'copytaster_messages_total',
    help: 'Messages by what became of them; a replay takes one back',
    labelNames: ['mailbox', 'outcome'],
    registers,
    async collect() {
      this.reset()
      for (const { mailboxId, status, count } of await countByMailbox(db)) {
        if (status !== 'received') this.inc({ mailbox: mailboxId, outcome: status }, count)
      }
    },
  })
  new Gauge({
    name: 'copytaster_quarantine_open',
    help: 'Messages in quarantine',
    labelNames: ['reason'],
    registers,
    async collect() {
      this.reset()
      for (const { reason, count } of await countQuarantine(db)) this.set({ reason }, count)
    },
  })
  registerPace(db, registers)
  return registry
}

function registerPace(db: Kysely<Database>, registers: Registry[]): void {
  new Gauge({
    name: 'copytaster_backlog',
    help: 'Messages that wait for a stage',
    labelNames: ['stage'],
    registers,
    async collect() {
      const { waiting, running, retrying } = await readBacklog(db)
      this.set({ stage: 'ingest' }, waiting + running + retrying)
    },
  })
  new Gauge({
    name: 'copytaster_backlog_oldest_age_seconds',
    help: 'For how long the oldest message has waited for a stage; 0: none waits',
    labelNames: ['stage'],
    registers,
    async collect() {
      this.set({ stage: 'ingest' }, (await readBacklog(db)).oldestSeconds ?? 0)
    },
  })
  new Gauge({
    name: 'copytaster_retrying_messages',
    help: 'Messages that wait for another try after a fault in reading',
    registers,
    async collect() {
      this.set((await readBacklog(db)).retrying)
    },
  })
  new Gauge({
    name: 'copytaster_ingest_latency_seconds',
    help: 'From stored to settled, over the messages settled in the last five minutes; absent: none was',
    labelNames: ['quantile'],
    registers,
    async collect() {
      this.reset()
      const { median, p95 } = await readPace(db)
      if (median !== null) this.set({ quantile: '0.5' }, median)
      if (p95 !== null) this.set({ quantile: '0.95' }, p95)
    },
  })
}
