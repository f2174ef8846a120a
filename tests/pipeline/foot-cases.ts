/** Releases for the tests of the foot: a copy in each language, and what stands below it in many orders and wordings. */

export interface FootCase {
  title: string
  language: string
  /** Below the copy; above it where `top` is set. */
  foot: string
  top?: string
  /** The foot is HTML, and so is the copy. */
  html?: boolean
  /** Headings of the boilerplate; null where it has none. */
  boilerplate?: (string | null)[]
  /** Name, e-mail address, telephone number of each contact. */
  contacts?: [string | null, string | null, string | null][]
  /** How the notes begin. */
  notes?: string
  end?: string
}

export const COPIES: Readonly<Record<string, { headline: string; copy: string[] }>> = {
  en: {
    headline: 'Acme opens solar boat yard in Leith',
    copy: [
      'EDINBURGH, 14 May 2026 – Acme Boats has opened a yard for solar ferries in Leith, creating 140 jobs over the next two years.',
      '“We looked at nine ports and chose the one with the people who know how to build,” said Fiona Sample, chief executive of Acme Boats.',
      'The first of 12 ferries will enter service on the Forth in the spring of 2027. Passengers can reach the timetable line on 0800 555 0199 or write to travel@ferries.example for details of the routes.',
    ],
  },
  de: {
    headline: 'Acme eröffnet Werft für Solarboote in Kiel',
    copy: [
      'Kiel, 14. Mai 2026 – Die Acme Boote GmbH hat in Kiel eine Werft für Solarfähren eröffnet und schafft in den kommenden zwei Jahren 140 Arbeitsplätze.',
      '„Wir haben neun Häfen geprüft und uns für den mit den besten Bootsbauern entschieden“, sagte Geschäftsführerin Erika Beispiel bei der Eröffnung.',
      'Die erste von zwölf Fähren soll im Frühjahr 2027 auf der Förde verkehren. Fahrgäste erhalten unter der Servicenummer 0800 5550199 Auskunft über die Linien.',
    ],
  },
  fr: {
    headline: 'Acme ouvre un chantier de bateaux solaires à Brest',
    copy: [
      'Brest, le 14 mai 2026 – Acme Bateaux a inauguré à Brest un chantier consacré aux navettes solaires et créera 140 emplois au cours des deux prochaines années.',
      '« Nous avons étudié neuf ports et retenu celui où se trouvent les meilleurs constructeurs », a déclaré Claire Exemple, directrice générale d’Acme Bateaux.',
      'La première des douze navettes entrera en service dans la rade au printemps 2027. Les horaires seront publiés au début de l’année.',
    ],
  },
  es: {
    headline: 'Acme abre un astillero de barcos solares en Vigo',
    copy: [
      'Vigo, 14 de mayo de 2026.– Acme Barcos ha inaugurado en Vigo un astillero dedicado a los transbordadores solares y creará 140 empleos en los próximos dos años.',
      '«Estudiamos nueve puertos y elegimos el que reúne a los mejores constructores», afirmó Carmen Ejemplo, consejera delegada de Acme Barcos.',
      'El primero de los doce transbordadores entrará en servicio en la ría en la primavera de 2027. Los horarios se publicarán a principios de año.',
    ],
  },
  it: {
    headline: 'Acme apre a Trieste un cantiere per battelli solari',
    copy: [
      'Trieste, 14 maggio 2026 – Acme Battelli ha inaugurato a Trieste un cantiere dedicato ai traghetti solari e creerà 140 posti di lavoro nei prossimi due anni.',
      '«Abbiamo valutato nove porti e scelto quello con i migliori costruttori», ha dichiarato Carla Esempio, amministratrice delegata di Acme Battelli.',
      'Il primo dei dodici traghetti entrerà in servizio nel golfo nella primavera del 2027. Gli orari saranno pubblicati all’inizio dell’anno.',
    ],
  },
  nl: {
    headline: 'Acme opent werf voor zonneboten in Vlissingen',
    copy: [
      'Vlissingen, 14 mei 2026 – Acme Boten heeft in Vlissingen een werf voor zonneveren geopend en schept de komende twee jaar 140 banen.',
      '“We hebben negen havens bekeken en kozen die met de beste bouwers”, zei directeur Anna Voorbeeld bij de opening van de nieuwe hal.',
      'De eerste van twaalf veren gaat in het voorjaar van 2027 op de Westerschelde varen. De dienstregeling verschijnt begin volgend jaar.',
    ],
  },
  pt: {
    headline: 'Acme abre estaleiro de barcos solares em Aveiro',
    copy: [
      'Aveiro, 14 de maio de 2026 – A Acme Barcos inaugurou em Aveiro um estaleiro dedicado a ferries solares e vai criar 140 postos de trabalho nos próximos dois anos.',
      '«Estudámos nove portos e escolhemos o que tem os melhores construtores», afirmou Maria Exemplo, presidente executiva da Acme Barcos.',
      'O primeiro de doze ferries entra ao serviço na ria na primavera de 2027. Os horários serão publicados no início do ano.',
    ],
  },
  sv: {
    headline: 'Acme öppnar varv för solbåtar i Karlskrona',
    copy: [
      'Karlskrona den 14 maj 2026 – Acme Båtar har öppnat ett varv för soldrivna färjor i Karlskrona och skapar 140 arbetstillfällen under de kommande två åren.',
      '– Vi såg på nio hamnar och valde den med de skickligaste båtbyggarna, säger Anna Exempel, verkställande direktör på Acme Båtar.',
      'Den första av tolv färjor sätts i trafik i skärgården våren 2027. Tidtabellen presenteras i början av året.',
    ],
  },
  no: {
    headline: 'Acme åpner verft for solbåter i Bergen',
    copy: [
      'Bergen, 14. mai 2026 – Acme Båter har åpnet et verft for soldrevne ferger i Bergen og skaper 140 arbeidsplasser de neste to årene.',
      '– Vi vurderte ni havner og valgte den med de dyktigste båtbyggerne, sier Kari Eksempel, administrerende direktør i Acme Båter.',
      'Den første av tolv ferger settes i drift på fjorden våren 2027. Ruteplanen kommer tidlig på nyåret.',
    ],
  },
  da: {
    headline: 'Acme åbner værft for solbåde i Svendborg',
    copy: [
      'Svendborg, 14. maj 2026 – Acme Både har åbnet et værft for soldrevne færger i Svendborg og skaber 140 arbejdspladser i løbet af de næste to år.',
      '»Vi så på ni havne og valgte den med de dygtigste bådebyggere«, siger Mette Eksempel, administrerende direktør i Acme Både.',
      'Den første af tolv færger sættes i drift i foråret 2027. Sejlplanen bliver offentliggjort i begyndelsen af året.',
    ],
  },
  fi: {
    headline: 'Acme avaa aurinkoveneiden telakan Turkuun',
    copy: [
      'Turku 14.5.2026 – Acme Veneet on avannut Turkuun aurinkosähköllä kulkevien lauttojen telakan ja luo 140 työpaikkaa seuraavien kahden vuoden aikana.',
      '”Tutkimme yhdeksää satamaa ja valitsimme sen, jossa on parhaat veneenrakentajat”, sanoi toimitusjohtaja Anna Esimerkki avajaisissa.',
      'Ensimmäinen kahdestatoista lautasta aloittaa liikennöinnin saaristossa keväällä 2027. Aikataulut julkaistaan alkuvuodesta.',
    ],
  },
  pl: {
    headline: 'Acme otwiera stocznię łodzi słonecznych w Gdyni',
    copy: [
      'Gdynia, 14 maja 2026 r. – Acme Łodzie otworzyła w Gdyni stocznię promów słonecznych i w ciągu najbliższych dwóch lat utworzy 140 miejsc pracy.',
      '„Sprawdziliśmy dziewięć portów i wybraliśmy ten, w którym są najlepsi szkutnicy” – powiedziała Anna Przykład, prezes Acme Łodzie.',
      'Pierwszy z dwunastu promów wypłynie na zatokę wiosną 2027 roku. Rozkład rejsów zostanie ogłoszony na początku roku.',
    ],
  },
  tr: {
    headline: 'Acme, İzmir’de güneş tekneleri tersanesi açtı',
    copy: [
      'İzmir, 14 Mayıs 2026 – Acme Tekne, İzmir’de güneş enerjili feribotlar için bir tersane açtı ve önümüzdeki iki yılda 140 kişiye iş sağlayacak.',
      '“Dokuz limanı inceledik ve en iyi ustaların bulunduğu limanı seçtik” diyen Genel Müdür Ayşe Örnek, açılışta konuştu.',
      'On iki feribottan ilki 2027 baharında körfezde sefere başlayacak. Sefer saatleri yılın başında açıklanacak.',
    ],
  },
  az: {
    headline: 'Acme Bakıda günəş gəmiləri tərsanəsi açdı',
    copy: [
      'Bakı, 14 may 2026 – Acme Gəmi Bakıda günəş enerjisi ilə işləyən bərələr üçün tərsanə açıb və növbəti iki ildə 140 iş yeri yaradacaq.',
      '“Biz doqquz limana baxdıq və ən yaxşı ustaların olduğu limanı seçdik”, – deyə şirkətin direktoru Aygün Nümunəyeva bildirib.',
      'On iki bərədən birincisi 2027-ci ilin yazında körfəzdə istifadəyə veriləcək. Hərəkət cədvəli ilin əvvəlində açıqlanacaq.',
    ],
  },
  ru: {
    headline: '«Акме» открыла верфь солнечных судов',
    copy: [
      'Алматы, 14 мая 2026 года – Компания «Акме Суда» открыла верфь паромов на солнечной энергии и создаст 140 рабочих мест в ближайшие два года.',
      '«Мы изучили девять портов и выбрали тот, где работают лучшие мастера», – сказала генеральный директор Анна Примерова на открытии.',
      'Первый из двенадцати паромов выйдет на линию весной 2027 года. Расписание опубликуют в начале года.',
    ],
  },
  uk: {
    headline: '«Акме» відкрила верф сонячних суден в Одесі',
    copy: [
      'Одеса, 14 травня 2026 року – Компанія «Акме Судна» відкрила в Одесі верф поромів на сонячній енергії та створить 140 робочих місць протягом двох років.',
      '«Ми вивчили дев’ять портів і обрали той, де працюють найкращі майстри», – сказала генеральна директорка Оксана Прикладенко.',
      'Перший із дванадцяти поромів вийде на лінію навесні 2027 року. Розклад оприлюднять на початку року.',
    ],
  },
  ar: {
    headline: 'أكمي تفتتح حوضا لبناء القوارب الشمسية',
    copy: [
      'دبي، 14 مايو 2026 – افتتحت شركة أكمي للقوارب حوضا لبناء العبارات التي تعمل بالطاقة الشمسية، وستوفر 140 وظيفة خلال العامين المقبلين.',
      'وقالت سارة مثال، الرئيسة التنفيذية للشركة: «درسنا تسعة موانئ واخترنا الميناء الذي يضم أفضل البنائين».',
      'وستدخل أولى العبارات الاثنتي عشرة الخدمة في ربيع عام 2027، وسينشر جدول الرحلات في بداية العام.',
    ],
  },
  ja: {
    headline: 'アクメ、太陽光船の造船所を神戸に開設',
    copy: [
      '【神戸、2026年5月14日】アクメ造船は、太陽光で走るフェリーの造船所を神戸に開設し、今後2年間で140人の雇用を生み出します。',
      '「9つの港を調べ、最も優れた職人のいる港を選びました」と、同社社長の見本花子は開所式で述べました。',
      '12隻のうち最初のフェリーは2027年春に就航する予定です。時刻表は年明けに公表されます。',
    ],
  },
}

