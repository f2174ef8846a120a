import { setTimeout as sleep } from 'node:timers/promises'
import { createUser, findUser, signInLink } from '../src/account/account.ts'
import { openAuth } from '../src/account/auth.ts'
import type { Config } from '../src/config.ts'
import type { Log } from '../src/log.ts'
import { countByStatus } from '../src/message/verify.ts'
import { type Running, startRoles, untilSignal } from '../workers/main.ts'
import { type DemoMailbox, startDemoMailbox } from './mail-server.ts'
import { sampleReleases, tricklingReleases } from './releases.ts'

const VISITOR = { email: 'visitor@newsdesk.example', name: 'Visitor', role: 'admin' } as const
const TRICKLE_MS = 40_000

/**
 * Runs the whole product on a demo mailbox in this process until a signal ends it: sample releases at first, then a new one now and then.
 * Prints where the desk is, a link that signs in, and how to mail something to it.
 */
export async function runDemo(config: Config, log: Log): Promise<void> {
  const stopped = untilSignal()
  const mailbox = await startDemoMailbox()
  const running = await startDesk({ ...config, imapUrl: `${mailbox.imapUrl}?name=Demo%20mailbox` }, log).catch(
    async (error) => {
      await mailbox.close()
      throw error
    },
  )
  const ending = new AbortController()
  try {
    await announce(running, mailbox, config.baseUrl)
    const filling = fill(running, mailbox, ending.signal)
    await stopped
    ending.abort()
    await filling
  } finally {
    console.error('Stopping …')
    await running.stop()
    await mailbox.close()
  }
}

/** On the usual port, or on a free one where that is taken and none was asked for. */
async function startDesk(config: Config, log: Log): Promise<Running> {
  try {
    return await startRoles(config, log)
  } catch (error) {
    const isTaken = error instanceof Error && (error.cause as NodeJS.ErrnoException | undefined)?.code === 'EADDRINUSE'
    if (config.port !== undefined || !isTaken) throw error
    return startRoles({ ...config, port: 0 }, log)
  }
}

async function announce({ parts, server }: Running, mailbox: DemoMailbox, givenUrl: string | undefined): Promise<void> {
  if (!server) return
  const baseUrl = givenUrl ?? server.url
  const auth = openAuth(parts.pool, { secretKey: parts.secretKey, baseUrl })
  if (!(await findUser(parts.db, VISITOR.email))) await createUser(auth, VISITOR)
  console.log(`
Copytaster's demo is at ${baseUrl}
Sign in with this link (it works once; each start prints a new one):

  ${await signInLink(auth, VISITOR.email, baseUrl)}

Mail something to it:  SMTP to 127.0.0.1:${mailbox.smtpPort}, or append over IMAP to INBOX of ${mailbox.imapUrl}
End it with Ctrl+C. What it stored stays for the next start.
`)
}

/** The sample releases when nothing was ever received, then those that trickle in, each once over all starts. */
async function fill({ parts }: Running, mailbox: DemoMailbox, signal: AbortSignal): Promise<void> {
  const received = Object.values(await countByStatus(parts.db)).reduce((sum, count) => sum + count, 0)
  const waiting = await sampleReleases(new Date())
  if (received === 0) {
    for (const { source, receivedAt } of waiting) await mailbox.append(source, receivedAt)
  }
  for (const compose of tricklingReleases.slice(Math.max(0, received - waiting.length))) {
    await sleep(TRICKLE_MS, undefined, { signal }).catch(() => {}) // Woken early by the end.
    if (signal.aborted) return
    const { source, receivedAt } = await compose(new Date())
    await mailbox.append(source, receivedAt)
  }
}
