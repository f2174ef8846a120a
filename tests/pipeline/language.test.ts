import { expect, test } from 'vitest'
import { findLanguage } from '../../src/pipeline/language.ts'

test.each([
  ['en', 'The company today announced that it will open a new factory in the north of the country next year.'],
  ['de', 'Das Unternehmen teilte heute mit, dass es im kommenden Jahr ein neues Werk im Norden des Landes eröffnet.'],
  [
    'fr',
    "L'entreprise a annoncé aujourd'hui qu'elle ouvrira une nouvelle usine dans le nord du pays l'année prochaine.",
  ],
  ['es', 'La empresa anunció hoy que abrirá una nueva fábrica en el norte del país el próximo año, según su director.'],
  [
    'it',
    "L'azienda ha annunciato oggi che il prossimo anno aprirà una nuova fabbrica nel nord del paese, secondo il direttore.",
  ],
  [
    'nl',
    'Het bedrijf maakte vandaag bekend dat het volgend jaar een nieuwe fabriek in het noorden van het land opent.',
  ],
  ['pl', 'Firma ogłosiła dzisiaj, że w przyszłym roku otworzy nową fabrykę na północy kraju, jak powiedział dyrektor.'],
  ['ru', 'Компания сегодня объявила, что в следующем году откроет новый завод на севере страны, сообщил директор.'],
  [
    'ja',
    '同社は本日、来年に国の北部で新しい工場を開設すると発表しました。社長が記者会見で明らかにしたもので、地域の雇用を増やすことを目指しています。新工場では約五百人を採用する予定です。',
  ],
  ['ar', 'أعلنت الشركة اليوم أنها ستفتتح مصنعا جديدا في شمال البلاد العام المقبل وفقا لما قاله المدير في مؤتمر صحفي.'],
  [null, 'Short words.'],
  [null, ''],
  [null, 'https://acme.example/a/very/long/address/that/has/letters/but/is/not/in/any/language/at/all'],
  [null, '1 2 3 4 5 6 7 8 9 10 '.repeat(40)],
])('finds %s', async (language, text) => {
  expect(await findLanguage(text)).toBe(language)
})

test('letterhead in another language does not decide', async () => {
  const german =
    'Das Unternehmen teilte heute mit, dass es im kommenden Jahr ein neues Werk im Norden des Landes eröffnet. '
  expect(await findLanguage(`FOR IMMEDIATE RELEASE. Acme International Holding Limited\n\n${german.repeat(20)}`)).toBe(
    'de',
  )
})
