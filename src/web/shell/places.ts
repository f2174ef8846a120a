import { type Icon, IconGauge, IconInbox } from '@tabler/icons-react'
import type { Me } from '../api.ts'

export interface Place {
  path: string
  label: string
  icon: Icon
}

const desk: Place = { path: '/', label: 'Desk', icon: IconInbox }
const engineRoom: Place = { path: '/admin', label: 'Engine room', icon: IconGauge }

/** Where this person may go. */
export function placesFor(me: Me): Place[] {
  return me.role === 'admin' ? [desk, engineRoom] : [desk]
}

export function isAt(place: Place, path: string): boolean {
  return path.startsWith('/admin') === (place.path === '/admin')
}
