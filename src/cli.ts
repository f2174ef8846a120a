import { Command, CommanderError } from 'commander'
import { ConfigError } from './config.ts'

/** The command line. Standard output is for what was asked, standard error for talk; exit 0 fine, 1 failed, 2 wrong usage. */
const program = new Command('copytaster')
  .description('Press releases from the news desk mailbox, one clean draft each.')
  .showSuggestionAfterError()
  .showHelpAfterError('(see copytaster --help)')
  .exitOverride()
  .addHelpText(
    'after',
    `
Examples:
  copytaster demo                                  try it on sample releases
  IMAP_URL=imaps://desk:secret@mail.example.org copytaster start
  copytaster doctor                                what is wrong, step by step
  copytaster read release.eml --json               read a file, no database
  copytaster verify                                is everything that was received accounted for?

Configuration is read from environment variables: see docs/operations.md.`,
  )

const run = async () => (await import('./commands/run.ts')).addRunCommands
const LOADERS: Record<string, () => Promise<(program: Command) => void>> = {
  demo: run,
  start: run,
  migrate: run,
  doctor: async () => (await import('./commands/doctor.ts')).addDoctor,
  mailbox: async () => (await import('./commands/mailbox.ts')).addMailboxCommands,
  message: async () => (await import('./commands/message.ts')).addMessageCommands,
  verify: async () => (await import('./commands/verify.ts')).addVerify,
  import: async () => (await import('./commands/import.ts')).addImport,
  read: async () => (await import('./commands/read.ts')).addRead,
  eval: async () => (await import('./commands/eval.ts')).addEval,
  replay: async () => (await import('./commands/replay.ts')).addReplay,
  bench: async () => (await import('./commands/bench.ts')).addBench,
  faults: async () => (await import('./commands/faults.ts')).addFaults,
  user: async () => (await import('./commands/people.ts')).addUserCommands,
  token: async () => (await import('./commands/people.ts')).addTokenCommands,
}

// Only the command asked for is loaded, as the libraries of all take seconds; help and mistyped names need to know every one.
const asked = LOADERS[process.argv[2] ?? '']
for (const load of asked ? [asked] : new Set(Object.values(LOADERS))) (await load())(program)

// Started by bin/copytaster.mjs: who kills that one means this one, which would else go on unseen.
process.on('disconnect', () => process.exit(1))
process.channel?.unref()

try {
  await program.parseAsync()
} catch (error) {
  // A failed start may have left something listening, which would keep the process alive.
  process.exit(exitCodeOf(error))
}

function exitCodeOf(error: unknown): number {
  // Commander has said it already, and shows its help by throwing.
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2
  const known =
    error instanceof ConfigError || (error instanceof Error && error.name !== 'Error' && error.name !== 'TypeError')
  console.error(known ? `copytaster: ${(error as Error).message}` : error)
  return 1
}
