import { Command, CommanderError } from 'commander'
import { addImport } from './commands/import.ts'
import { addBench } from './commands/bench.ts'
import { addDoctor } from './commands/doctor.ts'
import { addMailboxCommands } from './commands/mailbox.ts'
import { addMessageCommands } from './commands/message.ts'
import { addPeopleCommands } from './commands/people.ts'
import { addRead } from './commands/read.ts'
import { addRunCommands } from './commands/run.ts'
import { addVerify } from './commands/verify.ts'
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

addRunCommands(program)
addDoctor(program)
addMailboxCommands(program)
addMessageCommands(program)
addVerify(program)
addImport(program)
addRead(program)
addBench(program)
addPeopleCommands(program)

try {
  await program.parseAsync()
} catch (error) {
  process.exitCode = exitCodeOf(error)
}

function exitCodeOf(error: unknown): number {
  // Commander has said it already, and shows its help by throwing.
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2
  const known = error instanceof ConfigError || (error instanceof Error && error.name !== 'Error' && error.name !== 'TypeError')
  console.error(known ? `copytaster: ${(error as Error).message}` : error)
  return 1
}
