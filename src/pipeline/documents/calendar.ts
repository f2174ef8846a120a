/** The only home of ical.js: events of a calendar file (RFC 5545) as diary notes. */
// biome-ignore lint/style/noRestrictedImports: this is its home
import ICAL from 'ical.js'
import type { DiaryNote } from '../draft.ts'
import { escapeHtml } from './escape.ts'
import { type Found, found, htmlSection } from './found.ts'

const DAMAGED =
  'This calendar file is damaged and cannot be read: open it in a calendar, or ask the sender for the date.'
/** An invitation has one event; a season's calendar is no diary note. */
const MAX_EVENTS = 20
const MAX_TEXT = 10_000
const MAX_ZONE = 100
/** ical.js takes a second for 2 MiB. */
const MAX_LENGTH = 1024 * 1024

/** Reads a calendar. Never throws for what is in it. */
export function readCalendar(text: string): Found {
  try {
    const whole = new ICAL.Component(ICAL.parse(unfold(text)) as never)
    // Several calendars in one file are parsed as a list (RFC 5545 section 3.4).
    const events = whole.getAllSubcomponents('vevent').slice(0, MAX_EVENTS)
    const method = whole.getFirstPropertyValue('method')
    const diary = events.flatMap((event) => noteOf(event, String(method ?? '')) ?? [])
    if (diary.length === 0) return found({ unread: events.length > 0 ? DAMAGED : null })
    return found({ diary, section: htmlSection(diary.map(htmlOf).join('\n')) })
  } catch {
    // ical.js throws plain errors for whatever it cannot parse.
    return found({ unread: DAMAGED })
  }
}

/** What stands before the calendar or after it is another matter. */
function unfold(text: string): string {
  const start = text.search(/BEGIN:VCALENDAR/i)
  const end = text.slice(0, MAX_LENGTH).search(/END:VCALENDAR/i)
  const whole = text.slice(Math.max(0, start), end === -1 ? MAX_LENGTH : end + 'END:VCALENDAR'.length)
  return whole.replace(/\r?\n/g, '\r\n')
}

function noteOf(event: ICAL.Component, method: string): DiaryNote | null {
  const starts = timeOf(event, 'dtstart')
  if (starts === null) return null
  const ends = endOf(event, starts)
  return {
    summary: textOf(event, 'summary') ?? '',
    starts: written(starts),
    ends: ends === null || ends.compare(starts) <= 0 ? null : written(ends),
    zone: zoneOf(event, starts),
    allDay: starts.isDate,
    place: textOf(event, 'location'),
    description: textOf(event, 'description'),
    cancelled: /^cancel$/i.test(method) || /^cancelled$/i.test(textOf(event, 'status') ?? ''),
    attachment: null,
  }
}

/** RFC 5545 section 3.6.1: an end, or a length. Of an event by days the end is the day after, where people name the last day. */
function endOf(event: ICAL.Component, starts: ICAL.Time): ICAL.Time | null {
  const length = event.getFirstPropertyValue('duration')
  const end = timeOf(event, 'dtend')?.clone() ?? null
  if (end === null) {
    if (!(length instanceof ICAL.Duration)) return null
    const computed = starts.clone()
    computed.addDuration(length)
    return computed
  }
  if (end.isDate) end.addDuration(ICAL.Duration.fromSeconds(-86_400))
  return end
}

function timeOf(event: ICAL.Component, name: string): ICAL.Time | null {
  const value = event.getFirstPropertyValue(name)
  return value instanceof ICAL.Time ? value : null
}

/** With its offset where the file defines the zone; a time of a zone that it only names is local to that zone. */
function written(time: ICAL.Time): string {
  const local = time.toString().replace(/Z$/, '')
  if (time.isDate) return local
  const { zone } = time
  if (zone === ICAL.Timezone.utcTimezone) return `${local}Z`
  if (!zone || zone === ICAL.Timezone.localTimezone) return local
  const minutes = Math.round(time.utcOffset() / 60)
  const two = (number: number) => String(Math.floor(number)).padStart(2, '0')
  return `${local}${minutes < 0 ? '-' : '+'}${two(Math.abs(minutes) / 60)}:${two(Math.abs(minutes) % 60)}`
}

/** As the file names it, without the path that some put before the name (RFC 5545 section 3.8.3.1). */
function zoneOf(event: ICAL.Component, starts: ICAL.Time): string | null {
  if (starts.isDate) return null
  if (starts.zone === ICAL.Timezone.utcTimezone) return 'UTC'
  const id = event.getFirstProperty('dtstart')?.getParameter('tzid')
  return typeof id === 'string' && id !== '' ? id.replace(/^\/(?:[^/]*\/){2}/, '').slice(0, MAX_ZONE) : null
}

function textOf(event: ICAL.Component, name: string): string | null {
  const value = event.getFirstPropertyValue(name)
  const text =
    typeof value === 'string'
      ? value
          .replace(/[ \t]+/g, ' ')
          .trim()
          .slice(0, MAX_TEXT)
      : ''
  return text === '' ? null : text
}

/** An invitation's words, for the copy of a message that says nothing else. */
function htmlOf({ summary, place, description }: DiaryNote): string {
  const paragraphs = [...(description ?? '').split(/\n\s*\n/), place ?? ''].filter((words) => words.trim() !== '')
  const heading = summary === '' ? '' : `<h1>${escapeHtml(summary)}</h1>`
  return heading + paragraphs.map((words) => `<p>${escapeHtml(words.trim()).replace(/\n/g, '<br>')}</p>`).join('')
}
