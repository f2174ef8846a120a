import type { Command } from 'commander'

/** `bench`: how fast the whole way is, beside yardsticks measured in the same run. */
export function addBench(program: Command): void {
  program
    .command('bench')
    .option('--json', 'print the figures as JSON only')
    .option('--quick', 'a tenth of the messages: a first impression')
    .option('--memory', "also the poller's memory on mailboxes of 1,000 and 50,000 messages (some minutes)")
    .description(
      'Measure the whole way on seeded mailboxes in a local Dovecot (needs dovecot-imapd, redis-server, isync)',
    )
    .action(async (options: { json?: true; quick?: true; memory?: true }) => {
      // Loaded here only: the bench stands on the test servers, which an installed product has not.
      const { runBench, tableOf } = await import('../../bench/bench.ts')
      const part = options.quick ? 0.1 : 1
      const size = {
        text: 2_000 * part,
        mixed: 1_000 * part,
        latency: 30,
        memory: options.memory ? [1_000, 50_000] : [],
      }
      const report = await runBench(size, (what) => console.error(`… ${what}`))
      if (!options.json) console.log(`${tableOf(report)}\n`)
      console.log(JSON.stringify(report))
    })
}
