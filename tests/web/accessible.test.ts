import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { AxeBuilder } from '@axe-core/playwright'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import {
  seedArticle,
  seedCopy,
  seedMailbox,
  seedMessage,
  startTestDesk,
  type TestDesk,
  type Visitor,
} from '../support/desk.ts'
import { buildPage, DESK, openBrowser, openContext, openPage, PHONE, type Visit, webDir } from './open-page.ts'

let browser: Browser
let desk: TestDesk
let articleId: string

const rich =
  '<h1>Too big a heading</h1><p>Copy with <a href="https://example.org">a link</a>.</p><h4>Far below</h4><ul><li>One</li></ul>' +
  '<blockquote><p>Quoted</p></blockquote><table><tr><th>Place</th><td>1</td></tr></table><img src="data:image/gif;base64,R0lGODlhAQABAAAAACw=">' +
  `<p>${'Averylongwordwithoutanyplacetobreakit'.repeat(6)}</p>`

beforeAll(async () => {
  await buildPage()
  browser = await openBrowser()
  desk = await startTestDesk({ webDir })
  const mailboxId = await seedMailbox(desk.db)
  const content = await readFile(join(import.meta.dirname, '../../src/web/public/favicon.svg'))
  articleId = await seedArticle(desk, {
    headline: 'Ein sehr langer Titel einer Pressemitteilung über die Donaudampfschifffahrtsgesellschaft',
    language: 'de',
    bodyHtml: rich,
    attachments: [
      { name: 'a-file-name-that-is-far-too-long-to-be-shown-in-full-on-a-phone.svg', type: 'image/svg+xml', content },
    ],
  })
  for (const at of ['desk@paper.example', `press-${'and-pictures-'.repeat(4)}office@paper.example`])
    await seedCopy(desk, articleId, { recipients: [at, 'vmail@host.example'] })
  for (const step of ['take', 'accept', 'spike']) {
    const id = await seedArticle(desk, { headline: `To ${step}` })
    await desk.editor.call('POST', `/api/v1/articles/${id}/${step}`, { headers: { 'if-match': '"1"' } })
  }
  await seedMessage(desk, { mailboxId, status: 'quarantined', reason: 'too-large', subject: 'Much too large' })
  const slow = { reason: 'took-too-long', fault: 'sanitise:took-too-long', subject: 'Endless' }
  await seedMessage(desk, { mailboxId, status: 'quarantined', ...slow })
  await seedMessage(desk, { mailboxId, status: 'ignored', reason: 'in-junk', subject: 'In Junk' })
  await seedBusyMailbox()
})
afterAll(async () => {
  await browser?.close()
  await desk?.close()
})

/** With all that a card can show: a lost test message, a proof that is not whole, an event, a Junk folder. */
async function seedBusyMailbox() {
  const body = {
    name: 'Kultur und Gesellschaft',
    host: 'a-rather-long-name-of-a-server.example.org',
    username: 'kultur-und-gesellschaft@example.org',
    password: 'secret',
    junkFolder: 'Junk',
    canaryMinutes: 5,
  }
  const answer = await desk.admin.call('POST', '/api/v1/admin/mailboxes', { body })
  const { id } = (await answer.json()) as { id: string }
  const proof = { listed: 182_000, accounted: 64_120, filed: 64_068, duplicate: 31, ignored: 19, quarantined: 2 }
  await desk.pool.query(`update mailbox set last_succeeded_at = now(), proof = $2, proven_at = now() where id = $1`, [
    id,
    JSON.stringify({ ...proof, gone: 0, received: 0, retrying: 0 }),
  ])
  await desk.pool.query(`insert into history (mailbox_id, action) values ($1, 'mailbox-reset')`, [id])
  await desk.pool.query(
    `insert into canary (token, mailbox_id, appended_at) values ('t', $1, now() - interval '12 minutes')`,
    [id],
  )
}

interface Case {
  name: string
  path: () => string
  as: () => Visitor
  act?: (page: Page) => Promise<unknown>
}

const person = () => desk.admin
const nobody = () => desk.stranger
const openMenu = (page: Page) => page.getByRole('button', { name: /^Account of/ }).click()

