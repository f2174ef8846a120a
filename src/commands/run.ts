import { join } from 'node:path'
import type { Command } from 'commander'
import { readConfig } from '../config.ts'
import { openLog } from '../log.ts'
import type { Parts } from '../parts.ts'
import { withParts } from './with-parts.ts'

/** `demo`, `start`, `migrate`. */
export function addRunCommands(program: Command): void {
  program
    .command('demo')
    .description('Start everything on a demo mailbox with sample releases and print a sign-in link')
    .action(async () => {
      // Loaded here only: its mail server is a development dependency, which an image has not.
      const { runDemo } = await import('../../demo/demo.ts')
      const config = readConfig()
      await runDemo({ ...config, dataDir: join(config.dataDir, 'demo') }, openLog('warn'))
    })

  program
    .command('start')
    .description('Start the roles named by ROLES (default: all) until a signal ends them')
    .addHelpText('after', '\nExample:\n  IMAP_URL=imaps://desk:secret@mail.example.org copytaster start')
    .action(start)

  program
    .command('migrate')
    .description('Bring the database up to date (start does so by itself)')
    .action(() => withParts(async () => console.error('The database is up to date.')))
}

async function start(): Promise<void> {
  const config = readConfig()
  const log = openLog(config.logLevel)
  const { outliveStrayFaults, startRoles, untilSignal } = await import('../../workers/main.ts')
  outliveStrayFaults(log)
  const stopped = untilSignal()
  const running = await Promise.race([startRoles(config, log), stopped.then(() => undefined)])
  // The desk works without a welcome, should Postgres go away at this moment.
  if (running?.server)
    await welcome(running.parts, config.baseUrl ?? running.server.url).catch((err) =>
      log.warn({ err }, 'whether anybody has an account is not known'),
    )
  await stopped
  console.error('Stopping; running work may end …')
  await running?.stop()
  // A connection that does not answer would keep the process alive, as would a start that was interrupted.
  process.exit()
}

async function welcome(parts: Parts, baseUrl: string): Promise<void> {
  const { firstSignInLink } = await import('../account/account.ts')
  const { openAuth } = await import('../account/auth.ts')
  const { listMailboxes } = await import('../mailbox/mailbox.ts')
  console.log(`Copytaster is at ${baseUrl}`)
  const link = await firstSignInLink(parts.db, openAuth(parts.pool, { secretKey: parts.secretKey, baseUrl }), baseUrl)
  if (link)
    console.log(`Nobody has an account yet. Open this once, within 24 hours, to make the first admin:\n  ${link}`)
  if ((await listMailboxes(parts.db)).length === 0) {
    console.log('No mailbox is collected yet: add one in the engine room, or set IMAP_URL.')
  }
}
