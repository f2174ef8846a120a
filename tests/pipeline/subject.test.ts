import { expect, test } from 'vitest'
import { readSubject, undressSubject } from '../../src/pipeline/subject.ts'

test.each([
  ['PRESS RELEASE: Fwd: City plants trees', 'City plants trees'],
  ['City plants trees along its ring road | Leeds Parks News', 'City plants trees along its ring road'],
  ['Leeds Parks | City plants trees along its ring road', 'City plants trees along its ring road'],
  ['City plants trees - under embargo', 'City plants trees'],
  ['City plants trees (press release)', 'City plants trees'],
  ['City plants trees – UPDATED', 'City plants trees'],
  ['CORRECTING and REPLACING: City plants trees', 'City plants trees'],
  ['UPDATE – City plants trees', 'City plants trees'],
  ['MEDIA ADVISORY: City plants trees', 'City plants trees'],
  ['[EMBARGO 12 June 06:00] City plants trees', 'City plants trees'],
  ['EMBARGOED: 00.01hrs 12/06/25 - City plants trees', 'City plants trees'],
  ['Press release 12 June 2025: City plants trees', 'City plants trees'],
  ['Korrektur: Stadt pflanzt Bäume', 'Stadt pflanzt Bäume'],
  ['Presseinfo | Stadt pflanzt Bäume', 'Stadt pflanzt Bäume'],
  ['Stadt pflanzt Bäume (Sperrfrist: 12. Juni)', 'Stadt pflanzt Bäume'],
  ['[CP] La ville plante des arbres', 'La ville plante des arbres'],
  ['Rectificatif – La ville plante des arbres', 'La ville plante des arbres'],
  ['Convocatoria de prensa: La ciudad planta árboles', 'La ciudad planta árboles'],
  ['Nota à imprensa: A cidade planta árvores', 'A cidade planta árvores'],
  ['RETTIFICA: La città pianta alberi', 'La città pianta alberi'],
  ['Onder embargo tot 12 juni: De stad plant bomen', 'De stad plant bomen'],
  ['Rättelse: Staden planterar träd', 'Staden planterar träd'],
  ['Pressemelding: Byen planter trær', 'Byen planter trær'],
  ['Klausuleret til 12. juni kl. 6: Byen planter træer', 'Byen planter træer'],
  ['Tiedote: Kaupunki istuttaa puita', 'Kaupunki istuttaa puita'],
  ['Komunikat prasowy – Miasto sadzi drzewa', 'Miasto sadzi drzewa'],
  ['BASIN BÜLTENİ: Kent ağaç dikiyor', 'Kent ağaç dikiyor'],
  ['Mətbuat açıqlaması: Şəhər ağac əkir', 'Şəhər ağac əkir'],
  ['Пресс-релиз | Город сажает деревья', 'Город сажает деревья'],
  ['Пресреліз: Місто садить дерева', 'Місто садить дерева'],
  ['بيان صحفي: المدينة تزرع الأشجار', 'المدينة تزرع الأشجار'],
  ['【プレスリリース】市が木を植える', '市が木を植える'],
  ['Invitation: opening of the park', 'Invitation: opening of the park'],
  ['Rückruf: Stadtwerke rufen Lampen zurück', 'Rückruf: Stadtwerke rufen Lampen zurück'],
  ['News on a new park', 'News on a new park'],
  ['EU extends embargo on oil until 2026', 'EU extends embargo on oil until 2026'],
  ['Statement on the fire at Holm Mill', 'Statement on the fire at Holm Mill'],
  ['Pre-release', 'Pre-release'],
  ['PRESS RELEASE - FOR IMMEDIATE RELEASE', ''],
  ['Pressemitteilung der Stadt Musterhausen', ''],
  ['News from Leeds Parks', ''],
  ['Embargo: 12 June', ''],
])('the subject %j undressed is %j', (given, undressed) => {
  const subject = readSubject(given)
  expect(subject.value).toBe(undressed)
  expect(given.slice(subject.start, subject.end)).toBe(undressed)
})

test('on the way only signs of forwarding and tags of lists are taken off', () => {
  const isTag = (tag: string) => tag === 'press-list'
  expect(undressSubject('Fwd: [press-list] Re: CORRECTION: [A] City plants trees', isTag)).toBe(
    'CORRECTION: [A] City plants trees',
  )
})
