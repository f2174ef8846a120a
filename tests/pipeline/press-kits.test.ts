import { describe, expect, test } from 'vitest'
import { readCopy } from '../../src/pipeline/copy.ts'
import { findExpiry } from '../../src/pipeline/expiry.ts'
import { findPressKits, serviceOf } from '../../src/pipeline/press-kits.ts'

test.each<[href: string, service: string | null]>([
  ['https://we.tl/t-AbC123', 'WeTransfer'],
  ['https://acme.wetransfer.com/downloads/abc/def', 'WeTransfer'],
  ['https://www.dropbox.com/scl/fo/abc/def?rlkey=1', 'Dropbox'],
  ['https://www.dropbox.com/', null],
  ['https://drive.google.com/drive/folders/abc?usp=sharing', 'Google Drive'],
  ['https://1drv.ms/f/s!abc', 'OneDrive'],
  ['https://acme-my.sharepoint.com/:f:/g/personal/x', 'SharePoint'],
  ['https://acme.app.box.com/s/abc', 'Box'],
  ['https://www.box.com/pricing', null],
  ['https://www.icloud.com/iclouddrive/0abc', 'iCloud'],
  ['https://spaces.hightail.com/space/abc', 'Hightail'],
  ['https://fromsmash.com/abc', 'Smash'],
  ['https://www.swisstransfer.com/d/abc', 'SwissTransfer'],
  ['https://www.transfernow.net/dl/abc', 'TransferNow'],
  ['https://www.filemail.com/d/abc', 'Filemail'],
  ['https://www.mediafire.com/folder/abc', 'MediaFire'],
  ['https://mega.nz/folder/abc#key', 'Mega'],
  ['https://www.flickr.com/photos/acme/albums/1', 'Flickr'],
  ['https://cloud.acme.example/index.php/s/abc', 'Nextcloud'],
  ['https://www.acme.example/press-kit/bridge.zip', 'Press room'],
  ['https://www.acme.example/de/pressefotos', 'Press room'],
  ['https://www.acme.example/', null],
  ['https://notdropbox.com/s/abc', null],
  ['https://dropbox.com.evil.example/s/abc', null],
  ['mailto:press@acme.example', null],
  ['https://', null],
])('%s is of %s', (href, service) => {
  expect(serviceOf(href)).toBe(service)
})

const given = { receivedAt: new Date('2026-11-20T12:00:00Z'), zone: 'Europe/Berlin', languages: ['en'] }

test.each<[language: string, line: string, day: string | null]>([
  ['en', 'The link expires on 3 December 2026.', '2026-12-03'],
  ['en', 'Available until December 3, 2026', '2026-12-03'],
  ['en', 'Download the pictures here (valid until 3 December)', '2026-12-03'],
  ['en', 'The files are available for 7 days.', '2026-11-27'],
  ['en', 'Link expires in 2 weeks', '2026-12-04'],
  ['en', 'This link expires after 48 hours', '2026-11-22'],
  ['en', 'Will expire on 15 January', '2027-01-15'],
  ['de', 'Der Link ist gültig bis 3. Dezember 2026.', '2026-12-03'],
  ['de', 'Download möglich bis zum 03.12.2026', '2026-12-03'],
  ['de', 'Der Link läuft in 7 Tagen ab, verfügbar für 7 Tage', '2026-11-27'],
  ['fr', "Disponible jusqu'au 3 décembre 2026", '2026-12-03'],
  ['fr', 'Le lien expire dans 7 jours', '2026-11-27'],
  ['es', 'El enlace caduca el 3 de diciembre de 2026', '2026-12-03'],
  ['it', 'Il link scade il 3 dicembre 2026', '2026-12-03'],
  ['nl', 'De link verloopt op 3 december 2026', '2026-12-03'],
  ['nl', 'De link is geldig tot 3 december 2026', '2026-12-03'],
  ['pt', 'Disponível até 3 de dezembro de 2026', '2026-12-03'],
  ['sv', 'Länken är giltig till den 3 december 2026', '2026-12-03'],
  ['no', 'Lenken utløper 3. desember 2026', '2026-12-03'],
  ['da', 'Linket udløber den 3. december 2026', '2026-12-03'],
  ['fi', 'Linkki on voimassa 3.12.2026 asti', '2026-12-03'],
  ['pl', 'Link wygasa 3 grudnia 2026', '2026-12-03'],
  ['tr', 'Bağlantı 3 Aralık 2026 tarihine kadar geçerlidir', '2026-12-03'],
  ['az', 'Link 3 dekabr 2026 tarixinədək etibarlıdır', '2026-12-03'],
  ['ru', 'Ссылка действительна до 3 декабря 2026 года', '2026-12-03'],
  ['ru', 'Ссылка действует 7 дней', '2026-11-27'],
  ['uk', 'Посилання дійсне до 3 грудня 2026 року', '2026-12-03'],
  ['ar', 'الرابط صالح حتى 3 ديسمبر 2026', '2026-12-03'],
  ['ja', 'リンクは2026年12月3日まで有効です', '2026-12-03'],
  ['ja', '有効期限：2026年12月3日', '2026-12-03'],
  ['en', 'Download all pictures here.', null],
  ['en', 'The bridge has stood for 7 days.', null],
  ['en', 'Founded 3 December 2026. Expires when read.', null],
])('%s: %s', (language, line, day) => {
  expect(findExpiry(line, { ...given, languages: [language, 'en'] })?.day ?? null).toBe(day)
})

