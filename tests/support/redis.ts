import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { Redis } from 'ioredis'

export interface TestRedis {
  url: string
  close(): Promise<void>
}

/** A real redis-server on a free port, with a directory of its own. */
export async function startRedis(settings: Record<string, string> = {}): Promise<TestRedis> {
  const dir = await mkdtemp(join(tmpdir(), 'copytaster-redis-'))
  const port = settings.port ?? (await freePort())
  const all = { port: String(port), bind: '127.0.0.1', dir, save: '', appendonly: 'no', ...settings }
  // The shell kills the server when our end of its standard input closes, also because this process was killed.
  const guard = '"$0" "$@" </dev/null & server=$!; read _; kill -9 $server; wait $server'
  const flags = Object.entries(all).flatMap(([name, value]) => [`--${name}`, value])
  const server = spawn('sh', ['-c', guard, 'redis-server', ...flags], { stdio: ['pipe', 'ignore', 'ignore'] })
  const url = `redis://127.0.0.1:${port}`
  await untilAnswers(url)
  return {
    url,
    close: async () => {
      server.stdin.end()
      if (server.exitCode === null && server.signalCode === null) await once(server, 'exit')
      await rm(dir, { recursive: true, force: true })
    },
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as { port: number }
  server.close()
  await once(server, 'close')
  return port
}

async function untilAnswers(url: string): Promise<void> {
  for (let tries = 0; tries < 100; tries += 1) {
    const redis = new Redis(url, { lazyConnect: true, retryStrategy: () => null })
    redis.on('error', () => {}) // Not up yet: asked again.
    const up = await redis.connect().then(
      () => true,
      () => false,
    )
    redis.disconnect()
    if (up) return
    await sleep(50)
  }
  throw new Error(`redis-server does not answer at ${url}; is it installed? (apt-get install redis-server)`)
}
