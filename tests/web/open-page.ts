import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { glob, mkdir, mkdtemp, rename, rm, stat } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core'
import type { Visitor } from '../support/desk.ts'

const home = resolve(import.meta.dirname, '../..')
const dist = join(home, 'dist')
const vite = join(home, 'node_modules/vite/bin/vite.js')
const run = promisify(execFile)
export const webDir = join(dist, 'web')

export const DESK = { width: 1440, height: 900 }
export const PHONE = { width: 390, height: 844 }

/**
 * Builds the page as it is shipped, unless what stands in dist is newer than its sources. In a process of its own: NODE_ENV is `test` here,
 * which would build React for development. Test files that build at the same time do not disturb each other.
 */
export async function buildPage(): Promise<void> {
  const built = existsSync(join(webDir, 'index.html')) ? (await stat(join(webDir, 'index.html'))).mtimeMs : 0
  if (built > (await newestSource())) return
  const outDir = await mkdtemp(join(home, 'web-build-'))
  await run(process.execPath, [vite, 'build', '--outDir', outDir, '--logLevel', 'error'], {
    cwd: home,
    env: { ...process.env, NODE_ENV: 'production' },
  })
  await mkdir(dist, { recursive: true })
  await rm(webDir, { recursive: true, force: true })
  await rename(outDir, webDir).catch(() => rm(outDir, { recursive: true, force: true }))
}

async function newestSource(): Promise<number> {
  let newest = 0
  for await (const file of glob(['src/web/**/*', 'vite.config.ts'], { cwd: home })) {
    newest = Math.max(newest, (await stat(join(home, file))).mtimeMs)
  }
  return newest
}

export function openBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-dev-shm-usage', '--disable-gpu'],
  })
}

export interface Visit {
  viewport?: { width: number; height: number }
  scheme?: 'light' | 'dark'
}

/** A browser of its own for one person, signed in unless they are a stranger; motion is off, so that nothing waits for it. */
export async function openContext(
  browser: Browser,
  url: string,
  visitor: Visitor,
  { viewport = DESK, scheme = 'light' }: Visit = {},
): Promise<BrowserContext> {
  const context = await browser.newContext({
    viewport,
    colorScheme: scheme,
    reducedMotion: 'reduce',
    baseURL: url,
    hasTouch: viewport.width < 600,
  })
  const cookies = visitor.cookie.split('; ').filter(Boolean)
  await context.addCookies(
    cookies.map((cookie) => {
      const at = cookie.indexOf('=')
      return { name: cookie.slice(0, at), value: cookie.slice(at + 1), url }
    }),
  )
  return context
}

/** Opens an address and waits until nothing on it is loading any more. */
export async function openPage(context: BrowserContext, path: string): Promise<Page> {
  const page = await context.newPage()
  await page.goto(path)
  await page.locator('[aria-label^="Loading"]').first().waitFor({ state: 'detached' })
  return page
}