test('a day and a month that could be each other are told as written only', () => {
  expect(findExpiry('The link expires on 03/04/2027', { ...given, languages: ['en'] })).toMatchObject({ day: null })
})

test('the zone of the desk says on which day the time is over', () => {
  const late = { ...given, receivedAt: new Date('2026-11-20T23:30:00Z') }
  expect(findExpiry('available for 7 days', late)?.day).toBe('2026-11-28')
  expect(findExpiry('available for 7 days', { ...late, zone: 'UTC' })?.day).toBe('2026-11-27')
})

describe('the end is looked for near the link', () => {
  const kitsOf = (html: string) => {
    const { links, blocks } = readCopy([{ text: null, html }], { isReply: false, isForward: false })
    return findPressKits(links, blocks, given)
  }
  test('below it, and not in what the release tells of', () => {
    expect(
      kitsOf(
        '<p>The exhibition is open until 5 May 2027.</p><p><a href="https://we.tl/t-1">Pictures</a></p><p>The link is valid until 3 December 2026.</p>',
      ),
    ).toEqual([
      {
        href: 'https://we.tl/t-1',
        service: 'WeTransfer',
        expires: 'link is valid until 3 December 2026',
        expiresOn: '2026-12-03',
      },
    ])
    expect(
      kitsOf(
        '<p>The exhibition is open until 5 May 2027.</p><p>x</p><p>y</p><p>Pictures: <a href="https://we.tl/t-1">here</a></p>',
      ),
    ).toMatchObject([{ expires: null, expiresOn: null }])
  })
  test('each has its own', () => {
    expect(
      kitsOf(
        '<p><a href="https://we.tl/t-1">Pictures</a>, available until 3 December 2026</p><p>x</p><p>y</p><p><a href="https://www.dropbox.com/s/1">Video</a>, expires in 7 days</p>',
      ),
    ).toMatchObject([{ expiresOn: '2026-12-03' }, { expiresOn: '2026-11-27' }])
  })
  test('anywhere, where the copy has one link and speaks of it', () => {
    expect(
      kitsOf(
        '<p><a href="https://we.tl/t-1">Pictures</a></p><p>a</p><p>b</p><p>c</p><p>Please note: the download link expires on 3 December 2026.</p>',
      ),
    ).toMatchObject([{ expiresOn: '2026-12-03' }])
  })
})

test('lines without end cost little', () => {
  const begun = performance.now()
  for (const line of ['until '.repeat(160), 'available for 7 '.repeat(60), '7 days '.repeat(140)])
    for (let round = 0; round < 50; round++) findExpiry(line, given)
  expect(performance.now() - begun).toBeLessThan(2000)
})
