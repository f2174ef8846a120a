import type { Command } from 'commander'
import { createUser, findUser, signInLink } from '../account/account.ts'
import { openAuth } from '../account/auth.ts'
import { createToken } from '../account/token.ts'
import { readConfig } from '../config.ts'
import type { Parts } from '../parts.ts'
import { withParts } from './with-parts.ts'

class NoSuchUserError extends Error {
  override name = 'NoSuchUserError'
}

/** `user add`, `user link`. */
export function addUserCommands(program: Command): void {
  const user = program.command('user').description('People who use the desk')
  user
    .command('add')
    .argument('<email>')
    .option('--name <name>', 'how the desk calls them (default: the part before the @)')
    .option('--admin', 'may also see the engine room')
    .description('Add a person and print a link that signs them in once, within 24 hours')
    .addHelpText('after', '\nExample:\n  copytaster user add ada@desk.example --name "Ada" --admin')
    .action((email: string, options: { name?: string; admin?: true }) =>
      withParts(async (parts) => {
        const { auth, baseUrl } = openSignIn(parts)
        const name = options.name ?? (email.split('@')[0] as string)
        await createUser(auth, { email, name, role: options.admin ? 'admin' : 'editor' })
        console.log(await signInLink(auth, email, baseUrl))
      }),
    )
  user
    .command('link')
    .argument('<email>')
    .description('Print a new sign-in link, for someone who lost theirs or their password')
    .action((email: string) =>
      withParts(async (parts) => {
        await existing(parts, email)
        const { auth, baseUrl } = openSignIn(parts)
        console.log(await signInLink(auth, email, baseUrl))
      }),
    )
}

/** `token create`. */
export function addTokenCommands(program: Command): void {
  program
    .command('token')
    .description('Tokens for programs that use the HTTP API')
    .command('create')
    .argument('<email>', 'the user that the token acts as')
    .argument('<name>', 'what it is for')
    .description('Make a bearer token and print it; it is shown only now')
    .addHelpText('after', '\nExample:\n  copytaster token create ada@desk.example "CMS import"')
    .action((email: string, name: string) =>
      withParts(async (parts) => {
        const owner = await existing(parts, email)
        console.log((await createToken(parts.db, owner.id, name)).token)
      }),
    )
}

async function existing(parts: Parts, email: string) {
  const found = await findUser(parts.db, email)
  if (!found) throw new NoSuchUserError(`There is no user ${email}; add one with: copytaster user add ${email}`)
  return found
}

function openSignIn(parts: Parts) {
  const config = readConfig()
  const baseUrl = config.baseUrl ?? `http://localhost:${config.port ?? 8025}`
  return { auth: openAuth(parts.pool, { secretKey: parts.secretKey, baseUrl }), baseUrl }
}