const ACME_EN =
  'Acme Boats is a builder of electric ferries. Founded in 1998, it employs 600 people at four yards in Scotland and Norway.'

export const FOOT_CASES: readonly FootCase[] = [
  {
    title: 'the British order: end, notes, contact in the notes, boilerplate in the notes',
    language: 'en',
    foot: `ENDS

Notes to editors

1. Images are available on request.
2. The Forth ferries link Leith with Kirkcaldy.

About Acme Boats
${ACME_EN}

Media contact:
Jane Doe
Senior Press Officer, Acme Boats
T: 0131 496 0123
M: 07700 900123
E: jane.doe@acme.example`,
    boilerplate: ['About Acme Boats'],
    contacts: [['Jane Doe', 'jane.doe@acme.example', '+441314960123']],
    notes: '1. Images are available',
    end: 'ENDS',
  },
  {
    title: 'the American order: boilerplate, contacts, ###',
    language: 'en',
    foot: `About Acme Boats
${ACME_EN} For more information, visit www.acme.example.

Contacts:
Jane Doe
Acme Boats
(212) 736-5000
jdoe@acme.example

John Roe
Agency PR for Acme Boats
+1 646 555 2368
john@agency.example

###`,
    boilerplate: ['About Acme Boats'],
    contacts: [
      ['Jane Doe', 'jdoe@acme.example', '+12127365000'],
      ['John Roe', 'john@agency.example', '+16465552368'],
    ],
    end: '###',
  },
  {
    title: 'a wire release with two companies, safe harbor and contact',
    language: 'en',
    foot: `About Acme Boats
${ACME_EN}

About Beta Batteries, Inc.
Beta Batteries, Inc. (Nasdaq: BTTX) makes marine batteries for shipyards in 30 countries.

Forward-Looking Statements
This press release contains forward-looking statements within the meaning of the securities laws. Actual results may differ materially from those expressed here for many reasons that are described in our filings.

Media Contact
Jane Doe, Acme Boats, +44 20 7946 0000, jane@acme.example

Investor Relations
Richard Roe, +1 415 555 2671, ir@beta.example

SOURCE Acme Boats`,
    boilerplate: ['About Acme Boats', 'About Beta Batteries, Inc.'],
    contacts: [
      ['Jane Doe', 'jane@acme.example', '+442079460000'],
      ['Richard Roe', 'ir@beta.example', '+14155552671'],
    ],
  },
  {
    title: 'one sentence with name, post, number and address',
    language: 'en',
    foot: `-30-

For further information, please contact Jane Doe, Press Officer, at (305) 547-0535 or jane@acme.example.`,
    contacts: [['Jane Doe', 'jane@acme.example', '+13055470535']],
    end: '-30-',
  },
  {
    title: 'a sentence with two people and no end mark',
    language: 'en',
    foot: 'For interviews and images please contact Jane Doe on +44 20 7946 0000 (jane@acme.example) or John Roe on +44 20 7946 0001 (john@acme.example).',
    contacts: [
      ['Jane Doe', 'jane@acme.example', '+442079460000'],
      ['John Roe', 'john@acme.example', '+442079460001'],
    ],
  },
  {
    title: 'a valediction and a signature without its line',
    language: 'en',
    foot: `Kind regards,

Jane Doe
Head of Communications
Acme Boats Ltd
+44 (0)20 7946 0000 ext. 12
jane@acme.example`,
    contacts: [['Jane Doe', 'jane@acme.example', '+442079460000']],
  },
  {
    title: 'a link to the whole release before the end mark',
    language: 'en',
    foot: `Click here for the full press release.

# # #

Press office: press@acme.example`,
    contacts: [[null, 'press@acme.example', null]],
    end: '# # #',
  },
  {
    title: 'two contacts side by side',
    language: 'en',
    html: true,
    foot: `<h3>Media contacts</h3><table><tr><td>Jane Doe</td><td>John Roe</td></tr><tr><td>Acme Boats</td><td>Agency PR</td></tr><tr><td>+44 20 7946 0000</td><td>+44 20 7946 0001</td></tr><tr><td>jane@acme.example</td><td>john@agency.example</td></tr></table>`,
    contacts: [
      ['Jane Doe', 'jane@acme.example', '+442079460000'],
      ['John Roe', 'john@agency.example', '+442079460001'],
    ],
  },
  {
    title: 'labels and values in a table',
    language: 'en',
    html: true,
    foot: `<p>###</p><table><tr><td>Contact:</td><td>Jane Doe</td></tr><tr><td>Phone:</td><td>+44 20 7946 0000</td></tr><tr><td>Email:</td><td>jane@acme.example</td></tr></table>`,
    contacts: [['Jane Doe', 'jane@acme.example', '+442079460000']],
    end: '###',
  },
  {
    title: 'bold headings that run into the text',
    language: 'en',
    html: true,
    foot: `<p><strong>About Acme Boats:</strong> ${ACME_EN}</p><p><b>Media enquiries:</b> Jane Doe, jane@acme.example, 020 7946 0000</p>`,
    boilerplate: ['About Acme Boats'],
    contacts: [['Jane Doe', 'jane@acme.example', '+442079460000']],
  },
  {
    title: 'boilerplate without a heading below the end mark',
    language: 'en',
    foot: `- ENDS -

${ACME_EN}

Press contact: Jane Doe, jane (at) acme.example, tel. 020 7946 0000`,
    boilerplate: [null],
    contacts: [['Jane Doe', 'jane@acme.example', '+442079460000']],
    end: '- ENDS -',
  },
  {
    title: 'a heading between dashes and an address shared by two',
    language: 'en',
    foot: `-- About Acme Boats --
${ACME_EN}

Press contacts
Jane Doe, Press Officer, 020 7946 0000
John Roe, Press Officer, 020 7946 0001
press@acme.example`,
    boilerplate: ['About Acme Boats'],
    contacts: [
      ['Jane Doe', 'press@acme.example', '+442079460000'],
      ['John Roe', 'press@acme.example', '+442079460001'],
    ],
  },
  {
    title: 'numbers for the public, tickets and technical questions beside the press office',
    language: 'en',
    foot: `ENDS

Customer helpline: 0800 555 0199
Tickets: boxoffice@ferries.example
Technical information: tech@acme.example
Press office: 020 7946 0000, press@acme.example`,
    contacts: [[null, 'press@acme.example', '+442079460000']],
    end: 'ENDS',
  },
  {
    title: 'contacts above the headline',
    language: 'en',
    top: `MEDIA CONTACTS
Jane Doe
Director of Public Affairs
Office: 714-347-8405, Cell: 714-504-1917
jane@acme.example`,
    foot: '###',
    contacts: [['Jane Doe', 'jane@acme.example', '+17143478405']],
    end: '###',
  },
  {
    title: 'a note in one line and an agency',
    language: 'en',
    foot: `Note to editors: Fiona Sample is available for interviews in Leith on 15 May.

Media contact for Acme Boats: Jane Doe, Agency PR, jane@agency.example, +44 7700 900123`,
    contacts: [['Jane Doe', 'jane@agency.example', '+447700900123']],
    notes: 'Fiona Sample is available',
  },
  {
    title: 'a profile without a name',
    language: 'en',
    foot: `Boilerplate:
${ACME_EN}

Contact
Acme Press Office
press@acme.example`,
    boilerplate: ['Boilerplate'],
    contacts: [[null, 'press@acme.example', null]],
  },
  {
    title: 'the usual German order',
    language: 'de',
    foot: `Über die Acme Boote GmbH
Die Acme Boote GmbH ist ein Hersteller elektrischer Fähren mit Sitz in Kiel. Das 1998 gegründete Unternehmen beschäftigt 600 Menschen.

Pressekontakt:
Acme Boote GmbH
Max Muster
Leiter Unternehmenskommunikation
Hafenstraße 1
24103 Kiel
Tel.: 0431 / 12 34 56
Mobil: 0170 1234567
Fax: 0431 / 12 34 57
E-Mail: m.muster@acme.example
www.acme.example`,
    boilerplate: ['Über die Acme Boote GmbH'],
    contacts: [['Max Muster', 'm.muster@acme.example', '+49431123456']],
  },
  {
    title: 'a German sentence and a note to newsrooms',
    language: 'de',
    foot: `Hinweis für die Redaktionen: Druckfähiges Bildmaterial senden wir gern zu.

Für Rückfragen steht Ihnen Erika Beispiel, Pressesprecherin der Acme Boote GmbH, unter +49 431 123456 oder presse@acme.example gern zur Verfügung.`,
    contacts: [['Erika Beispiel', 'presse@acme.example', '+49431123456']],
    notes: 'Druckfähiges Bildmaterial',
  },
  {
    title: 'a German end mark, questions and a profile',
    language: 'de',
    foot: `– Ende der Pressemitteilung –

Rückfragehinweis:
Max Muster, Pressestelle Acme Boote, Telefon +43 1 234 56 78, presse@acme.example

Unternehmensprofil
Acme Boote ist ein Hersteller elektrischer Fähren und beschäftigt 600 Menschen an vier Standorten in Europa.`,
    boilerplate: ['Unternehmensprofil'],
    contacts: [['Max Muster', 'presse@acme.example', '+4312345678']],
    end: '– Ende der Pressemitteilung –',
  },
  {
    title: 'German headings as HTML, contact before the profile, two people',
    language: 'de',
    html: true,
    foot: `<p><strong>Ansprechpartner für die Presse</strong></p><p>Max Muster<br>Pressesprecher<br>Telefon: +49 431 123456<br><a href="mailto:muster@acme.example">muster@acme.example</a></p><p>Erika Beispiel<br>Referentin für Öffentlichkeitsarbeit<br>Telefon: +49 431 123457<br>beispiel@acme.example</p><h3>Über Acme</h3><p>Acme ist ein Hersteller elektrischer Fähren mit Sitz in Kiel.</p>`,
    boilerplate: ['Über Acme'],
    contacts: [
      ['Max Muster', 'muster@acme.example', '+49431123456'],
      ['Erika Beispiel', 'beispiel@acme.example', '+49431123457'],
    ],
  },
  {
    title: 'a German signature in the text',
    language: 'de',
    foot: `Mit freundlichen Grüßen

Erika Beispiel
Pressereferentin

Stiftung Acme
Telefon 030 12345-678
beispiel@acme.example`,
    contacts: [['Erika Beispiel', 'beispiel@acme.example', '+493012345678']],
  },
  {
    title: 'the usual French order',
    language: 'fr',
    foot: `À propos d’Acme Bateaux
Acme Bateaux est un constructeur de navettes électriques. Fondée en 1998, l’entreprise emploie 600 personnes.

Contacts presse :
Claire Exemple – Responsable des relations presse
Tél. : 02 98 12 34 56 – Port. : 06 12 34 56 78
claire@acme.example`,
    boilerplate: ['À propos d’Acme Bateaux'],
    contacts: [['Claire Exemple', 'claire@acme.example', '+33298123456']],
  },
  {
    title: 'a French sentence and notes',
    language: 'fr',
    foot: `Note aux rédactions :
Des visuels en haute définition sont disponibles sur demande.

Pour tout renseignement, veuillez contacter Paul Modèle, attaché de presse, au +33 2 98 12 34 56 ou par courriel à paul@acme.example.`,
    contacts: [['Paul Modèle', 'paul@acme.example', '+33298123456']],
    notes: 'Des visuels en haute',
  },
  {
    title: 'French with an end mark and two contacts',
    language: 'fr',
    foot: `– FIN –

Qui sommes-nous ?
Acme Bateaux est un constructeur de navettes électriques basé à Brest.

CONTACTS MÉDIAS
Claire Exemple
Acme Bateaux
claire@acme.example
+33 6 12 34 56 78
Paul Modèle
Agence Modèle
paul@agence.example
+33 1 23 45 67 89`,
    boilerplate: ['Qui sommes-nous'],
    contacts: [
      ['Claire Exemple', 'claire@acme.example', '+33612345678'],
      ['Paul Modèle', 'paul@agence.example', '+33123456789'],
    ],
    end: '– FIN –',
  },
  {
    title: 'the usual Spanish order',
    language: 'es',
    foot: `Acerca de Acme Barcos
Acme Barcos es un fabricante de transbordadores eléctricos con sede en Vigo. Fundada en 1998, emplea a 600 personas.

Contacto de prensa:
Carmen Ejemplo
Responsable de comunicación
Tel.: 986 12 34 56
Móvil: 612 345 678
Correo electrónico: carmen@acme.example`,
    boilerplate: ['Acerca de Acme Barcos'],
    contacts: [['Carmen Ejemplo', 'carmen@acme.example', '+34986123456']],
  },
  {
    title: 'Spanish notes, sentence and heading with sobre',
    language: 'es',
    foot: `Sobre Acme Barcos: Acme Barcos es un fabricante de transbordadores eléctricos que opera en cuatro países.

Nota para los editores
Las imágenes están disponibles previa solicitud.

Para más información, póngase en contacto con Luis Modelo, jefe de prensa, en el teléfono +34 986 12 34 56 o en luis@acme.example`,
    boilerplate: ['Sobre Acme Barcos'],
    contacts: [['Luis Modelo', 'luis@acme.example', '+34986123456']],
    notes: 'Las imágenes están',
  },
  {
    title: 'a Spanish press office',
    language: 'es',
    foot: `FIN DEL COMUNICADO

Gabinete de prensa
prensa@acme.es
986 12 34 56`,
    contacts: [[null, 'prensa@acme.es', '+34986123456']],
    end: 'FIN DEL COMUNICADO',
  },
  {
    title: 'the usual Italian order',
    language: 'it',
    foot: `Chi è Acme Battelli
Acme Battelli è un costruttore di traghetti elettrici con sede a Trieste. Fondata nel 1998, conta 600 dipendenti.

Ufficio stampa:
Carla Esempio
Tel. 040 123456
Cell. 333 1234567
ufficiostampa@acme.example`,
    boilerplate: ['Chi è Acme Battelli'],
    contacts: [['Carla Esempio', 'ufficiostampa@acme.example', '+39040123456']],
  },
  {
    title: 'Italian headings in capitals, with notes',
    language: 'it',
    foot: `NOTE PER LE REDAZIONI
Le immagini sono disponibili su richiesta.

INFORMAZIONI SU ACME BATTELLI
Acme Battelli è un costruttore di traghetti elettrici con sede a Trieste.

CONTATTI PER LA STAMPA
Marco Modello, addetto stampa, marco@acme.example, +39 040 123456`,
    boilerplate: ['INFORMAZIONI SU ACME BATTELLI'],
    contacts: [['Marco Modello', 'marco@acme.example', '+39040123456']],
    notes: 'Le immagini sono',
  },
  {
    title: 'an Italian sentence',
    language: 'it',
    foot: 'Per ulteriori informazioni si prega di contattare Carla Esempio, responsabile comunicazione, al numero +39 040 123456 o all’indirizzo carla@acme.example.',
    contacts: [['Carla Esempio', 'carla@acme.example', '+39040123456']],
  },
  {
    title: 'the usual Dutch order',
    language: 'nl',
    foot: `Einde persbericht

Noot voor de redactie (niet voor publicatie):
Voor meer informatie kunt u contact opnemen met Jan Voorbeeld, persvoorlichter, via 0118 123 456 of pers@acme.nl.

Over Acme Boten
Acme Boten is een bouwer van elektrische veren. Het bedrijf werd in 1998 opgericht en heeft 600 medewerkers.`,
    boilerplate: ['Over Acme Boten'],
    contacts: [['Jan Voorbeeld', 'pers@acme.nl', '+31118123456']],
    end: 'Einde persbericht',
  },
  {
    title: 'Dutch contact lines',
    language: 'nl',
    foot: `Over Acme
Acme is een bouwer van elektrische veren met vestigingen in vier landen.

Perscontact
Anna Voorbeeld, woordvoerder
Telefoon: +31 118 123 456
Mobiel: +31 6 12345678
E-mail: anna@acme.example`,
    boilerplate: ['Over Acme'],
    contacts: [['Anna Voorbeeld', 'anna@acme.example', '+31118123456']],
  },
  {
    title: 'the usual Portuguese order',
    language: 'pt',
    foot: `Sobre a Acme Barcos
A Acme Barcos é uma construtora de ferries elétricos com sede em Aveiro e emprega 600 pessoas.

Contactos para a imprensa:
Maria Exemplo
Assessora de imprensa
Tlm.: 912 345 678
maria@acme.pt`,
    boilerplate: ['Sobre a Acme Barcos'],
    contacts: [['Maria Exemplo', 'maria@acme.pt', '+351912345678']],
  },
  {
    title: 'a Brazilian press agency',
    language: 'pt',
    foot: `Nota aos editores:
As fotografias podem ser pedidas por e-mail.

Informações para a imprensa
Agência Modelo Comunicação
João Modelo – joao@agencia.com.br – (11) 91234-5678`,
    contacts: [['João Modelo', 'joao@agencia.com.br', '+5511912345678']],
    notes: 'As fotografias podem',
  },
  {
    title: 'the usual Swedish order',
    language: 'sv',
    foot: `För mer information, kontakta:
Anna Exempel, presschef, 08-123 456 78, anna@acme.se

Om Acme Båtar
Acme Båtar är en tillverkare av eldrivna färjor. Företaget grundades 1998 och har 600 anställda.`,
    boilerplate: ['Om Acme Båtar'],
    contacts: [['Anna Exempel', 'anna@acme.se', '+46812345678']],
  },
  {
    title: 'Swedish notes and press service',
    language: 'sv',
    foot: `Till redaktionen
Bilder finns att hämta på begäran.

Presskontakt
Pressjouren Acme
Telefon: 0771-12 34 56
E-post: press@acme.se`,
    contacts: [[null, 'press@acme.se', '+46771123456']],
    notes: 'Bilder finns',
  },
  {
    title: 'the usual Norwegian order',
    language: 'no',
    foot: `For mer informasjon, kontakt:
Ola Eksempel, pressesjef, tlf. 55 12 34 56, ola@acme.no

Om Acme Båter
Acme Båter er en produsent av elektriske ferger. Selskapet ble etablert i 1998 og har 600 ansatte.`,
    boilerplate: ['Om Acme Båter'],
    contacts: [['Ola Eksempel', 'ola@acme.no', '+4755123456']],
  },
  {
    title: 'Norwegian notes',
    language: 'no',
    foot: `Til redaksjonen
Bilder kan lastes ned på forespørsel.

Pressekontakt:
Kari Eksempel
Kommunikasjonssjef
Mobil: +47 912 34 567
E-post: kari@acme.example`,
    contacts: [['Kari Eksempel', 'kari@acme.example', '+4791234567']],
    notes: 'Bilder kan',
  },
  {
    title: 'the usual Danish order',
    language: 'da',
    foot: `For yderligere information:
Mette Eksempel, pressechef, tlf. 62 12 34 56, mette@acme.dk

Om Acme Både
Acme Både er en producent af elektriske færger. Virksomheden blev stiftet i 1998 og har 600 ansatte.`,
    boilerplate: ['Om Acme Både'],
    contacts: [['Mette Eksempel', 'mette@acme.dk', '+4562123456']],
  },
  {
    title: 'Danish notes and a sentence',
    language: 'da',
    foot: `Note til redaktionen:
Billeder kan rekvireres.

For yderligere oplysninger kontakt venligst Søren Eksempel, kommunikationschef, på +45 62 12 34 56 eller soren@acme.example.`,
    contacts: [['Søren Eksempel', 'soren@acme.example', '+4562123456']],
    notes: 'Billeder kan',
  },
  {
    title: 'the usual Finnish order',
    language: 'fi',
    foot: `Lisätietoja:
Anna Esimerkki, viestintäpäällikkö, Acme Veneet, puh. 040 123 4567, anna@acme.fi

Tietoa Acme Veneistä
Acme Veneet on sähkölauttojen valmistaja. Yhtiö perustettiin vuonna 1998 ja se työllistää 600 ihmistä.`,
    boilerplate: ['Tietoa Acme Veneistä'],
    contacts: [['Anna Esimerkki', 'anna@acme.fi', '+358401234567']],
  },
  {
    title: 'Finnish interviews and a short profile',
    language: 'fi',
    foot: `Haastattelupyynnöt
Acmen mediapalvelu
Puhelin: +358 40 123 4567
Sähköposti: media@acme.example

Acme Veneet lyhyesti
Acme Veneet on sähkölauttojen valmistaja, joka toimii neljässä maassa.`,
    boilerplate: ['Acme Veneet lyhyesti'],
    contacts: [[null, 'media@acme.example', '+358401234567']],
  },
  {
    title: 'the usual Polish order',
    language: 'pl',
    foot: `O firmie Acme Łodzie
Acme Łodzie jest producentem promów elektrycznych. Spółka powstała w 1998 roku i zatrudnia 600 osób.

Kontakt dla mediów:
Anna Przykład
Rzeczniczka prasowa
tel. 58 123 45 67
kom. 601 234 567
e-mail: anna@acme.pl`,
    boilerplate: ['O firmie Acme Łodzie'],
    contacts: [['Anna Przykład', 'anna@acme.pl', '+48581234567']],
  },
  {
    title: 'Polish notes and a sentence',
    language: 'pl',
    foot: `Informacja dla redakcji:
Zdjęcia udostępniamy na życzenie.

Dodatkowych informacji udziela Jan Przykład, biuro prasowe, tel. +48 58 123 45 67, prasa@acme.example`,
    contacts: [['Jan Przykład', 'prasa@acme.example', '+48581234567']],
    notes: 'Zdjęcia udostępniamy',
  },
  {
    title: 'the usual Turkish order',
    language: 'tr',
    foot: `Acme Tekne Hakkında
Acme Tekne, 1998 yılında kurulan ve dört ülkede faaliyet gösteren bir elektrikli feribot üreticisidir.

Basın iletişim:
Ayşe Örnek
Kurumsal İletişim Müdürü
Tel: 0232 123 45 67
GSM: 0532 123 45 67
E-posta: ayse@acme.com.tr`,
    boilerplate: ['Acme Tekne Hakkında'],
    contacts: [['Ayşe Örnek', 'ayse@acme.com.tr', '+902321234567']],
  },
  {
    title: 'Turkish notes in capitals',
    language: 'tr',
    foot: `EDİTÖRE NOT
Görseller talep üzerine gönderilir.

İLETİŞİM
Mehmet Örnek, Basın Danışmanı, +90 232 123 45 67, mehmet@acme.example`,
    contacts: [['Mehmet Örnek', 'mehmet@acme.example', '+902321234567']],
    notes: 'Görseller talep',
  },
  {
    title: 'the usual Azerbaijani order',
    language: 'az',
    foot: `Acme Gəmi haqqında
Acme Gəmi 1998-ci ildə yaradılıb və dörd ölkədə fəaliyyət göstərir. Şirkətdə 600 nəfər çalışır.

Media üçün əlaqə:
Aygün Nümunəyeva
Mətbuat katibi
Tel: (012) 123 45 67
Mob: (050) 123 45 67
E-poçt: aygun@acme.az`,
    boilerplate: ['Acme Gəmi haqqında'],
    contacts: [['Aygün Nümunəyeva', 'aygun@acme.az', '+994121234567']],
  },
  {
    title: 'Azerbaijani notes and press service',
    language: 'az',
    foot: `Redaktorlar üçün qeyd:
Fotolar sorğu əsasında göndərilir.

Əlavə məlumat üçün:
Acme Gəmi Mətbuat xidməti
Telefon: +994 12 123 45 67
press@acme.example`,
    contacts: [[null, 'press@acme.example', '+994121234567']],
    notes: 'Fotolar sorğu',
  },
  {
    title: 'the usual Russian order',
    language: 'ru',
    foot: `О компании «Акме Суда»
«Акме Суда» – производитель электрических паромов. Компания основана в 1998 году, в ней работают 600 человек.

Контакты для СМИ:
Анна Примерова
Пресс-секретарь
Тел.: +7 727 123 45 67
Моб.: +7 701 123 45 67
E-mail: press@acme.example`,
    boilerplate: ['О компании «Акме Суда»'],
    contacts: [['Анна Примерова', 'press@acme.example', '+77271234567']],
  },
  {
    title: 'a Russian note and a sentence',
    language: 'ru',
    foot: `Примечание для редакторов:
Фотографии предоставляются по запросу.

За дополнительной информацией обращайтесь к Ивану Образцову, руководителю пресс-службы, по телефону +7 495 123-45-67 или по адресу ivan@acme.example.`,
    contacts: [['Ивану Образцову', 'ivan@acme.example', '+74951234567']],
    notes: 'Фотографии предоставляются',
  },
  {
    title: 'the usual Ukrainian order',
    language: 'uk',
    foot: `Про компанію «Акме Судна»
«Акме Судна» – виробник електричних поромів. Компанія заснована у 1998 році, в ній працюють 600 людей.

Контакти для медіа:
Оксана Прикладенко
Прессекретарка
Тел.: (048) 712-34-56
Моб.: (067) 123-45-67
E-mail: oksana@acme.ua`,
    boilerplate: ['Про компанію «Акме Судна»'],
    contacts: [['Оксана Прикладенко', 'oksana@acme.ua', '+380487123456']],
  },
  {
    title: 'Ukrainian notes',
    language: 'uk',
    foot: `До уваги редакцій
Світлини надсилаємо на запит.

Додаткова інформація:
Пресслужба «Акме»
+380 48 712 34 56
press@acme.example`,
    contacts: [[null, 'press@acme.example', '+380487123456']],
    notes: 'Світлини надсилаємо',
  },
  {
    title: 'the usual Arabic order',
    language: 'ar',
    foot: `-انتهى-

نبذة عن أكمي للقوارب
أكمي للقوارب هي شركة لبناء العبارات الكهربائية، تأسست عام 1998 وتضم 600 موظف.

للتواصل الإعلامي:
سارة مثال
مديرة العلاقات العامة
هاتف: +971 4 123 4567
البريد الإلكتروني: sara@acme.example`,
    boilerplate: ['نبذة عن أكمي للقوارب'],
    contacts: [['سارة مثال', 'sara@acme.example', '+97141234567']],
    end: '-انتهى-',
  },
  {
    title: 'Arabic notes',
    language: 'ar',
    foot: `ملاحظات للمحررين
الصور متاحة عند الطلب.

لمزيد من المعلومات:
المكتب الإعلامي
هاتف: +971 4 123 4567
press@acme.example`,
    contacts: [[null, 'press@acme.example', '+97141234567']],
    notes: 'الصور متاحة',
  },
  {
    title: 'the usual Japanese order',
    language: 'ja',
    foot: `以上

アクメ造船について
アクメ造船は、電動フェリーを建造する企業です。1998年に設立され、従業員は600人です。

【報道関係者からのお問い合わせ先】
アクメ造船株式会社 広報部
担当：山田 太郎
TEL：03-1234-5678
E-mail：press@acme.co.jp`,
    boilerplate: ['アクメ造船について'],
    contacts: [['山田 太郎', 'press@acme.co.jp', '+81312345678']],
    end: '以上',
  },
  {
    title: 'a Japanese company table and questions',
    language: 'ja',
    foot: `■会社概要
アクメ造船株式会社は、電動フェリーを建造する企業です。

■本件に関するお問い合わせ先
広報室 佐藤花子
電話：078-123-4567
メール：koho@acme.example`,
    boilerplate: ['会社概要'],
    contacts: [['佐藤花子', 'koho@acme.example', '+81781234567']],
  },
  {
    title: 'HTML in a newsletter: rules and italics for headings',
    language: 'en',
    html: true,
    foot: `<hr><p><em>${ACME_EN}</em></p><hr><p>Jane Doe<br>Head of PR<br>jane@acme.example | +44 20 7946 0000</p>`,
    boilerplate: [null],
    contacts: [['Jane Doe', 'jane@acme.example', '+442079460000']],
  },
  {
    title: 'sections with headings in the copy that are not its end',
    language: 'en',
    html: true,
    foot: `<h3>About the yard</h3><p>The yard covers nine hectares on the western harbour and has two covered slips, a battery store and a paint shop that works without solvents. Apprentices from the college in Granton spend two days of each week there, and the first forty of them began in the autumn of last year.</p><p>“It is the largest hall on the east coast,” said Fiona Sample.</p><h3>What comes next</h3><p>The company is looking at a further site in the north and will decide before the end of the year whether to build there, subject to planning consent and to the outcome of the talks with the port authority, the council and the unions that represent the workers of both yards.</p><h3>About Acme Boats</h3><p>${ACME_EN}</p><h3>Contact</h3><p>press@acme.example</p>`,
    boilerplate: ['About Acme Boats'],
    contacts: [[null, 'press@acme.example', null]],
  },
  {
    title: 'contacts one line each, all in paragraphs of their own',
    language: 'en',
    html: true,
    foot: `<p>ABOUT ACME BOATS</p><p>${ACME_EN}</p><p>Contact: Jane Doe</p><p>Tel: +44 20 7946 0000</p><p>Email: jane@acme.example</p><p>Website: www.acme.example</p>`,
    boilerplate: ['ABOUT ACME BOATS'],
    contacts: [['Jane Doe', 'jane@acme.example', '+442079460000']],
  },
  {
    title: 'an address behind a link',
    language: 'en',
    html: true,
    foot: `<p><b>Press contact</b></p><p>Jane Doe, <a href="mailto:jane@acme.example?subject=Press">send an e-mail</a>, +44 20 7946 0000</p>`,
    contacts: [['Jane Doe', 'jane@acme.example', '+442079460000']],
  },
  {
    title: 'nothing at all below the copy',
    language: 'de',
    foot: '',
  },
]
