import { describe, expect, test } from 'vitest'
import type { Given } from '../../src/pipeline/given.ts'
import { gather } from '../../src/pipeline/given.ts'
import { readPlainText } from '../../src/pipeline/plain-text.ts'
import { findQuotes } from '../../src/pipeline/quotes.ts'
import { readSheet } from '../../src/pipeline/sheet.ts'
import { readSubject } from '../../src/pipeline/subject.ts'

const givenIn = (language: string, text: string): Given =>
  gather(
    { receivedAt: new Date(0), zone: 'UTC', lessons: [] },
    readSubject('Acme'),
    { part: 'text', text, visible: null },
    language,
    null,
  )

const find = (language: string, text: string) => {
  const sheet = readSheet(readPlainText({ value: text, flowed: false, delSp: false }))
  return findQuotes(sheet.lines, givenIn(language, text))
}

type Expected = [words: string, speaker: string | null, title: string | null]
const CASES: [language: string, text: string, quotes: Expected[]][] = [
  // English
  [
    'en',
    '“We are proud of this telephone,” said Jane Doe, chief executive of Acme.',
    [['We are proud of this telephone', 'Jane Doe', 'chief executive of Acme']],
  ],
  [
    'en',
    '"We are proud of this telephone," said Acme chief executive Jane Doe.',
    [['We are proud of this telephone', 'Jane Doe', 'Acme chief executive']],
  ],
  [
    'en',
    'Jane Doe, chief executive of Acme, said: “This telephone rings only when it should.”',
    [['This telephone rings only when it should.', 'Jane Doe', 'chief executive of Acme']],
  ],
  [
    'en',
    'Commenting on the launch, Dr Jane Doe, Head of Research at Acme, said: “It took us nine years to get here.”',
    [['It took us nine years to get here.', 'Dr Jane Doe', 'Head of Research at Acme']],
  ],
  [
    'en',
    '“It took us years,” said Jane Doe, CEO of Acme. “Now it is there.”',
    [['It took us years. Now it is there.', 'Jane Doe', 'CEO of Acme']],
  ],
  [
    'en',
    '“The telephone,” said Jane Doe, CEO of Acme, “rings only when it should.”',
    [['The telephone, rings only when it should.', 'Jane Doe', 'CEO of Acme']],
  ],
  [
    'en',
    '“First we built one that works.\n\n“Then we built one that people want,” said Jane Doe, CEO of Acme.',
    [['First we built one that works. Then we built one that people want', 'Jane Doe', 'CEO of Acme']],
  ],
  [
    'en',
    '“The first is ours,” said Jane Doe, CEO of Acme.\n\n“The second will be better,” she added.',
    [
      ['The first is ours', 'Jane Doe', 'CEO of Acme'],
      ['The second will be better', 'Jane Doe', 'CEO of Acme'],
    ],
  ],
  [
    'en',
    '“The first is ours,” said Jane Doe, CEO of Acme.\n\nDoe added: “The second will be better.”',
    [
      ['The first is ours', 'Jane Doe', 'CEO of Acme'],
      ['The second will be better.', 'Jane Doe', 'CEO of Acme'],
    ],
  ],
  [
    'en',
    'Acme chief executive Jane Doe said: ‘The workers’ plan was better than ours.’',
    [['The workers’ plan was better than ours.', 'Jane Doe', 'Acme chief executive']],
  ],
  [
    'en',
    'Sam Roe, mayor of Smalltown, welcomed the news:\n\n“This brings two hundred jobs to our town.”',
    [['This brings two hundred jobs to our town.', 'Sam Roe', 'mayor of Smalltown']],
  ],
  [
    'en',
    '“This brings two hundred jobs to our town and many more to the region.”\n– Sam Roe, mayor of Smalltown',
    [['This brings two hundred jobs to our town and many more to the region.', 'Sam Roe', 'mayor of Smalltown']],
  ],
  [
    'en',
    '“It works in every house we tried,” according to Jane Doe, head of research.',
    [['It works in every house we tried', 'Jane Doe', 'head of research']],
  ],
  [
    'en',
    'Chief Executive Jane Doe said, “We hire two hundred people.”',
    [['We hire two hundred people.', 'Jane Doe', 'Chief Executive']],
  ],
  [
    'en',
    '“We hire two hundred people,” Jane Doe, Acme’s chief executive, told reporters.',
    [['We hire two hundred people', 'Jane Doe', 'Acme’s chief executive']],
  ],
  [
    'en',
    '“We hire two hundred people,” said Jane van der Berg, Director of Operations, Acme Ltd.',
    [['We hire two hundred people', 'Jane van der Berg', 'Director of Operations, Acme Ltd']],
  ],
  ['en', 'The “smart” telephone won the “Best of Show” award.', []],
  ['en', 'Her novel “The Long Way to a Small Town” was published in May.', []],
  ['en', 'The so-called “quiet hours” begin at 10 p.m., said Jane Doe.', []],
  ['en', 'Acme’s workers don’t like the company’s new rules.', []],
  ['en', 'It is called "Telephone 12" and measures 12" by 6".', []],
  // The post stands before the name, whatever it is called
  [
    'en',
    'Teacher Mr Sam Roe said: “I taught them about levers and they taught me the rest.”',
    [['I taught them about levers and they taught me the rest.', 'Mr Sam Roe', 'Teacher']],
  ],
  [
    'en',
    'Detective Sergeant Sam Roe said: "Somebody will have seen it being moved."',
    [['Somebody will have seen it being moved.', 'Sam Roe', 'Detective Sergeant']],
  ],
  [
    'en',
    '“It is good for the town,” said Anna Baker, a potter from Smalltown.',
    [['It is good for the town', 'Anna Baker', 'potter from Smalltown']],
  ],
  ['en', '“It is no budget for tenants,” said Jane Doe MSP.', [['It is no budget for tenants', 'Jane Doe', 'MSP']]],
  [
    'de',
    '„Wir merken jeden Cent“, sagt Obermeister Max Muster.',
    [['Wir merken jeden Cent', 'Max Muster', 'Obermeister']],
  ],
  [
    'de',
    '„Ein Handy ersetzt kein Funkgerät“, sagte der Vormann Max Muster.',
    [['Ein Handy ersetzt kein Funkgerät', 'Max Muster', 'Vormann']],
  ],
  [
    'de',
    '„Wir suchten Balken und fanden Musik“, sagt die Bauforscherin Prof. Dr. Jane Doe, die das Haus kennt.',
    [['Wir suchten Balken und fanden Musik', 'Prof. Dr. Jane Doe', 'Bauforscherin']],
  ],
  [
    'de',
    '„Das ist ein guter Tag für alle“, sagt Hans Bauer, Bäcker in Musterstadt.',
    [['Das ist ein guter Tag für alle', 'Hans Bauer', 'Bäcker in Musterstadt']],
  ],
  [
    'it',
    "«Chi abita in montagna ha bisogno di tre tessere», ha dichiarato l'assessora ai Trasporti Anna Rossi.",
    [['Chi abita in montagna ha bisogno di tre tessere', 'Anna Rossi', 'assessora ai Trasporti']],
  ],
  [
    'no',
    '– Vi har fått bedre ploger enn før, sier daglig leder Kari Nordmann i Acme AS.',
    [['Vi har fått bedre ploger enn før', 'Kari Nordmann', 'daglig leder']],
  ],
  [
    'pl',
    '– Bocian patrzył na zegarek ratownika – mówi st. kpt. Jan Kowalski, rzecznik komendanta.',
    [['Bocian patrzył na zegarek ratownika', 'Jan Kowalski', 'rzecznik komendanta']],
  ],
  [
    'tr',
    '“Şehri sabaha hazırlayanlar eve yürümemeli” diyen Belediye Başkanı Ayşe Yılmaz, durakların da aydınlatıldığını söyledi.',
    [['Şehri sabaha hazırlayanlar eve yürümemeli', 'Ayşe Yılmaz', 'Belediye Başkanı']],
  ],
  [
    'ja',
    '研究を率いた山田花子准教授は「虫は雪の知らせではなく、月を見ていたのです」と述べています。',
    [['虫は雪の知らせではなく、月を見ていたのです', '山田花子', '准教授']],
  ],
  // Whatever the verb, a name behind it says that it was said
  [
    'de',
    '„Das ist ein guter Tag für alle“, frohlockt Jane Doe, Obfrau des Vereins.',
    [['Das ist ein guter Tag für alle', 'Jane Doe', 'Obfrau des Vereins']],
  ],
  [
    'en',
    '“We had no heating and one microphone,” deadpanned Jane Doe, manager of the band.',
    [['We had no heating and one microphone', 'Jane Doe', 'manager of the band']],
  ],
  [
    'ru',
    '«Раньше опоздавшие ночевали в машинах», — вспоминает капитан Иван Петров.',
    [['Раньше опоздавшие ночевали в машинах', 'Иван Петров', 'капитан']],
  ],
  [
    'de',
    '„Das ist ein guter Tag für alle.“ Das sagt Jane Doe, Obfrau des Vereins.',
    [['Das ist ein guter Tag für alle.', 'Jane Doe', 'Obfrau des Vereins']],
  ],
  ['de', 'Das Buch „Der lange Weg in eine kleine Stadt“, erschienen im Acme Verlag, kostet 20 Euro.', []],
  ['de', 'Der Film „Der lange Weg in eine kleine Stadt“, moderiert von Jane Doe, läuft am Montag.', []],
  // Words that stand alone below who says them
  [
    'en',
    'Transport Secretary Jane Doe said:\n\nPassengers should not have to wait for their money.\n\nThe companies run the trains.\n\nRail Minister Sam Roe added:\n\nOperators must pay on time.\n\nThe rules begin in May and apply to all tickets.',
    [
      [
        'Passengers should not have to wait for their money. The companies run the trains.',
        'Jane Doe',
        'Transport Secretary',
      ],
      ['Operators must pay on time.', 'Sam Roe', 'Rail Minister'],
    ],
  ],
  [
    'en',
    'Transport Secretary Jane Doe said:\n\nPassengers should not have to wait for their money.\n\nWe will see to that.\n\nThe rules begin in May.',
    [['Passengers should not have to wait for their money. We will see to that.', 'Jane Doe', 'Transport Secretary']],
  ],
  ['en', 'The minister said the rules apply to:\n\nAll tickets that were bought online or with a card.', []],
  // One mark opens for several paragraphs
  [
    'de',
    'Dazu erklärt der Sprecher der Fraktion, Max Muster:\n\n„Von 214 Radwegen sind 19 fertig.\n\nWer so langsam tritt, fällt um.“\n\nDer Antrag wird am Donnerstag beraten.',
    [['Von 214 Radwegen sind 19 fertig. Wer so langsam tritt, fällt um.', 'Max Muster', 'Sprecher der Fraktion']],
  ],
  // German
  [
    'de',
    '„Wir sind stolz auf dieses Telefon“, sagt Jane Doe, Geschäftsführerin der Acme GmbH.',
    [['Wir sind stolz auf dieses Telefon', 'Jane Doe', 'Geschäftsführerin der Acme GmbH']],
  ],
  [
    'de',
    'Jane Doe, Geschäftsführerin der Acme GmbH: „Wir sind stolz auf dieses Telefon.“',
    [['Wir sind stolz auf dieses Telefon.', 'Jane Doe', 'Geschäftsführerin der Acme GmbH']],
  ],
  [
    'de',
    '„Wir stellen zweihundert Leute ein“, so Geschäftsführerin Jane Doe.',
    [['Wir stellen zweihundert Leute ein', 'Jane Doe', 'Geschäftsführerin']],
  ],
  [
    'de',
    'Wirtschaftsminister Max Muster erklärte: »Das ist ein guter Tag für unser Land.«',
    [['Das ist ein guter Tag für unser Land.', 'Max Muster', 'Wirtschaftsminister']],
  ],
  [
    'de',
    '„Das Telefon“, betont Vorstandsvorsitzende Jane Doe, „klingelt nur, wenn es soll.“',
    [['Das Telefon klingelt nur, wenn es soll.', 'Jane Doe', 'Vorstandsvorsitzende']],
  ],
  [
    'de',
    '„Wir haben lange daran gearbeitet“, sagt Prof. Dr. Jane Doe, Leiterin der Forschung bei Acme. „Jetzt ist es da.“',
    [['Wir haben lange daran gearbeitet. Jetzt ist es da.', 'Prof. Dr. Jane Doe', 'Leiterin der Forschung bei Acme']],
  ],
  [
    'de',
    'Dazu Jane Doe, Sprecherin des Vereins: „Wir freuen uns sehr über die Hilfe.“',
    [['Wir freuen uns sehr über die Hilfe.', 'Jane Doe', 'Sprecherin des Vereins']],
  ],
  [
    'de',
    '„Das Erste ist unseres“, sagt Jane Doe, Chefin von Acme.\n\n„Das Zweite wird besser“, ergänzt sie.',
    [
      ['Das Erste ist unseres', 'Jane Doe', 'Chefin von Acme'],
      ['Das Zweite wird besser', 'Jane Doe', 'Chefin von Acme'],
    ],
  ],
  ['de', 'Das „Haus der Kunst“ zeigt die Ausstellung „Licht und Schatten im Norden“.', []],
  [
    'de',
    '"Wir sind sehr zufrieden", sagte Acme-Chefin Jane Doe am Montag in Berlin.',
    [['Wir sind sehr zufrieden', 'Jane Doe', 'Acme-Chefin']],
  ],
  // French
  [
    'fr',
    '« Nous sommes fiers de ce téléphone », a déclaré Jane Doe, directrice générale d’Acme.',
    [['Nous sommes fiers de ce téléphone', 'Jane Doe', 'directrice générale d’Acme']],
  ],
  [
    'fr',
    'Pour Jane Doe, présidente d’Acme : « Ce téléphone change la vie des familles. »',
    [['Ce téléphone change la vie des familles.', 'Jane Doe', 'présidente d’Acme']],
  ],
  [
    'fr',
    '« Ce téléphone, explique Jane Doe, ne sonne que s’il le faut. »',
    [['Ce téléphone ne sonne que s’il le faut.', 'Jane Doe', null]],
  ],
  [
    'fr',
    '« C’est un beau jour pour la région », se réjouit la ministre Anne Martin.\n\n« Nous irons plus loin », a-t-elle ajouté.',
    [
      ['C’est un beau jour pour la région', 'Anne Martin', 'ministre'],
      ['Nous irons plus loin', 'Anne Martin', 'ministre'],
    ],
  ],
  [
    'fr',
    '– C’est un beau jour pour nous, a déclaré Jane Doe, directrice d’Acme.',
    [['C’est un beau jour pour nous', 'Jane Doe', 'directrice d’Acme']],
  ],
  ['fr', 'Le film « Les enfants du port » sort en mai.', []],
  [
    'fr',
    '« Ce prix récompense nos équipes », souligne le directeur général d’Acme, Paul Durand.',
    [['Ce prix récompense nos équipes', 'Paul Durand', 'directeur général d’Acme']],
  ],
  [
    'fr',
    '« Nous sommes ravis, explique Jane Doe, directrice d’Acme. Nous irons plus loin. »',
    [['Nous sommes ravis. Nous irons plus loin.', 'Jane Doe', 'directrice d’Acme']],
  ],
  // Spanish
  [
    'es',
    '«Estamos orgullosos de este teléfono», afirmó Jane Doe, directora general de Acme.',
    [['Estamos orgullosos de este teléfono', 'Jane Doe', 'directora general de Acme']],
  ],
  [
    'es',
    '“Este teléfono cambia la vida”, señaló la directora general de Acme, María Ruiz.',
    [['Este teléfono cambia la vida', 'María Ruiz', 'directora general de Acme']],
  ],
  [
    'es',
    '—Este teléfono cambia la vida —dijo María Ruiz, directora de Acme—. Vamos a hacer más.',
    [['Este teléfono cambia la vida. Vamos a hacer más.', 'María Ruiz', 'directora de Acme']],
  ],
  [
    'es',
    'Según María Ruiz, portavoz de la asociación, “nadie debe quedarse atrás en esta ciudad”.',
    [['nadie debe quedarse atrás en esta ciudad', 'María Ruiz', 'portavoz de la asociación']],
  ],
  ['es', 'La exposición “Luz del norte” abre en mayo.', []],
  // Italian
  [
    'it',
    '«Siamo orgogliosi di questo telefono», ha dichiarato Jane Doe, amministratrice delegata di Acme.',
    [['Siamo orgogliosi di questo telefono', 'Jane Doe', 'amministratrice delegata di Acme']],
  ],
  [
    'it',
    '“È un giorno importante per la nostra città”, commenta il sindaco Marco Rossi.',
    [['È un giorno importante per la nostra città', 'Marco Rossi', 'sindaco']],
  ],
  [
    'it',
    'Marco Rossi, presidente di Acme: «Abbiamo lavorato nove anni per questo.»',
    [['Abbiamo lavorato nove anni per questo.', 'Marco Rossi', 'presidente di Acme']],
  ],
  ['it', 'Il romanzo «La strada lunga» esce a maggio.', []],
  // Dutch
  [
    'nl',
    '“Wij zijn trots op deze telefoon”, zegt Jane Doe, directeur van Acme.',
    [['Wij zijn trots op deze telefoon', 'Jane Doe', 'directeur van Acme']],
  ],
  [
    'nl',
    '‘Wij zijn trots op deze telefoon’, aldus directeur Jan de Vries.',
    [['Wij zijn trots op deze telefoon', 'Jan de Vries', 'directeur']],
  ],
  [
    'nl',
    'Wethouder Jan de Vries: "Dit is goed nieuws voor de hele stad."',
    [['Dit is goed nieuws voor de hele stad.', 'Jan de Vries', 'Wethouder']],
  ],
  // Portuguese
  [
    'pt',
    '“Estamos orgulhosos deste telefone”, afirma Joana Silva, diretora-geral da Acme.',
    [['Estamos orgulhosos deste telefone', 'Joana Silva', 'diretora-geral da Acme']],
  ],
  [
    'pt',
    '«É um grande dia para a cidade», sublinhou o presidente da Câmara, Rui Costa.',
    [['É um grande dia para a cidade', 'Rui Costa', 'presidente da Câmara']],
  ],
  // Nordic
  [
    'sv',
    '– Vi är stolta över den här telefonen, säger Jane Doe, vd på Acme.',
    [['Vi är stolta över den här telefonen', 'Jane Doe', 'vd på Acme']],
  ],
  [
    'sv',
    '”Vi är stolta över den här telefonen”, säger vd Jane Doe.',
    [['Vi är stolta över den här telefonen', 'Jane Doe', 'vd']],
  ],
  [
    'no',
    '– Dette er en god dag for byen, sier ordfører Kari Nordmann.',
    [['Dette er en god dag for byen', 'Kari Nordmann', 'ordfører']],
  ],
  [
    'no',
    '«Dette er en god dag for byen», sier Kari Nordmann, daglig leder i Acme.',
    [['Dette er en god dag for byen', 'Kari Nordmann', 'daglig leder i Acme']],
  ],
  [
    'da',
    '»Vi er stolte af denne telefon,« siger Jane Doe, direktør i Acme.',
    [['Vi er stolte af denne telefon', 'Jane Doe', 'direktør i Acme']],
  ],
  [
    'da',
    '"Vi er stolte af denne telefon," siger administrerende direktør Jane Doe.',
    [['Vi er stolte af denne telefon', 'Jane Doe', 'administrerende direktør']],
  ],
  [
    'fi',
    '”Olemme ylpeitä tästä puhelimesta”, sanoo toimitusjohtaja Maija Meikäläinen.',
    [['Olemme ylpeitä tästä puhelimesta', 'Maija Meikäläinen', 'toimitusjohtaja']],
  ],
  [
    'fi',
    '– Tämä on hyvä päivä kaupungille, kertoo Maija Meikäläinen, Acmen toimitusjohtaja.',
    [['Tämä on hyvä päivä kaupungille', 'Maija Meikäläinen', 'Acmen toimitusjohtaja']],
  ],
  // Polish
  [
    'pl',
    '– To jest dobry dzień dla miasta – powiedział Jan Kowalski, prezes Acme. – Zatrudnimy dwieście osób.',
    [['To jest dobry dzień dla miasta. Zatrudnimy dwieście osób.', 'Jan Kowalski', 'prezes Acme']],
  ],
  [
    'pl',
    '„Jesteśmy dumni z tego telefonu” – mówi Anna Nowak, dyrektor Acme.',
    [['Jesteśmy dumni z tego telefonu', 'Anna Nowak', 'dyrektor Acme']],
  ],
  // Turkish and Azerbaijani
  [
    'tr',
    'Acme Genel Müdürü Ayşe Yılmaz, “Bu telefonla gurur duyuyoruz.” dedi.',
    [['Bu telefonla gurur duyuyoruz.', 'Ayşe Yılmaz', 'Acme Genel Müdürü']],
  ],
  [
    'tr',
    'Acme Genel Müdürü Ayşe Yılmaz şunları söyledi: “Bu telefonla gurur duyuyoruz.”',
    [['Bu telefonla gurur duyuyoruz.', 'Ayşe Yılmaz', 'Acme Genel Müdürü']],
  ],
  [
    'az',
    '“Bu telefonla fəxr edirik”, – Acme şirkətinin direktoru Leyla Məmmədova bildirib.',
    [['Bu telefonla fəxr edirik', 'Leyla Məmmədova', 'Acme şirkətinin direktoru']],
  ],
  // Russian and Ukrainian
  [
    'ru',
    '«Мы гордимся этим телефоном», — заявил Иван Петров, генеральный директор Acme.',
    [['Мы гордимся этим телефоном', 'Иван Петров', 'генеральный директор Acme']],
  ],
  [
    'ru',
    '— Это хороший день для города, — сказала директор Анна Иванова. — Мы наймём двести человек.',
    [['Это хороший день для города. Мы наймём двести человек.', 'Анна Иванова', 'директор']],
  ],
  [
    'uk',
    '«Ми пишаємося цим телефоном», — зазначила Олена Шевченко, директорка Acme.',
    [['Ми пишаємося цим телефоном', 'Олена Шевченко', 'директорка Acme']],
  ],
  // Arabic and Japanese
  [
    'ar',
    'وقالت ليلى حسن، الرئيسة التنفيذية لشركة أكمي: «نحن فخورون جدا بهذا الهاتف الجديد».',
    [['نحن فخورون جدا بهذا الهاتف الجديد', 'ليلى حسن', 'الرئيسة التنفيذية لشركة أكمي']],
  ],
  [
    'ja',
    '代表取締役社長の山田太郎は、「この電話を発売できることを大変うれしく思います」と述べています。',
    [['この電話を発売できることを大変うれしく思います', '山田太郎', '代表取締役社長']],
  ],
  [
    'ja',
    'アクメ株式会社 代表取締役 山田太郎は次のように述べています。「この電話を発売できることを大変うれしく思います。」',
    [['この電話を発売できることを大変うれしく思います。', '山田太郎', 'アクメ株式会社 代表取締役']],
  ],
]

describe('quotes are found with who speaks', () => {
  test.each(CASES)('%s: %s', (language, text, expected) => {
    expect(find(language, text).map(({ words, speaker, title }) => [words, speaker, title])).toEqual(expected)
  })
})

test('the evidence of a quote is its span in the message, from the first words to the last', () => {
  const text = 'BERLIN. “It took us years,” said Jane Doe, CEO of Acme. “Now it is there.”'
  const [quote] = find('en', text)
  expect(text.slice(quote?.evidence?.start, quote?.evidence?.end)).toBe(
    'It took us years,” said Jane Doe, CEO of Acme. “Now it is there.',
  )
})
