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
  // Neighbours, and short releases.
  [
    'da',
    'Virksomheden oplyser i dag, at den til næste år åbner en ny fabrik i den nordlige del af landet, siger direktøren.',
  ],
  [
    'no',
    'Selskapet opplyser i dag at det neste år åpner en ny fabrikk nord i landet, sier direktøren i en pressemelding.',
  ],
  ['sv', 'Bolaget meddelar i dag att det nästa år öppnar en ny fabrik i norra delen av landet, säger direktören.'],
  ['fi', 'Yhtiö kertoi tänään, että se avaa ensi vuonna uuden tehtaan maan pohjoisosassa, sanoo toimitusjohtaja.'],
  ['pt', 'A empresa anunciou hoje que vai abrir no próximo ano uma nova fábrica no norte do país, segundo o diretor.'],
  [
    'gl',
    'A empresa anunciou hoxe que vai abrir o vindeiro ano unha nova fábrica no norte do país, segundo o director, e que xa ten os terreos para as obras.',
  ],
  [
    'tr',
    'Şirket bugün gelecek yıl ülkenin kuzeyinde yeni bir fabrika açacağını ve iki yüz kişi için iş olacağını duyurdu.',
  ],
  [
    'az',
    'Şirkət bu gün gələn il ölkənin şimalında yeni bir zavod açacağını və iki yüz nəfər üçün iş yeri olacağını bildirdi.',
  ],
  ['uk', 'Компанія сьогодні оголосила, що наступного року відкриє новий завод на півночі країни, повідомив директор.'],
  [
    'bg',
    'Компанията обяви днес, че през следващата година ще открие нов завод в северната част на страната, каза директорът.',
  ],
  [
    'fa',
    'این شرکت امروز اعلام کرد که سال آینده کارخانه جدیدی در شمال کشور افتتاح خواهد کرد و دویست نفر را استخدام می‌کند.',
  ],
  ['zh', '该公司今天宣布，明年将在该国北部开设一家新工厂，并将雇用两百名员工，公司总裁在新闻发布会上表示。'],
  ['cs', 'Společnost dnes oznámila, že v příštím roce otevře na severu země nový závod, který zaměstná dvě stě lidí.'],
  ['ja', '同社は本日、国の北部で新しい工場を開設すると発表しました。'],
  [null, 'Jane Doe, Max Muster, Jan Kowalski, Mario Rossi, Kari Nordmann, Juan Pérez, Maija Meikäläinen, 2026, 2027'],
  [null, 'Short words.'],
  [null, ''],
  [null, 'https://acme.example/a/very/long/address/that/has/letters/but/is/not/in/any/language/at/all'],
  [null, '1 2 3 4 5 6 7 8 9 10 '.repeat(40)],
])('finds %s', async (language, text) => {
  expect(await findLanguage(text)).toBe(language)
})

test('a headline and quotes in another language do not decide', async () => {
  const italian = "L'azienda ha annunciato oggi che il prossimo anno aprirà una nuova fabbrica nel nord del paese."
  const english = 'Acme opens new plant in the north of the country, and hires two hundred people'
  expect(await findLanguage(`${english}\n\n${italian}\n\n“We are very proud of this.”\n\n${italian}`)).toBe('it')
})

test('letterhead in another language does not decide', async () => {
  const german =
    'Das Unternehmen teilte heute mit, dass es im kommenden Jahr ein neues Werk im Norden des Landes eröffnet. '
  expect(await findLanguage(`FOR IMMEDIATE RELEASE. Acme International Holding Limited\n\n${german.repeat(20)}`)).toBe(
    'de',
  )
})
