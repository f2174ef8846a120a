import type { MailboxSettings } from '../api.ts'

/** The settings as the form holds them; an empty date or folder means none. */
export function settingsOf(form: FormData): MailboxSettings {
  const field = (name: string) => String(form.get(name) ?? '')
  const afterFiling = field('afterFiling') as MailboxSettings['afterFiling']
  return {
    name: field('name').trim() || field('username'),
    host: field('host').trim(),
    port: Number(field('port')),
    security: field('security') as MailboxSettings['security'],
    username: field('username').trim(),
    password: field('password'),
    folder: field('folder').trim() || 'INBOX',
    since: field('since') || null,
    afterFiling,
    moveTo: afterFiling === 'move' ? field('moveTo').trim() : null,
  }
}
