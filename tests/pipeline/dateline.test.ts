import { expect, test } from 'vitest'
import { readDateline } from '../../src/pipeline/dateline.ts'
import { dayOf } from '../../src/pipeline/dateline-day.ts'
import { readLine } from '../../src/pipeline/dress.ts'

const RECEIVED = new Date('2025-06-12T10:00:00Z')

test.each<[language: string, line: string, place: string | null, date: string | null]>([
  ['en', 'LONDON, June 12, 2025 /PRNewswire/ -- Acme today', 'LONDON', '2025-06-12'],
  ['en', 'NEW YORK--(BUSINESS WIRE)--Acme today', 'NEW YORK', null],
  ['en', 'ATLANTA, June 12, 2025 (GLOBE NEWSWIRE) -- Acme', 'ATLANTA', '2025-06-12'],
  ['en', 'Toronto, Ontario--(Newsfile Corp. - June 12, 2025) - Acme Corp.', 'Toronto, Ontario', '2025-06-12'],
  ['en', 'LONDON, UK / ACCESS Newswire / June 12, 2025 / Acme plc', 'LONDON, UK', '2025-06-12'],
  ['en', 'Brussels, 12 June 2025', 'Brussels', '2025-06-12'],
  ['en', 'WALPOLE, MA The Tor Project announces', 'WALPOLE, MA', null],
  ['en', 'DEDHAM, MA -The Tor Project has', 'DEDHAM, MA', null],
  ['en', 'Miami (October 7, 2024)', 'Miami', '2024-10-07'],
  ['en', 'Miami – August 20, 2024', 'Miami', '2024-08-20'],
  ['en', 'SANTA ANA, Calif. – Orange County', 'SANTA ANA, Calif.', null],
  ['en', 'SANTA ANA – The', 'SANTA ANA', null],
  ['en', 'SANTA ANA –', 'SANTA ANA', null],
  ['en', 'LONDON and NEW YORK – Acme', 'LONDON and NEW YORK', null],
  ['en', 'LONDON & NEW YORK, 12 June 2025: Acme', 'LONDON & NEW YORK', '2025-06-12'],
  ['de', 'Berlin/Paris, 12. Juni 2025 – Die Acme', 'Berlin/Paris', '2025-06-12'],
  ['de', 'Berlin, 12. Juni 2025 – Die', 'Berlin', '2025-06-12'],
  ['de', '(Berlin/12.06.2025) Die Acme', 'Berlin', '2025-06-12'],
  ['de', 'Berlin, den 12.06.2025. Die Acme', 'Berlin', '2025-06-12'],
  ['de', 'Wien (OTS) - Die Acme', 'Wien', null],
  ['de', 'Gütersloh, 12. Juni 2025. Der Konzern', 'Gütersloh', '2025-06-12'],
  ['de', 'Frankfurt am Main, 12. Juni 2025 – Acme', 'Frankfurt am Main', '2025-06-12'],
  ['de', 'Berlin – Die Acme hat', 'Berlin', null],
  ['de', '(München) Die Acme', 'München', null],
  ['de', 'Rottach-Egern, im Juni 2025 – Die', 'Rottach-Egern', null],
  ['fr', 'Lannilis, juin 2025 – Acme ouvre', 'Lannilis', null],
  ['es', 'Vilanova del Mar, 12 de junio de 2025. El', 'Vilanova del Mar', '2025-06-12'],
  ['fi', 'Esityksiä on helmikuussa 14.', null, null],
  ['en', 'Sales, up since June 2025 – and rising', null, null],
  ['fr', 'Paris, le 12 juin 2025 – Acme', 'Paris', '2025-06-12'],
  ['fr', 'Boulogne-Billancourt, le 12 juin 2025 – Acme', 'Boulogne-Billancourt', '2025-06-12'],
  ['fr', 'À Lyon, le 12 juin 2025, Acme', 'Lyon', '2025-06-12'],
  ['fr', 'Le 12 juin 2025 – Acme annonce', null, '2025-06-12'],
  ['fr', 'Le 12 juin 2025, Acme annonce', null, null],
  ['es', 'Madrid, 12 de junio de 2025.- El grupo', 'Madrid', '2025-06-12'],
  ['es', 'Madrid. El grupo Acme', 'Madrid', null],
  ['es', 'CONDADO DE ORANGE – En un', 'CONDADO DE ORANGE', null],
  ['es', 'Madrid, 12 jun. El grupo', 'Madrid', '2025-06-12'],
  ['it', 'Roma, 12 giugno 2025 – Acme', 'Roma', '2025-06-12'],
  ['it', 'Sesto San Giovanni (MI), 12 giugno 2025 – Acme', 'Sesto San Giovanni (MI)', '2025-06-12'],
  ['nl', 'Den Haag, 12 juni 2025 - Acme', 'Den Haag', '2025-06-12'],
  ['nl', "'s-Hertogenbosch, 12 juni 2025 – De", "'s-Hertogenbosch", '2025-06-12'],
  ['pt', 'Lisboa, 12 de junho de 2025 – A Acme', 'Lisboa', '2025-06-12'],
  ['sv', 'Stockholm den 12 juni 2025 – Acme', 'Stockholm', '2025-06-12'],
  ['no', 'Oslo, 12. juni 2025: Acme', 'Oslo', '2025-06-12'],
  ['no', '(Oslo, 12. juni 2025) Acme', 'Oslo', '2025-06-12'],
  ['da', 'København, den 12. juni 2025 – Acme', 'København', '2025-06-12'],
  ['fi', 'Helsinki 12.6.2025 – Acme', 'Helsinki', '2025-06-12'],
  ['pl', 'Warszawa, 12 czerwca 2025 r. – Spółka', 'Warszawa', '2025-06-12'],
  ['pl', 'Warszawa, dnia 12 czerwca 2025 roku. Spółka', 'Warszawa', '2025-06-12'],
  ['ru', 'МОСКВА, 12 июня 2025 г. — Компания', 'МОСКВА', '2025-06-12'],
  ['ru', 'Москва. 12 июня. Компания', 'Москва', '2025-06-12'],
  ['ru', '12 июня 2025 г., Москва – Компания', 'Москва', '2025-06-12'],
  ['ru', 'г. Москва, 12 июня 2025 года – Компания', 'Москва', '2025-06-12'],
  ['uk', 'Київ, 12 червня 2025 року – Компанія', 'Київ', '2025-06-12'],
  ['uk', 'м. Київ, 12 червня 2025 р. – Компанія', 'Київ', '2025-06-12'],
  ['tr', 'İSTANBUL, 12 Haziran 2025 – Acme', 'İSTANBUL', '2025-06-12'],
  ['tr', 'İstanbul – 12 Haziran 2025 – Acme', 'İstanbul', '2025-06-12'],
  ['tr', 'ANKARA (AA) – Acme', 'ANKARA', null],
  ['az', 'Bakı, 12 iyun 2025-ci il – Acme', 'Bakı', '2025-06-12'],
  ['ar', 'دبي، 12 يونيو 2025 – أعلنت', 'دبي', '2025-06-12'],
  ['ar', 'دبي، الإمارات العربية المتحدة – 12 يونيو 2025: أعلنت', 'دبي، الإمارات العربية المتحدة', '2025-06-12'],
  ['ar', 'دبي – أعلنت شركة', 'دبي', null],
  ['ar', 'أعلنت شركة أكمي في 12 يونيو 2025 – عن', null, null],
  ['ja', '（東京 2025年6月12日）アクメ', '東京', '2025-06-12'],
  ['ja', '【東京】アクメは', '東京', null],
  ['ja', '【新製品】アクメは', null, null],
  ['ja', '2025年6月12日、東京 – アクメ', '東京', '2025-06-12'],
  ['ja', '東京発 – アクメ', '東京', null],
  ['ja', '【東京、2025年6月12日】アクメ', '東京', '2025-06-12'],
  ['ja', 'アクメ株式会社（本社：東京都港区）は', null, null],
  ['en', 'June 12, 2025 – Acme today', null, '2025-06-12'],
  ['en', 'June 12, 2025 – LONDON – Acme today', 'LONDON', '2025-06-12'],
  ['en', '12 June 2025, London – Acme today', 'London', '2025-06-12'],
  ['en', 'In June 2025 Acme said', null, null],
  ['en', 'In London, 12 June 2025 – Acme', null, null],
  ['en', 'Acme – a maker of phones – has', null, null],
  ['en', 'Jane Smith – the minister', null, null],
  ['en', 'Jane Smith said on 12 June 2025 – that', null, null],
  ['en', 'Acme plc, 12 June 2025 – results', null, null],
  ['en', 'Monday, June 12, 2025 – Acme', null, '2025-06-12'],
  ['en', 'Springfield, Ill. (June 12, 2025) – Acme', 'Springfield, Ill.', '2025-06-12'],
  ['en', 'WASHINGTON, D.C. – The', 'WASHINGTON, D.C.', null],
  ['en', 'WASHINGTON D.C. - 12 JUNE 2025 - Today, the Acme team', 'WASHINGTON D.C.', '2025-06-12'],
  ['en', 'Washington DC, June 12, 2025 – Acme', 'Washington DC', '2025-06-12'],
  ['en', 'St. Louis, Mo., June 12, 2025 – The', 'St. Louis, Mo.', '2025-06-12'],
  ['en', 'GENEVA (12 June 2025) – The', 'GENEVA', '2025-06-12'],
  ['en', 'GENEVA/NEW YORK, 12 June 2025 - The', 'GENEVA/NEW YORK', '2025-06-12'],
  ['en', 'Dublin, Ireland – 12 June 2025 – Acme', 'Dublin, Ireland', '2025-06-12'],
  ['en', 'London: Acme today', 'London', null],
  ['en', 'London, 12 June 2025. Acme', 'London', '2025-06-12'],
  ['en', 'WHO: the mayor', null, null],
  ['en', 'NATO – the alliance', null, null],
  ['en', 'London Bridge – a film', null, null],
  ['en', 'London', null, null],
  ['en', '12 June 2025', null, null],
  ['en', 'May 5 – 7 will see', null, null],
  ['en', 'PORT-AU-PRINCE, Haiti, June 12, 2025 – The', 'PORT-AU-PRINCE, Haiti', '2025-06-12'],
  ['en', 'Berlin, Germany, June 12, 2025 – Acme', 'Berlin, Germany', '2025-06-12'],
  ['en', 'Cheltenham, UK: 12 June 2025 – Acme', 'Cheltenham, UK', '2025-06-12'],
  ['en', 'London, UK, Thursday 12th June 2025: Acme', 'London, UK', '2025-06-12'],
  ['en', 'Ålesund/Oslo, 12 June 2025', 'Ålesund/Oslo', '2025-06-12'],
  ['fr', '– FIN –', null, null],
  ['nl', '- EINDE -', null, null],
  ['en', 'TB-204 is a tablet', null, null],
  ['tr', 'Yayla Birliği, 18 Temmuz’da başlayacak', null, null],
  ['es', '12/06/2025. Valladolid. La Junta', 'Valladolid', '2025-06-12'],
  ['de', 'Kleinau (ots) Zu einem Brand', 'Kleinau', null],
  ['de', 'Kleinau (Kreis Nord) Zu einem Brand', null, null],
  ['fr', '(Berck-sur-Mer) – Une exposition', 'Berck-sur-Mer', null],
  ['de', '(Update) – Die Straße ist frei', null, null],
])('in %s, the dateline of %j is %j, %j', (language, text, place, date) => {
  const read = readDateline(readLine(text, [language, 'en']))
  expect([read?.place ?? null, read ? dayOf(read.date, RECEIVED) : null]).toEqual([place, date])
})

test.each([
  ['Wismar – Die Werft', 'Wismar', true],
  ['Wismar – Die Werft', null, false],
  ['Wismar. Die Werft', 'Wismar', true],
  ['Wismar. Die Werft', null, false],
])('of a small town alone, %j, the place is %j where the copy names it elsewhere', (text, place, named) => {
  const read = readDateline(readLine(text, ['de']), { isNamedElsewhere: () => named, goesOn: false })
  expect(read?.place ?? null).toBe(place)
})

test('the dateline ends before the sign that ends it', () => {
  const text = 'LONDON, June 12, 2025 /PRNewswire/ -- Northgate Tidal'
  const read = readDateline(readLine(text, ['en']))
  expect(text.slice(read?.start, read?.end)).toBe('LONDON, June 12, 2025 /PRNewswire/')
})

test('a dateline alone in its line says so', () => {
  expect(readDateline(readLine('Brussels, 12 June 2025', ['en']))?.whole).toBe(true)
  expect(readDateline(readLine('Brussels, 12 June 2025 – The', ['en']))?.whole).toBe(false)
})
