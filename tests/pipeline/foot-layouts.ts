/** Feet in further layouts: tables side by side, institutions, courts, clubs, stock exchanges, agencies that write for their clients. */
import type { FootCase } from './foot-cases.ts'

export interface LayoutCase extends FootCase {
  /** Headline and paragraphs; else those of the language. */
  copy?: readonly string[]
  /** Name and address of the sender. */
  from?: readonly [string | null, string]
  organisation?: string
}

const BOATS_EN = 'Acme Boats builds ferries, tugs and yachts. Founded in 1962, it employs 480 people on the Clyde.'

export const LAYOUT_CASES: LayoutCase[] = [
  {
    title: 'three contacts of three organisations side by side',
    language: 'en',
    html: true,
    foot: `<p><b>Media contacts</b></p><table><tr><td><b>Acme Boats</b></td><td><b>Beta Batteries</b></td><td><b>Harbour Trust</b></td></tr><tr><td>Jane Doe</td><td>John Roe</td><td>Ann Other</td></tr><tr><td>Head of Communications</td><td>Press Officer</td><td>Director</td></tr><tr><td>+44 20 7946 0000</td><td>+44 20 7946 0001</td><td>+44 20 7946 0002</td></tr><tr><td>jane@acme.example</td><td>john@beta.example</td><td>ann@harbour.example</td></tr></table>`,
    contacts: [
      ['Jane Doe', 'jane@acme.example', '+442079460000'],
      ['John Roe', 'john@beta.example', '+442079460001'],
      ['Ann Other', 'ann@harbour.example', '+442079460002'],
    ],
  },
  {
    title: 'the cells of a row hold a whole contact each',
    language: 'en',
    html: true,
    foot: `<p>ENDS</p><table><tr><td><p><b>Press</b></p><p>Jane Doe<br>+44 20 7946 0000<br>jane@acme.example</p></td><td><p><b>Investors</b></p><p>John Roe<br>+44 20 7946 0001<br>john@acme.example</p></td></tr></table>`,
    contacts: [
      ['Jane Doe', 'jane@acme.example', '+442079460000'],
      ['John Roe', 'john@acme.example', '+442079460001'],
    ],
    end: 'ENDS',
  },
  {
    title: 'an institution of the Union: related links, spokespeople with two numbers, disclaimer',
    language: 'en',
    from: ['Press Office of the Council of Ferries', 'press@ferrycouncil.example'],
    organisation: 'Council of Ferries',
    copy: [
      'Ferries: Council adopts rules on quieter propellers',
      'The Council of Ferries today adopted a regulation on the noise of propellers in coastal waters. The new rules apply from 2028.',
      'Member states will have two years to adapt their national law. Ships that were built before 1990 are exempt.',
    ],
    foot: `For more information

Regulation on the noise of propellers
Factsheet: quieter seas

Press contacts

Jane Doe
Press officer
+32 2 555 01 11
+32 470 55 50 11
jane.doe@ferrycouncil.example

If you are not a journalist, please send your request to the public information service.`,
    contacts: [['Jane Doe', 'jane.doe@ferrycouncil.example', '+3225550111']],
  },
  {
    title: 'a court: unofficial document, and whom to call',
    language: 'en',
    from: ['Court of Appeal for Northmere', 'press@northmerecourt.example'],
    organisation: 'Court of Appeal for Northmere',
    copy: [
      'The owner of a bell may ring it at noon',
      'In today’s judgment in the case Parish v Hotel, the court holds that the ringing of a church bell at noon is no nuisance.',
      'The judges noted that the hotel had been opened next to the bell, and not the other way round.',
    ],
    foot: `NOTE: An appeal on points of law only may be brought within two months of notification.

Unofficial document for media use, not binding on the Court.

The full text of the judgment is published on the day of delivery.

Press contact: Jane Doe ✆ (+352) 4303 3355.`,
    contacts: [['Jane Doe', null, '+35243033355']],
    notes: 'An appeal on points',
  },
  {
    title: 'a German Verein with its register number and the responsible person',
    language: 'de',
    from: ['Bootsfreunde Kiel e. V.', 'info@bootsfreunde.example'],
    organisation: 'Bootsfreunde Kiel e. V.',
    foot: `Über die Bootsfreunde Kiel e. V.
Die Bootsfreunde Kiel e. V. setzen sich seit 1978 für alte Holzboote ein. Der Verein hat 340 Mitglieder.

Pressekontakt:
Bootsfreunde Kiel e. V.
Erika Muster, 1. Vorsitzende
Hafenstraße 4, 24103 Kiel
Fon: 0431 55 50 11-0
Mail: presse@bootsfreunde.example

V.i.S.d.P.: Erika Muster
Vereinsregister Kiel VR 1234`,
    boilerplate: ['Über die Bootsfreunde Kiel e. V.'],
    contacts: [['Erika Muster', 'presse@bootsfreunde.example', '+494315550110']],
  },
  {
    title: 'two Vereine, each with a heading that ends in an abbreviation',
    language: 'de',
    foot: `Über Acme Boote GmbH
Die Acme Boote GmbH baut seit 1962 Fähren und beschäftigt 480 Menschen.

Über den Hafenbund e. V.
Der Hafenbund vertritt 96 Häfen in Deutschland und Dänemark.

Kontakt für Medien
Erika Muster, Acme Boote GmbH, Tel. 0431 555011, muster@acme.example`,
    boilerplate: ['Über Acme Boote GmbH', 'Über den Hafenbund e. V.'],
    contacts: [['Erika Muster', 'muster@acme.example', '+49431555011']],
  },
  {
    title: 'ad hoc: end of the announcement, further notes, issuer’s particulars',
    language: 'de',
    copy: [
      'Acme Boote AG hebt Prognose an',
      'Kiel, 14. Mai 2026 – Der Vorstand der Acme Boote AG (ISIN DE000ACME012) hat heute beschlossen, die Prognose für das laufende Jahr anzuheben.',
      'Erwartet wird nun ein Umsatz von 410 bis 420 Millionen Euro.',
    ],
    from: ['EquityDraht', 'service@equitydraht.example'],
    organisation: 'Acme Boote AG',
    foot: `Ende der Ad-hoc-Mitteilung

Kontakt:
Erika Muster
Leiterin Investor Relations
Tel.: +49 431 555011
ir@acmeboote.example

Disclaimer
Diese Mitteilung enthält zukunftsgerichtete Aussagen. Die tatsächlichen Ergebnisse können davon abweichen.`,
    contacts: [['Erika Muster', 'ir@acmeboote.example', '+49431555011']],
    end: 'Ende der Ad-hoc-Mitteilung',
  },
  {
    title: 'safe harbor that is longer than the copy, then the source',
    language: 'en',
    copy: [
      'Acme Robotics Reports Record First Quarter',
      'AUSTIN, Texas, May 14, 2026 /WIREPOINT/ -- Acme Robotics, Inc. (NYSE: ACMR) today reported record revenue of $412 million for the first quarter.',
      '"Demand was strong in every region," said Jane Sample, chief executive officer of Acme Robotics.',
    ],
    from: ['WirePoint', 'feeds@wirepoint.example'],
    organisation: 'Acme Robotics, Inc.',
    foot: `About Acme Robotics, Inc.
Acme Robotics, Inc. is a maker of robots for orchards. It was founded in 2009.

Safe Harbor Statement
Statements in this release that are not historical are forward-looking statements within the meaning of the Private Securities Litigation Reform Act of 1995. They are subject to risks and uncertainties that could cause actual results to differ materially.
These risks include changes in demand, in the price of steel, in exchange rates and in the law, the loss of customers, and those that are named in our annual report on Form 10-K.

CONTACT: John Roe, +1 (512) 555-0143, press@acmerobotics.example

SOURCE Acme Robotics, Inc.`,
    boilerplate: ['About Acme Robotics, Inc.'],
    contacts: [['John Roe', 'press@acmerobotics.example', '+15125550143']],
  },
  {
    title: 'an agency on behalf of its client in one line',
    language: 'en',
    copy: [
      'Nine in ten walkers forget their map, says Fell Rangers',
      'Nine in ten walkers set out without a map, according to a survey by the mountain charity Fell Rangers.',
      'The charity counted 4,000 walkers on six summits in April. It will sell maps at car parks this summer.',
    ],
    from: ['Brightwater PR', 'news@brightwaterpr.example'],
    organisation: 'Fell Rangers',
    foot: 'Issued by Brightwater PR on behalf of Fell Rangers. For interviews: Jane Doe, 020 7946 0000, jane@brightwaterpr.example',
    contacts: [['Jane Doe', 'jane@brightwaterpr.example', '+442079460000']],
  },
  {
    title: 'an agency’s block below the client’s boilerplate',
    language: 'fr',
    copy: [
      'La Brasserie du Quai lance une bière sans amertume',
      'Brest, le 14 mai 2026 – La Brasserie du Quai lance une bière brassée avec de l’eau de pluie.',
      'Elle sera vendue à partir de juin dans 140 cafés de Bretagne.',
    ],
    from: ['Agence Belle Vague', 'contact@bellevague.example'],
    organisation: 'Brasserie du Quai',
    foot: `À propos de la Brasserie du Quai
Fondée en 1998, la Brasserie du Quai emploie 36 personnes.

Relations presse : Agence Belle Vague
Claire Exemple – claire@bellevague.example – 06 39 98 01 55`,
    boilerplate: ['À propos de la Brasserie du Quai'],
    contacts: [['Claire Exemple', 'claire@bellevague.example', '+33639980155']],
  },
  {
    title: 'a club’s letter with greetings',
    language: 'en',
    copy: [
      'Bowls club opens its green to children',
      'Little Harbour Bowls Club will open its green to children on Saturday mornings from 6 June.',
      'Bowls and cake are free. There is no need to book.',
    ],
    from: ['Little Harbour Bowls Club', 'littleharbourbowls@mailhost.example'],
    organisation: 'Little Harbour Bowls Club',
    foot: `Many thanks

Jane Doe
Hon. Secretary
Little Harbour Bowls Club
07700 900123`,
    contacts: [['Jane Doe', null, '+447700900123']],
  },
  {
    title: 'an end mark at the end of the last sentence',
    language: 'en',
    copy: [
      'Acme opens solar boat yard in Leith',
      'EDINBURGH, 14 May 2026 – Acme Boats has opened a yard for solar ferries in Leith.',
      'The first ferry will enter service on the Forth in the spring, the company said. -ends-',
    ],
    foot: 'Contact: Jane Doe, 0131 496 0123, jane@acme.example',
    contacts: [['Jane Doe', 'jane@acme.example', '+441314960123']],
    end: '-ends-',
  },
  {
    title: 'a boilerplate without a heading below the contacts',
    language: 'en',
    foot: `ENDS

Media contact: Jane Doe, 0131 496 0123, jane@acme.example

${BOATS_EN} It is owned by its employees.`,
    boilerplate: [null],
    contacts: [['Jane Doe', 'jane@acme.example', '+441314960123']],
    end: 'ENDS',
  },
  {
    title: 'a boilerplate that goes over into the contact sentence',
    language: 'en',
    foot: `About Acme Boats
${BOATS_EN}
For press enquiries please contact Jane Doe via jane@acme.example or 0131 496 0123.`,
    boilerplate: ['About Acme Boats'],
    contacts: [['Jane Doe', 'jane@acme.example', '+441314960123']],
  },
  {
    title: 'an invitation to answer',
    language: 'en',
    copy: [
      'Invitation: topping out of the solar boat yard',
      'Acme Boats invites members of the press to the topping out of its yard in Leith on Friday 22 May at 11am.',
      'There will be coffee, and a ferry that does not float yet.',
    ],
    foot: 'RSVP by 18 May to Jane Doe: jane@acme.example or 07700 900123',
    contacts: [['Jane Doe', 'jane@acme.example', '+447700900123']],
  },
  {
    title: 'a rank before the name',
    language: 'en',
    foot: `Media inquiries:
Sgt. Jane Doe, Public Information Officer
Leith County Sheriff's Office
(503) 555-0147
jdoe@leithsheriff.example`,
    contacts: [['Jane Doe', 'jdoe@leithsheriff.example', '+15035550147']],
  },
  {
    title: 'questions by a link and by telephone in Dutch',
    language: 'nl',
    foot: 'Neem voor vragen of beeldmateriaal contact op met Karin Voorbeeld via karin@acme.example of 06-12345678.',
    contacts: [['Karin Voorbeeld', 'karin@acme.example', '+31612345678']],
  },
  {
    title: 'a note that is not for publication',
    language: 'nl',
    foot: `Over Acme Boten
Acme Boten bouwt sinds 1962 veerboten. Er werken 480 mensen.

Noot voor de redactie (niet voor publicatie):
Voor meer informatie kunt u contact opnemen met Karin Voorbeeld, woordvoerder, tel. 020 555 01 11, e-mail karin@acme.example. Beeld in hoge resolutie is op te vragen.`,
    boilerplate: ['Over Acme Boten'],
    contacts: [['Karin Voorbeeld', 'karin@acme.example', '+31205550111']],
    notes: 'Voor meer informatie',
  },
  {
    title: 'a Spanish town hall with its press cabinet',
    language: 'es',
    copy: [
      'Villarriba planta mil almendros en la ribera',
      'Villarriba, 14 de mayo de 2026.– El Ayuntamiento de Villarriba ha plantado mil almendros en la ribera del río.',
      'Los vecinos han puesto nombre a cada uno. El riego se hará con agua de lluvia.',
    ],
    from: ['Gabinete de Prensa - Ayuntamiento de Villarriba', 'prensa@villarriba.example'],
    organisation: 'Ayuntamiento de Villarriba',
    foot: `Gabinete de Prensa
Ayuntamiento de Villarriba
Plaza Mayor, 1
Tel. 910 55 51 20
prensa@villarriba.example`,
    contacts: [[null, 'prensa@villarriba.example', '+34910555120']],
  },
  {
    title: 'a Spanish company with press data in two lines',
    language: 'es',
    foot: `Sobre Acme Barcos
Acme Barcos construye transbordadores desde 1962 y da empleo a 480 personas.

Más información:
Carmen Ejemplo (Comunicación): 600 555 123 · comunicacion@acme.example`,
    boilerplate: ['Sobre Acme Barcos'],
    contacts: [['Carmen Ejemplo', 'comunicacion@acme.example', '+34600555123']],
  },
  {
    title: 'an Italian comune with its stampa',
    language: 'it',
    copy: [
      'Montealto riapre la fontana grande',
      'Montealto, 14 maggio 2026 – Il Comune di Montealto riapre domenica la fontana grande di piazza Roma.',
      'I lavori sono durati due anni. L’acqua arriva di nuovo dalla sorgente.',
    ],
    from: ['Ufficio Stampa Comune di Montealto', 'stampa@comune.montealto.example'],
    organisation: 'Comune di Montealto',
    foot: `Ufficio Stampa
Comune di Montealto
Carla Esempio – 333 555 0123 – stampa@comune.montealto.example`,
    contacts: [['Carla Esempio', 'stampa@comune.montealto.example', '+393335550123']],
  },
  {
    title: 'a French prefecture: service and cell for communication',
    language: 'fr',
    copy: [
      'Canicule : les piscines ouvriront jusqu’à minuit',
      'La préfecture des Deux-Vallées a demandé aux communes d’ouvrir leurs piscines jusqu’à minuit.',
      'La mesure vaut jusqu’à dimanche. Les maîtres-nageurs seront payés en heures de nuit.',
    ],
    from: ['Service communication – Préfecture des Deux-Vallées', 'pref-communication@deux-vallees.example'],
    organisation: 'Préfecture des Deux-Vallées',
    foot: `Contact presse
Service régional et départemental de la communication interministérielle
04 99 55 01 12
pref-communication@deux-vallees.example`,
    contacts: [[null, 'pref-communication@deux-vallees.example', '+33499550112']],
  },
  {
    title: 'a German ministry with postal address and office',
    language: 'de',
    copy: [
      'Land fördert leise Brücken',
      'Das Ministerium für Brücken und Wege fördert in diesem Jahr den Umbau von 40 Brücken. Das teilte die Ministerin am Donnerstag mit.',
      'Zwölf Millionen Euro stehen bereit. Anträge sind ab Juni möglich.',
    ],
    from: ['Pressestelle des Ministeriums für Brücken und Wege', 'presse@mbw.example'],
    organisation: 'Ministerium für Brücken und Wege',
    foot: `Herausgeber:
Ministerium für Brücken und Wege
Pressestelle
Brückenstraße 1
24103 Kiel
Telefon 0431 555-0111
Telefax 0431 555-0199
presse@mbw.example
www.mbw.example`,
    contacts: [[null, 'presse@mbw.example', '+494315550111']],
  },
  {
    title: 'Austrian: Rückfragen & Kontakt',
    language: 'de',
    foot: `Rückfragen & Kontakt:
Acme Boote GmbH
Mag. Erika Muster
Unternehmenskommunikation
+43 1 555 01 11
erika.muster@acme.example
www.acme.example`,
    contacts: [['Mag. Erika Muster', 'erika.muster@acme.example', '+4315550111']],
  },
  {
    title: 'German: headings in brackets, label and value with spaces',
    language: 'de',
    foot: `(Ende)

Ansprechpartner für die Presse
Erika Muster        Tel. 0431 555011     erika@acme.example
Otto Beispiel       Tel. 0431 555012     otto@acme.example`,
    contacts: [
      ['Erika Muster', 'erika@acme.example', '+49431555011'],
      ['Otto Beispiel', 'otto@acme.example', '+49431555012'],
    ],
    end: '(Ende)',
  },
  {
    title: 'Polish: rzecznik prasowy with a name behind and the office',
    language: 'pl',
    foot: `***
Acme Łodzie S.A. buduje promy od 1962 roku. Spółka zatrudnia 480 osób.

Kontakt dla mediów:
Jan Przykładowski – rzecznik prasowy
tel. 22 555 01 11, kom. 600 555 123
media@acme.example`,
    boilerplate: [null],
    contacts: [['Jan Przykładowski', 'media@acme.example', '+48225550111']],
  },
  {
    title: 'Portuguese: nota biográfica and contacts with bars',
    language: 'pt',
    foot: `FIM

Sobre a Acme Barcos
A Acme Barcos constrói ferries desde 1962 e emprega 480 pessoas.

Para mais informações:
Ana Exemplo | Assessora de Imprensa | 912 555 011 | ana@acme.example`,
    boilerplate: ['Sobre a Acme Barcos'],
    contacts: [['Ana Exemplo', 'ana@acme.example', '+351912555011']],
    end: 'FIM',
  },
  {
    title: 'Swedish: two people with the role first',
    language: 'sv',
    foot: `För mer information, vänligen kontakta:
Pressansvarig Eva Exempel, 08-555 011 22, eva@acme.example
VD Lars Prov, 070-555 01 23, lars@acme.example

Om Acme Båtar
Acme Båtar bygger färjor sedan 1962 och har 480 anställda.`,
    boilerplate: ['Om Acme Båtar'],
    contacts: [
      ['Eva Exempel', 'eva@acme.example', '+46855501122'],
      ['Lars Prov', 'lars@acme.example', '+46705550123'],
    ],
  },
  {
    title: 'Norwegian: for more information with a list',
    language: 'no',
    foot: `For mer informasjon, kontakt:
- Kari Eksempel, kommunikasjonssjef, tlf. 22 55 50 11, kari@acme.example
- Ola Prøve, daglig leder, mob. 900 55 501

Om Acme Båter: Acme Båter har bygd ferger siden 1962. Selskapet har 480 ansatte.`,
    boilerplate: ['Om Acme Båter'],
    contacts: [
      ['Kari Eksempel', 'kari@acme.example', '+4722555011'],
      ['Ola Prøve', null, '+4790055501'],
    ],
  },
  {
    title: 'Danish: yderligere oplysninger with a rank',
    language: 'da',
    foot: `Yderligere oplysninger:
Vicepolitiinspektør Jens Eksempel, tlf. 33 55 50 11, jens@acme.example`,
    contacts: [['Jens Eksempel', 'jens@acme.example', '+4533555011']],
  },
  {
    title: 'Finnish: lisätietoja and distribution',
    language: 'fi',
    foot: `Lisätietoja medialle:
toimitusjohtaja Matti Esimerkki, puh. 040 555 0111, matti.esimerkki@acme.example

JAKELU
Pörssi
Keskeiset tiedotusvälineet
www.acme.example`,
    contacts: [['Matti Esimerkki', 'matti.esimerkki@acme.example', '+358405550111']],
  },
  {
    title: 'Turkish: a union’s secretary and bilgi için',
    language: 'tr',
    copy: [
      'Limanda gece vardiyası kısalıyor',
      'Deniz Emekçileri Sendikası, limanda gece vardiyasının altı saate indirildiğini açıkladı.',
      'Uygulama 1 Haziran’da başlıyor. Ücretler değişmeyecek.',
    ],
    from: ['Deniz Emekçileri Sendikası', 'basin@denizemekcileri.example'],
    organisation: 'Deniz Emekçileri Sendikası',
    foot: `Bilgi için: Ayşe Örnek, Basın Sekreteri, 0532 555 01 23, basin@denizemekcileri.example`,
    contacts: [['Ayşe Örnek', 'basin@denizemekcileri.example', '+905325550123']],
  },
  {
    title: 'Azerbaijani: a foundation with a press service',
    language: 'az',
    copy: [
      'Dağ kəndlərinə səyyar kitabxana gedəcək',
      'Oxu Fondu iyun ayından 40 dağ kəndinə səyyar kitabxana göndərəcək.',
      'Avtobusda 3 min kitab var. Uşaqlar kitabları bir ay saxlaya bilər.',
    ],
    from: ['Oxu Fondu', 'info@oxufondu.example'],
    organisation: 'Oxu Fondu',
    foot: `Əlavə məlumat üçün:
Leyla Nümunə, mətbuat katibi
Tel.: +994 12 555 01 11
E-mail: leyla@oxufondu.example`,
    contacts: [['Leyla Nümunə', 'leyla@oxufondu.example', '+994125550111']],
  },
  {
    title: 'Russian: a theatre with a name in the genitive and a shared number',
    language: 'ru',
    copy: [
      'Театр на Набережной открывает сезон ночным спектаклем',
      'Театр на Набережной откроет сезон 12 сентября спектаклем, который начнётся в полночь.',
      'Билеты стоят от 300 рублей. Последний трамвай будет ждать зрителей.',
    ],
    from: ['Пресс-служба Театра на Набережной', 'press@teatr-naberezhnaya.example'],
    organisation: 'Театр на Набережной',
    foot: `Контакты для СМИ:
Ирина Примерова, пресс-секретарь
+7 495 555-01-11
press@teatr-naberezhnaya.example`,
    contacts: [['Ирина Примерова', 'press@teatr-naberezhnaya.example', '+74955550111']],
  },
  {
    title: 'Ukrainian: a fund with its name in quotes',
    language: 'uk',
    copy: [
      'Бібліотеки отримають 200 казок шрифтом Брайля',
      'Благодійний фонд «Казка» передасть бібліотекам 200 книжок шрифтом Брайля.',
      'Перші книжки надійдуть до Львова в червні.',
    ],
    from: ['Благодійний фонд «Казка»', 'info@kazka.example'],
    organisation: 'Благодійний фонд «Казка»',
    foot: `Про фонд «Казка»
Фонд «Казка» видає книжки для незрячих дітей з 2011 року.

Контакт для ЗМІ: Олена Зразкова, комунікаційна менеджерка, 067 555 01 11, olena@kazka.example`,
    boilerplate: ['Про фонд «Казка»'],
    contacts: [['Олена Зразкова', 'olena@kazka.example', '+380675550111']],
  },
  {
    title: 'Arabic: the name before its post, and a number with direction marks',
    language: 'ar',
    copy: [
      'جمعية المرفأ تفتح مكتبة على متن سفينة',
      'أعلنت جمعية المرفأ اليوم افتتاح مكتبة على متن سفينة قديمة تضم خمسة آلاف كتاب.',
      'وستكون الزيارة مجانية طوال أيام الأسبوع.',
    ],
    from: ['جمعية المرفأ', 'info@marfa.example'],
    organisation: 'جمعية المرفأ',
    foot: `للتواصل الإعلامي:
ليلى النموذجية، مسؤولة الإعلام
هاتف: ‎+961 1 555 011
البريد الإلكتروني: layla@marfa.example`,
    contacts: [['ليلى النموذجية', 'layla@marfa.example', '+9611555011']],
  },
  {
    title: 'Arabic: one sentence that asks to write to somebody',
    language: 'ar',
    foot: 'لمزيد من المعلومات يرجى التواصل مع سامي المثال على الرقم ‎+971 4 555 0111 أو عبر البريد sami@acme.example',
    contacts: [['سامي المثال', 'sami@acme.example', '+97145550111']],
  },
  {
    title: 'Japanese: company, office and person in one line',
    language: 'ja',
    from: ['アクメ造船株式会社 広報部', 'pr@acme.example'],
    organisation: 'アクメ造船株式会社',
    copy: [
      'アクメ造船、太陽光フェリーの造船所を神戸に開設',
      'アクメ造船株式会社は14日、神戸市に太陽光フェリーの造船所を開設しました。140人を雇用します。',
      '最初の船は2027年春に就航する予定です。',
    ],
    foot: `【本件に関するお問い合わせ先】
アクメ造船株式会社 広報部 見本 花子
TEL：078-555-0111
Mail：pr@acme.example`,
    contacts: [['見本 花子', 'pr@acme.example', '+81785550111']],
  },
  {
    title: 'Japanese: the person in brackets behind the office',
    language: 'ja',
    foot: `以上

■会社概要
会社名：アクメ造船株式会社
設立：1962年

お問い合わせ：広報課（担当：見本太郎）　電話：03-5555-0111　メール：press@acme.example`,
    boilerplate: ['会社概要'],
    contacts: [['見本太郎', 'press@acme.example', '+81355550111']],
    end: '以上',
  },
  {
    title: 'hours, address and website stand round the contact',
    language: 'en',
    foot: `For further information
Jane Doe, Press Officer
Acme Boats, 12 Shore Road, Leith EH6 6QU
Phone: 0131 496 0123 (Monday to Friday, 9am to 5pm)
Out of hours: 07700 900123
Email: jane@acme.example
Web: www.acme.example`,
    contacts: [['Jane Doe', 'jane@acme.example', '+441314960123']],
  },
  {
    title: 'a university: publication, scientific contact, press office',
    language: 'en',
    copy: [
      'Why seagulls prefer vinegar',
      'Seagulls prefer chips with vinegar because the smell tells them that the food is warm, researchers at the University of Leith have found.',
      'The team watched 900 gulls on the promenade. The results appear in Gull Letters.',
    ],
    from: ['University of Leith Press Office', 'press@leith-uni.example'],
    organisation: 'University of Leith',
    foot: `Original publication:
Doe J., Roe R. (2026): Warm smells. Gull Letters 4, 11–19. doi:10.99999/gl.2026.11

Scientific contact:
Dr Jane Doe
Department of Coastal Biology
University of Leith
j.doe@leith-uni.example

Press contact:
John Roe, +44 131 496 0111, press@leith-uni.example`,
    contacts: [
      ['Dr Jane Doe', 'j.doe@leith-uni.example', null],
      ['John Roe', 'press@leith-uni.example', '+441314960111'],
    ],
  },
  {
    title: 'a sports club that signs with its media team',
    language: 'it',
    copy: [
      'Il portiere Esempio rinnova fino al 2029',
      'AC Portoverde comunica di aver rinnovato il contratto del portiere Luca Esempio fino al 30 giugno 2029.',
      'Esempio ha giocato 140 partite e ha segnato un gol.',
    ],
    from: ['AC Portoverde - Ufficio Stampa', 'stampa@acportoverde.example'],
    organisation: 'AC Portoverde',
    foot: `Ufficio Stampa AC Portoverde
media@acportoverde.example
Tel. 040 555 0111`,
    contacts: [[null, 'media@acportoverde.example', '+390405550111']],
  },
]
