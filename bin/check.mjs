// `npm run check`: types, lint with the import table, formatting, unused code. Every gate runs; the exit code is 1 if any failed.
import { spawnSync } from 'node:child_process'
import { installPackages, root, toolEnvironment } from './install.mjs'

installPackages()
const gates = [
  ['types of the server', 'tsc', ['-p', 'tsconfig.json']],
  ['types of the desk', 'tsc', ['-p', 'src/web/tsconfig.json']],
  ['lint, imports and formatting', 'biome', ['ci', '--colors=off']],
  ['unused code', 'knip', []],
]
const failed = gates.filter(([title, command, args]) => {
  const { status } = spawnSync(command, args, { cwd: root, stdio: ['ignore', 2, 2], env: toolEnvironment() })
  console.error(`${status === 0 ? 'ok    ' : 'FAILED'} ${title}`)
  return status !== 0
})
process.exit(failed.length === 0 ? 0 : 1)
