import type { MailboxChange, MailboxHealth, MailboxSettings } from '../api.ts'

/** The settings as the form holds them; an empty date or folder means none. */
export function settingsOf(form: FormData): MailboxSettings {
  const field = (name: string) => String(form.get(name) ?? '')
  const afterFiling = field('afterFiling') as MailboxSettings['afterFiling']
  const start = field('start')
  return {
    name: field('name').trim() || field('username'),
    host: field('host').trim(),
    port: Number(field('port')),
    security: field('security') as MailboxSettings['security'],
    username: field('username').trim(),
    password: field('password'),
    folder: field('folder').trim() || 'INBOX',
    since: start === 'since' ? field('since') : null,
    fromNow: start === 'now',
    afterFiling,
    moveTo: afterFiling === 'move' ? field('moveTo').trim() : null,
    junkFolder: field('junkFolder').trim() || null,
    canaryMinutes: Number(field('canaryMinutes')) || null,
  }
}

/** What the form asks to be changed; what is left as it is, is left out. */
export function changeOf(form: FormData, mailbox: Pick<MailboxHealth, 'canaryMinutes'>): MailboxChange {
  const field = (name: string) => String(form.get(name) ?? '')
  const canaryMinutes = Number(field('canaryMinutes')) || null
  return {
    ...(field('password') && { password: field('password') }),
    ...(field('collectSince') && { collectSince: field('collectSince') }),
    ...(form.has('canaryMinutes') && canaryMinutes !== mailbox.canaryMinutes && { canaryMinutes }),
  }
}