const cases: Case[] = [
  { name: 'the sign-in page', path: () => '/', as: nobody },
  { name: 'the welcome page', path: () => '/welcome?token=x', as: nobody },
  { name: 'the list', path: () => '/', as: person },
  { name: 'a release', path: () => `/new/${articleId}`, as: person, act: unfold },
  { name: 'the taken releases', path: () => '/taken', as: person },
  { name: 'the accepted releases', path: () => '/accepted', as: person },
  { name: 'the account menu', path: () => '/', as: person, act: openMenu },
  { name: 'the keyboard help', path: () => '/', as: person, act: (page) => page.keyboard.press('?') },
  { name: 'the palette', path: () => '/', as: person, act: (page) => page.keyboard.press('Control+k') },
  { name: 'the engine room', path: () => '/admin', as: person, act: chooseTrouble },
  { name: 'the settings of a mailbox', path: () => '/admin', as: person, act: openSettings },
  { name: 'the form for a mailbox', path: () => '/admin', as: person, act: openMailboxForm },
]

async function unfold(page: Page) {
  for (const fold of await page.locator('summary').all()) await fold.click()
}

async function chooseTrouble(page: Page) {
  await page.getByRole('heading', { name: 'In Junk' }).waitFor()
  await page.getByRole('button', { name: /^Took too long/ }).click()
  await page.getByRole('button', { name: /^Replay all/ }).waitFor()
  await page.getByRole('button', { name: 'How it got here' }).first().click()
  await page.getByRole('list', { name: 'How it got here' }).waitFor()
}

async function openSettings(page: Page) {
  await page.getByRole('button', { name: 'Settings of News desk' }).click()
  await page.getByRole('dialog').waitFor()
}

async function openMailboxForm(page: Page) {
  await page.getByRole('button', { name: 'Add mailbox' }).click()
  await page.getByRole('dialog').locator('summary').click()
}

/** Shows every case in turn, each as the person it is for, and hands the page to `look`. */
async function eachCase(visit: Visit, look: (page: Page, name: string) => Promise<unknown>): Promise<void> {
  const contexts = new Map<Visitor, BrowserContext>()
  for (const { name, path, as, act } of cases) {
    const visitor = as()
    const context = contexts.get(visitor) ?? (await openContext(browser, desk.url, visitor, visit))
    contexts.set(visitor, context)
    const page = await openPage(context, path())
    await act?.(page)
    await look(page, name)
    await page.close()
  }
  for (const context of contexts.values()) await context.close()
}

const A_WHILE = 240_000

test.each([
  { scheme: 'light', viewport: DESK },
  { scheme: 'dark', viewport: DESK },
  { scheme: 'light', viewport: PHONE },
  { scheme: 'dark', viewport: PHONE },
] as const)(
  'axe objects to nothing on any page, $scheme, $viewport.width wide',
  { timeout: A_WHILE },
  async (visit) => {
    const objections: string[] = []
    await eachCase(visit, async (page, name) => {
      const { violations } = await new AxeBuilder({ page }).analyze()
      for (const { id, nodes } of violations) {
        objections.push(...nodes.map(({ html, failureSummary }) => `${name}: ${id} ${html} ${failureSummary}`))
      }
    })
    expect(objections).toEqual([])
  },
)

test.each([390, 320])('no page is wider than a window of %i pixels', { timeout: A_WHILE }, async (width) => {
  const wider: string[] = []
  await eachCase({ viewport: { width, height: 700 } }, async (page, name) => {
    const boxes = await page.evaluate(() =>
      [...document.querySelectorAll('body, main, main *, [role="dialog"], [role="dialog"] *')]
        .filter(
          (box) => box.getBoundingClientRect().right > window.innerWidth + 1 && !box.closest('[class*="copy"] table'),
        )
        .map((box) => box.outerHTML.slice(0, 100)),
    )
    wider.push(...boxes.map((box) => `${name}: ${box}`))
  })
  expect(wider).toEqual([])
})

test('what a finger must hit on a phone is at least 44 pixels high', { timeout: A_WHILE }, async () => {
  const small: string[] = []
  await eachCase({ viewport: PHONE }, async (page, name) => {
    const targets = await page.evaluate(() =>
      [...document.querySelectorAll<HTMLElement>('button, [role="option"], [role^="menuitem"], nav a, summary, input')]
        .filter(
          (target) =>
            !target.matches(
              '.mantine-PasswordInput-visibilityToggle, .mantine-PasswordInput-innerInput, [type="hidden"]',
            ),
        )
        .map((target) => [target.outerHTML.slice(0, 120), target.getBoundingClientRect().height] as const)
        .filter(([, height]) => height > 0 && height < 43.5),
    )
    small.push(...targets.map((target) => `${name}: ${target.join(' ')}`))
  })
  expect(small).toEqual([])
})
