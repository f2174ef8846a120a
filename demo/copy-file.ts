/** One file of `demo/copy`: a head of mail-like fields, an empty line, then the copy in the notation of `blocks.ts`. */
export interface CopyFile {
  slug: string
  /** Fields by lower-case name, in the order written; Attach may come more than once. */
  fields: Map<string, string[]>
  copy: string
}

/** Reads one copy file. Throws when a line of the head is no field. */
export function parseCopyFile(slug: string, text: string): CopyFile {
  const end = text.indexOf('\n\n')
  const fields = new Map<string, string[]>()
  for (const line of text.slice(0, end).split('\n')) {
    const [, name, value] = /^([\w-]+): *(.*)$/.exec(line) ?? []
    if (name === undefined || value === undefined)
      throw new Error(`${slug}: "${line}" is not a field: write Name: value`)
    fields.set(name.toLowerCase(), [...(fields.get(name.toLowerCase()) ?? []), value])
  }
  return { slug, fields, copy: text.slice(end + 2).trimEnd() }
}

/** The value of a field that every copy file must have. Throws, naming file and field. */
export function requiredField(file: CopyFile, name: string): string {
  const value = file.fields.get(name.toLowerCase())?.[0]
  if (value === undefined) throw new Error(`${file.slug}: the field ${name} is missing`)
  return value
}

const HOUR = 3_600_000
const DAY = 24 * HOUR

/** When an embargo is lifted, and in whose time that is written. */
export interface Lift {
  at: Date
  /** An IANA name whose offsets are whole hours. */
  zone: string
}

/** Reads `Lifts: 5:00 Europe/London`: the last full hour within five hours of receipt. Undefined without the field. */
export function liftOf(file: CopyFile, receivedAt: Date): Lift | undefined {
  const field = file.fields.get('lifts')?.[0]
  if (field === undefined) return undefined
  const [, hours, minutes, zone] = /^(\d+):(\d\d) (\S+)$/.exec(field) ?? []
  if (zone === undefined) throw new Error(`${file.slug}: write Lifts as hours:minutes Area/City`)
  const latest = receivedAt.getTime() + Number(hours) * HOUR + Number(minutes) * 60_000
  return { at: new Date(Math.floor(latest / HOUR) * HOUR), zone }
}

/**
 * Replaces `{{form±days}}` with a date counted from `receivedAt`, in UTC and in the words of `language` (BCP 47), so
 * that the releases are never out of date. Forms: day (3 March 2026), weekday (Tuesday 3 March 2026), short (3 March),
 * month (March 2026), year, numeric (03/03/2026), iso, ics (20260303), rfc (RFC 5322 date-time); and of `lift`, in its
 * zone: lifttime (16:00), liftday (Tuesday 3 March 2026). Throws on a form that is none of these.
 */
export function fillDates(text: string, receivedAt: Date, language: string, lift?: Lift): string {
  return text.replace(/\{\{(\w+)([+-]\d+)?\}\}/g, (_match, form: string, days = '0') =>
    form.startsWith('lift') && lift
      ? writeDate(form === 'liftday' ? 'weekday' : form, lift.at, language, lift.zone)
      : writeDate(form, new Date(receivedAt.getTime() + Number(days) * DAY), language, 'UTC'),
  )
}

function writeDate(form: string, date: Date, language: string, timeZone: string): string {
  const written = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(language, { ...options, timeZone }).format(date)
  switch (form) {
    case 'lifttime':
      return written({ hour: '2-digit', minute: '2-digit' })
    case 'day':
      return written({ day: 'numeric', month: 'long', year: 'numeric' })
    case 'weekday':
      return written({ weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' })
    case 'short':
      return written({ day: 'numeric', month: 'long' })
    case 'month':
      return written({ month: 'long', year: 'numeric' })
    case 'numeric':
      return written({ day: '2-digit', month: '2-digit', year: 'numeric' })
    case 'year':
      return String(date.getUTCFullYear())
    case 'iso':
      return date.toISOString().slice(0, 10)
    case 'ics':
      return date.toISOString().slice(0, 10).replaceAll('-', '')
    case 'rfc':
      return date.toUTCString().replace('GMT', '+0000')
    default:
      throw new Error(`{{${form}}} is not a date form: see fillDates`)
  }
}
