import { expect, test } from 'vitest'
import { datelineBeside } from '../../src/web/words/datelines.ts'

const NOTHING = { place: null, date: null }
const of = (place: string | null, date: string | null) => ({ place, date })

test.each([
  ['QUAYTON, 10 June 2026 – The bridge opens.', of('Quayton', '2026-06-10'), NOTHING],
  ['Quayton (Northland), June 10, 2026 /PRNewswire/ -- The bridge opens.', of('Quayton', '2026-06-10'), NOTHING],
  ['(Linz, 3. Juni 2026) Die Brücke öffnet.', of('Linz', '2026-06-03'), NOTHING],
  ['3. Juni 2026, Linz – Die Brücke öffnet.', of('Linz', '2026-06-03'), NOTHING],
  ['Mittwoch, 3. Juni 2026 – Die Brücke öffnet.', of(null, '2026-06-03'), NOTHING],
  ['İSTANBUL – 3 Haziran 2026 – Köprü açılıyor.', of('İstanbul', '2026-06-03'), NOTHING],
  ['القاهرة، ١٠ يونيو ٢٠٢٦ – يفتتح الجسر', of('القاهرة', '2026-06-10'), NOTHING],
  ['【東京 2026年6月10日】橋が開通する。', of('東京', '2026-06-10'), NOTHING],
  ['PARIS, le 3 juin 2026. Le pont ouvre.', of('Paris', '2026-06-03'), NOTHING],
  ['Luleå den 3 juni 2026 – Bron öppnar.', of('Luleå', '2026-06-03'), NOTHING],
  ['Linz 3. Juni – Die Brücke öffnet.', of('Linz', '2026-06-03'), NOTHING],
  ['Quayton June 10 – The bridge opens.', of('Quayton', '2026-06-10'), NOTHING],
  ['WALPOLE, MA The store opens.', of('WALPOLE, MA', null), NOTHING],
  ['WALPOLE The store opens.', of('Walpole', null), NOTHING],
  ['PARIS – Le pont ouvre.', of('Paris', null), NOTHING],
  ['Quayton, 10 June 2026', of('Quayton', '2026-06-10'), NOTHING],
  ['Quayton, 13/06/2026 – The bridge opens.', of('Quayton', '2026-06-13'), NOTHING],
  // Figures that may be two days.
  ['Quayton, 03/06/2026 – The bridge opens.', of('Quayton', '2026-06-03'), of(null, '2026-06-03')],
  ['Quayton, 06.03.2026 – The bridge opens.', of('Quayton', '2026-03-06'), of(null, '2026-03-06')],
  // The day stands elsewhere.
  ['QUAYTON – The bridge opens.', of('Quayton', '2026-06-10'), of(null, '2026-06-10')],
  // The copy tells of the place, but does not begin with its dateline.
  ['The bridge of Quayton opens on 10 June.', of('Quayton', '2026-06-10'), of('Quayton', '2026-06-10')],
  ['Hamburg bekommt 10 neue Brücken – und einen Tunnel.', of('Hamburg', '2026-06-10'), of('Hamburg', '2026-06-10')],
  ['HAMBURG OPENS A BRIDGE', of('Hamburg', null), of('Hamburg', null)],
  ['Hamburg opens a bridge.', of('Hamburg', null), of('Hamburg', null)],
  ['10 bridges open this year.', of(null, '2026-06-10'), of(null, '2026-06-10')],
  ['Hamburg opens a bridge.', of('Ham', null), of('Ham', null)],
  ['The bridge opens.\nQuayton, 10 June', of('Quayton', null), of('Quayton', null)],
  ['', of('Quayton', '2026-06-10'), of('Quayton', '2026-06-10')],
])('%s', (text, dateline, beside) => {
  expect(datelineBeside(dateline, text)).toEqual(beside)
})
