import { existsSync } from 'node:fs'
import { join } from 'node:path'
import fastifyStatic from '@fastify/static'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { answerNotFound } from './problem.ts'

/** Paths that belong to programs: an unknown one is a 404, never the page. */
const NOT_THE_PAGE = /^\/(api|assets|admin\/board|livez|readyz|metrics)(\/|$|\?)/

/**
 * Serves the built single-page app from `dir`: its hashed assets for ever, and `index.html` (never cached) for every address that a
 * browser opens, as the app reads the address itself. Everything else unknown is a 404.
 */
export async function servePage(app: FastifyInstance, dir: string): Promise<void> {
  await app.register(async (page) => {
    await page.register(fastifyStatic, { root: dir, serve: false, index: false, cacheControl: false })

    page.get<{ Params: { '*': string } }>(
      '/assets/*',
      { config: { access: 'public' }, schema: { hide: true } },
      (request, reply) =>
        reply.header('cache-control', 'public, max-age=31536000, immutable').sendFile(`assets/${request.params['*']}`),
    )
    page.setNotFoundHandler((request, reply) => {
      if (!isPageVisit(request)) return answerNotFound(request, reply)
      const file = publicFile(request.url)
      if (file && existsSync(join(dir, file)))
        return reply.header('cache-control', 'public, max-age=3600').sendFile(file)
      if (existsSync(join(dir, 'index.html'))) return reply.header('cache-control', 'no-cache').sendFile('index.html')
      return sayUnbuilt(reply)
    })
  })
}

function isPageVisit(request: FastifyRequest): boolean {
  return (request.method === 'GET' || request.method === 'HEAD') && !NOT_THE_PAGE.test(request.url)
}

/** A file at the top of the app's directory, such as an icon. */
function publicFile(url: string): string | undefined {
  return /^\/([\w-]+\.(?:ico|png|svg|txt|webmanifest))(?:\?|$)/.exec(url)?.[1]
}

function sayUnbuilt(reply: FastifyReply): FastifyReply {
  return reply
    .code(503)
    .type('text/plain; charset=utf-8')
    .send('The page of the desk is not built yet. Run: npm run build\n')
}
