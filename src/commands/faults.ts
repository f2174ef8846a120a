import { type Command, InvalidArgumentError, Option } from 'commander'

const ROW_SHARE = 50

/** `faults`: the fault matrix on real servers; nothing lost, nothing twice. */
export function addFaults(program: Command): void {
  program
    .command('faults')
    .option('--rows <list>', 'numbers or names, such as 7,15,19 or storm or after-claim (default: all)', (text) =>
      text.split(',').map((name) => name.trim()),
    )
    .option('--messages <count>', 'messages of the storm; the other rows take a fiftieth of it', positive, 10_000)
    .addOption(
      new Option('--backend <backend>', 'where the queue lives (default: both)').choices(['postgres', 'redis']),
    )
    .option('--seed <number>', 'repeats a run: the faults come at the same moments', positive, Date.now() % 1_000_000)
    .option('--small', 'what npm test runs: each row in seconds')
    .option('--list', 'list the rows and the crash points, and run nothing')
    .option('--json', 'print the results as JSON')
    .description(
      'Break everything on purpose and count what is lost or twice (needs dovecot-imapd, redis-server, faketime)',
    )
    .addHelpText(
      'after',
      `
Examples:
  copytaster faults --list
  copytaster faults --rows storm --messages 1000 --backend redis
  copytaster faults --rows 7,15,19 --small`,
    )
    .action(async (options: FaultsOptions) => {
      // Loaded here only: the suite stands on the test servers, which an installed product has not.
      const faults = await import('../../faults/faults.ts')
      if (options.list) {
        const listing = faults.listing()
        console.log(options.json ? JSON.stringify(listing, null, 2) : faults.listingText(listing))
        return
      }
      const { messages, seed, small = false } = options
      const size = { small, seed, storm: messages, each: small ? 10 : Math.max(20, Math.round(messages / ROW_SHARE)) }
      const backends = options.backend ? [options.backend] : (['postgres', 'redis'] as const)
      console.error(`seed ${seed}`)
      const results = await faults.runFaults({ rows: options.rows, backends, size }, (words) => console.error(words))
      console.log(options.json ? JSON.stringify({ seed, results }, null, 2) : faults.tableOf(results))
      if (results.some(({ passed }) => !passed)) process.exitCode = 1
    })
}

interface FaultsOptions {
  rows?: string[]
  messages: number
  backend?: 'postgres' | 'redis'
  seed: number
  small?: true
  list?: true
  json?: true
}

function positive(text: string): number {
  const count = Number(text)
  if (!Number.isInteger(count) || count < 1) throw new InvalidArgumentError('write a number from 1.')
  return count
}
