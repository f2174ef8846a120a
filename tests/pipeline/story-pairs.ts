/** Releases in several languages, honest edits of them, and families of releases that share their words but not their facts. */

/** Name and copy. */
export const RELEASES: readonly [string, string][] = [
  [
    'en ferry',
    `PORTMARIN, 24 November 2026 – The harbour authority of Portmarin opened its new ferry terminal on Tuesday. The building has room for 2,400 passengers a day and cost 18.5 million euros, which the region and the town paid in equal parts.

Work began three years ago. The first ferry left for the islands at seven in the morning with 312 passengers on board, among them the pupils of two schools, who had won a drawing competition of the town's library.

"We have waited a long time for this day," said Ines Marlow, the harbour master. "Now nobody has to stand in the rain any more."

The old landing stage is to become a market hall with 40 stalls and a café in the summer of 2027. Until then the bus company runs a shuttle between the station and the quay every 15 minutes.`,
  ],
  [
    'en battery',
    `LEXTON, Mass., Nov. 24, 2026 /WireHouse/ -- Voltara Inc., a maker of storage for wind farms, today announced that its second factory will start production in March. The plant will make 45,000 battery modules a year and employ 320 people, most of whom are being trained at the community college next door.

The company said orders rose by 37 percent in the first nine months, to $212 million. It will spend another $64 million on a laboratory in which old cells are taken apart and their lithium is won back.

"Customers ask us for two things, a fair price and delivery on the day," said Tomas Reil, chief executive of Voltara. "The new lines give us both."

Voltara expects to ship its first modules from Lexton in the second quarter. A visitors' centre will open to schools in September.`,
  ],
  [
    'de forest',
    `Walderode, 24. November 2026. Das Forstministerium stellt den Gemeinden in den kommenden vier Jahren 36,8 Millionen Euro für den Umbau der Wälder bereit. Gefördert werden vor allem Pflanzungen von Eichen, Linden und Hainbuchen auf Flächen, die in den trockenen Sommern abgestorben sind.

Nach der jüngsten Erhebung sind 14.200 Hektar betroffen, ein Fünftel mehr als vor zwei Jahren. Anträge können ab dem 11. Januar gestellt werden; über sie entscheiden die Forstämter innerhalb von sechs Wochen.

„Wer heute pflanzt, denkt an seine Enkel“, sagte Ministerin Hanna Vogt bei der Vorstellung des Programms. „Wir wollen, dass jede Gemeinde sich das leisten kann.“

Der Waldbesitzerverband begrüßte die Entscheidung, forderte aber weniger Formulare. Private Eigentümer sollen in einem zweiten Schritt ebenfalls Zuschüsse erhalten.`,
  ],
  [
    'de tram',
    `Die Stadtwerke Neuhafen nehmen am 13. Dezember die verlängerte Straßenbahnlinie 5 in Betrieb. Die Züge fahren dann vom Hauptbahnhof alle zehn Minuten bis zum Klinikum; die Fahrt dauert 22 Minuten und damit elf Minuten weniger als mit dem Bus.

Für die 4,3 Kilometer lange Strecke mit sieben Haltestellen wurden 118 Millionen Euro ausgegeben. Bund und Land tragen davon drei Viertel. Während der Bauzeit waren zeitweise sechs Straßen gesperrt, was vor allem die Geschäfte am Markt beklagten.

„Mit der Linie 5 rückt der Norden der Stadt näher an die Mitte“, erklärte Geschäftsführer Jens Albers. Am ersten Wochenende ist die Fahrt für alle frei, an den Haltestellen spielen Kapellen aus den Stadtteilen.

Der Busverkehr auf der alten Strecke endet mit dem Fahrplanwechsel, die Linie 27 bleibt erhalten.`,
  ],
  [
    'fr bridge',
    `Valmont, le 24 novembre 2026 – Le conseil départemental a décidé mardi de reconstruire le pont suspendu de la Lère, fermé depuis la crue du mois de mars. Les travaux coûteront 9,6 millions d'euros et dureront quatorze mois ; une passerelle provisoire sera ouverte aux piétons dès le printemps.

L'ouvrage de 1911 était emprunté chaque jour par 3 200 véhicules. Depuis sa fermeture, les habitants des deux rives font un détour de 27 kilomètres, et plusieurs commerces ont vu leur clientèle diminuer de moitié.

« Ce pont est notre trait d'union », a déclaré la présidente du conseil, Solène Darcy. « Nous le rendrons plus solide sans changer son allure. »

Les câbles d'origine seront exposés au musée de la rivière. Une réunion publique est prévue le 9 décembre à la salle des fêtes.`,
  ],
  [
    'es olive',
    `Olivares del Río, 24 de noviembre de 2026. La cooperativa de aceite del valle prevé recoger esta campaña 12.700 toneladas de aceituna, un 18 % más que el año pasado, gracias a las lluvias de abril y a un verano menos caluroso de lo esperado.

La recogida ocupará a unas 860 personas hasta finales de enero. La almazara ha renovado dos de sus líneas, con una inversión de 2,3 millones de euros, y podrá molturar hasta 400 toneladas al día.

«Ha sido un año tranquilo, y eso en el campo es mucho decir», afirmó la presidenta de la cooperativa, Remedios Salas. La mitad del aceite se venderá embotellado, sobre todo en tiendas de la comarca y del norte de Europa.

Los socios cobrarán un anticipo antes de Navidad. La fiesta del primer aceite se celebrará el 6 de diciembre en la plaza mayor.`,
  ],
  [
    'it theatre',
    `Montelago, 24 novembre 2026 - Dopo sei anni di lavori il Teatro delle Acque riapre al pubblico sabato sera con un concerto dell'orchestra giovanile. La sala, costruita nel 1874 e danneggiata dal terremoto, conta di nuovo 540 posti e un palcoscenico con macchine completamente rinnovate.

Il restauro è costato 11,2 milioni di euro, raccolti per un terzo con le donazioni di 3.900 cittadini. Gli artigiani della scuola di restauro hanno ridipinto a mano gli stucchi della volta e ricucito il sipario storico.

«Abbiamo restituito alla città la sua stanza più bella», ha detto la direttrice Ornella Favi. La stagione prevede 64 serate, tra prosa, danza e opera, con biglietti a dieci euro per chi ha meno di venticinque anni.

Le visite guidate partono domenica ogni mezz'ora dal foyer.`,
  ],
  [
    'nl dike',
    `Het waterschap Lage Oevers begint op 4 januari met de versterking van de zeedijk bij Zandwerve. Over een lengte van 7,8 kilometer wordt de dijk anderhalve meter hoger en krijgt hij een bekleding van basalt die golven tot vijf meter kan breken.

Het werk kost 93 miljoen euro en duurt drie jaar. In het broedseizoen ligt de bouw stil. Fietsers kunnen tijdens de werkzaamheden een pad achter de dijk gebruiken, dat daarna blijft liggen.

"De zee wacht niet op ons," zei dijkgraaf Wim Terhorst bij de ondertekening van het contract. Uit metingen bleek dat de dijk op twaalf plaatsen niet meer aan de norm voldoet.

Voor de 430 omwonenden komt er een wekelijks spreekuur in het dorpshuis. De kwelders voor de kust worden hersteld met het zand dat bij het graven vrijkomt.`,
  ],
  [
    'pt library',
    `Vila Clara, 24 de novembro de 2026 – A câmara municipal inaugura na sexta-feira a nova biblioteca, instalada na antiga fábrica de conservas junto ao rio. O edifício reúne 85 mil livros, um estúdio de som e uma sala para 120 pessoas, e abrirá sete dias por semana.

A obra custou 6,4 milhões de euros e demorou vinte meses. As chaminés de tijolo foram mantidas, e o antigo cais serve agora de esplanada para leitura.

«Uma biblioteca é a casa de quem ainda não tem casa na cidade», afirmou a vereadora da cultura, Lídia Moura. Os primeiros mil cartões serão oferecidos aos alunos das escolas do concelho.

No sábado há leituras em voz alta das dez da manhã à meia-noite, com a participação de quarenta atores e vizinhos.`,
  ],
  [
    'sv rail',
    `Järnvägsverket inleder i mars bygget av dubbelspår mellan Norrvik och Lillåker. Den 31 kilometer långa sträckan blir klar 2030 och kostar 4,7 miljarder kronor. Restiden förkortas med nitton minuter, och antalet tåg kan fördubblas till 96 om dygnet.

Sex nya broar byggs, den längsta över Kvarnån med 380 meter. Under två somrar stängs linjen helt i åtta veckor, och då ersätts tågen av bussar.

– Det här är den flaskhals som alla resenärer har svurit över, säger projektledaren Karin Holm. Kommunerna har lovat att bygga 2 100 bostäder nära stationerna när spåren är på plats.

Ett informationsmöte hålls i Norrviks folkets hus den 8 december klockan 18.`,
  ],
  [
    'pl museum',
    `Muzeum Tkactwa w Zielonej Dolinie otworzy 5 grudnia wystawę o historii miejscowych przędzalni. Zwiedzający zobaczą 340 eksponatów, w tym krosno z 1782 roku, które po raz pierwszy od wojny znowu pracuje, oraz listy robotnic znalezione pod podłogą dawnej szwalni.

Przygotowanie wystawy trwało dwa lata i kosztowało 1,9 miliona złotych. Dwie trzecie tej kwoty przekazało województwo, resztę zebrało towarzystwo przyjaciół muzeum.

„Każda nitka ma tu swoje nazwisko”, powiedziała kuratorka Hanna Wilk. W soboty dawne tkaczki będą pokazywać dzieciom, jak powstaje płótno.

Wystawa potrwa do końca maja. Bilet ulgowy kosztuje osiem złotych, a w czwartki wstęp jest wolny.`,
  ],
  [
    'tr spring',
    `Akçaova Belediyesi, ilçedeki tarihi kaplıcanın onarımını tamamladı ve tesisi 1 Aralık'ta ziyarete açıyor. Üç yıl süren çalışmada kubbe baştan örüldü, 17. yüzyıldan kalan çiniler temizlendi ve suyu 41 derecede tutan yeni borular döşendi.

Onarım için 86 milyon lira harcandı. Tesis günde 450 kişiyi ağırlayabilecek; ilçede oturanlar hafta içi yarı ücret ödeyecek.

Belediye Başkanı Nermin Aksoy, "Bu su bize dedelerimizden kaldı, biz de onu torunlarımıza bırakıyoruz" dedi. Kaplıcanın yanına kırk odalı bir konukevi ile küçük bir müze yapılması planlanıyor.

Açılış günü saat 11.00'de halk oyunları gösterisi düzenlenecek, gün boyunca çay ikram edilecek.`,
  ],
  [
    'ru bears',
    `Заповедник «Синие сопки» впервые за десять лет пересчитал бурых медведей. По данным учёных, на его территории живёт 214 животных, на 38 больше, чем при прошлом учёте. Подсчёт вели с помощью 160 фотоловушек и анализа шерсти, собранной у деревьев.

Работа продолжалась два полевых сезона и обошлась в 7,5 миллиона рублей. Больше всего медведей нашли в долине реки Кедровой, где летом много рыбы и ягод.

«Звери чувствуют себя спокойно, а значит, и лес здоров», — сказала научный сотрудник Вера Лапина. По её словам, встречи с людьми на тропах остаются редкими.

С мая заповедник откроет новый маршрут длиной двенадцать километров с тремя смотровыми площадками.`,
  ],
  [
    'uk mill',
    `Громада Верхній Став відновила водяний млин 1889 року, який пів століття стояв без роботи. Тепер він меле до 900 кілограмів зерна на день і виробляє струм для школи та амбулаторії, розповіли в сільській раді.

Роботи коштували 3,1 мільйона гривень; половину дали мешканці та земляки з-за кордону. Колесо зробили з дуба місцеві теслі за кресленнями, що збереглися в архіві.

«Ми хотіли почути, як воно шумить, і почули», — каже голова громади Оксана Гнатюк. У підвалі млина облаштували невеликий музей хліба з піччю.

Перший помел відбудеться 6 грудня, всі гості отримають по буханцю.`,
  ],
  [
    'ar palms',
    `أعلنت هيئة الواحات في مدينة نخلستان أنها ستزرع خلال الموسم المقبل خمسة وسبعين ألف فسيلة نخيل في الأراضي التي هجرها أصحابها بعد سنوات الجفاف. وتبلغ كلفة المشروع 12.6 مليون دينار يتحملها صندوق الزراعة والبلدية بالتساوي.

وقالت الهيئة إن شبكة الري الجديدة ستوفر 40 في المئة من المياه مقارنة بالقنوات القديمة، وإن 1,300 أسرة ستحصل على عقود عمل لمدة ثلاث سنوات.

وأوضحت مديرة المشروع سلمى الراوي أن الفسائل تربت في مشاتل محلية وأن أول محصول متوقع بعد أربع سنوات. ويفتتح المهرجان السنوي للتمور في الثاني عشر من ديسمبر.`,
  ],
  [
    'ja lighthouse',
    `港町の青浜市は、築百二十年の青浜灯台を来年四月から一般に公開すると発表した。灯台は高さ31メートルで、らせん階段を上ると沖の島々まで見渡せる。老朽化した外壁の修理に2億8000万円をかけ、窓と手すりも新しくした。

公開は週末と祝日の午前十時から午後四時までで、一度に入れるのは15人までとする。市内の小中学生は無料で、収益は灯台の保存に充てられる。

市長の浜野千代さんは「海の安全を守ってきた灯りを、子どもたちの記憶にも残したい」と話した。灯台守が暮らした宿舎は、船の模型や古い航海日誌を展示する資料館に生まれ変わる。`,
  ],
]

/** What agencies, colleagues and mail programs do to a release without changing what it tells. */
export interface Edit {
  how: string
  make(text: string): string
}

const paragraphs = (text: string) => text.split('\n\n')
const isWide = (text: string) => /[\u3040-\u30ff]/.test(text)
const sentences = (text: string) => text.match(/[^.!?。]+[.!?。]?["”“»」]?\s*/g) ?? []

/** Does something to every nth word that holds no figure and no capital; of writing without spaces to every nth of its signs. */
function everyWord(text: string, nth: number, change: (word: string) => string): string {
  let count = 0
  const pattern = isWide(text)
    ? /\p{Script=Hiragana}/gu
    : /(?<![\p{L}\p{N}])\p{Ll}{2,}|(?<![\p{L}\p{N}])[\u0620-\u064a]{2,}/gu
  return text.replace(pattern, (word) => (++count % nth === 0 ? change(word) : word))
}

export const EDITS: readonly Edit[] = [
  { how: 'broken at 60 columns', make: (text) => text.replace(/(.{50,60}?)(?: |(?<=[。、]))/g, '$1\n') },
  {
    how: 'with an introduction and a letterhead',
    make: (text) =>
      `Newsroom Service – Regional Desk – Tel. 555 0100\n\nWe received the following from one of our members and pass it on:\n\n${text}`,
  },
  {
    how: 'with contacts and a footer below',
    make: (text) =>
      `${text}\n\nMedia enquiries: Rowan Pike, +44 20 7946 0000, press@agency.example. Sent to you by Example Wire, 12 Long Street. To leave this list write to us at any time.`,
  },
  { how: 'cut to two thirds', make: (text) => text.slice(0, text.length * 0.66) },
  { how: 'cut to the first two paragraphs', make: (text) => paragraphs(text).slice(0, 2).join('\n\n') },
  { how: 'without its second paragraph', make: (text) => paragraphs(text).toSpliced(1, 1).join('\n\n') },
  {
    how: 'with its last paragraphs in another order',
    make: (text) => [...paragraphs(text).slice(0, -2), ...paragraphs(text).slice(-2).reverse()].join('\n\n'),
  },
  {
    how: 'with a quote more',
    make: (text) =>
      `${text}\n\n"We are glad to hear of it and shall come and see for ourselves as soon as we can," said Rowan Pike of the chamber of commerce, who had spoken for the plan from the very first day.`,
  },
  {
    how: 'with plain quotes, dashes and no-break spaces',
    make: (text) =>
      text
        .replace(/[„“”«»「」]/g, '"')
        .replace(/[–—]/g, '-')
        .replace(/ (?=\d)/g, '\u00a0'),
  },
  { how: 'with figures in another form', make: (text) => text.replace(/(\d)[., ](\d{3})(?!\d)/g, '$1\u202f$2') },
  { how: 'with every twelfth word left out', make: (text) => everyWord(text, 12, () => '') },
  {
    how: 'with every fourteenth word another',
    make: (text) => everyWord(text, 14, (word) => `${[...word].reverse().join('')}`),
  },
  {
    how: 'with another first sentence',
    make: (text) =>
      ['After a long debate it is settled at last, as was said this week. ', ...sentences(text).slice(1)].join(''),
  },
  { how: 'without its last sentence', make: (text) => sentences(text).slice(0, -1).join('') },
  { how: 'in capitals at the beginning', make: (text) => text.slice(0, 60).toUpperCase() + text.slice(60) },
  {
    how: 'with an introduction, edited and cut',
    make: (text) => `From our correspondent.\n\n${everyWord(text.slice(0, text.length * 0.8), 20, () => '')}`,
  },
]

const WEEKS = [
  ['16 November', '1,204', '87', '12', '3.1'],
  ['23 November', '1,377', '93', '15', '3.4'],
  ['30 November', '1,512', '71', '18', '2.9'],
] as const

const week = ([date, cases, hospital, deaths, share]: readonly string[]) =>
  `Oldbeck health board published its weekly report on respiratory illness on ${date}. It counts ${cases} new cases in the district, and ${hospital} people were treated in hospital. The number of deaths that are linked to the illness is ${deaths}.

Surgeries tested everyone who came with a cough or fever; ${share} percent of the tests were positive. The board advises older people to be vaccinated and to keep rooms aired. Figures are preliminary and are corrected when further laboratories report. The next report follows in a week.`

const opening = ([town, street, manager]: readonly string[]) =>
  `The bakery chain Korn & Kruste opens a new shop in ${town} on Saturday. The branch on ${street} offers bread and cakes from the chain's own ovens, coffee, and a corner in which children can knead dough while their parents have breakfast. The first hundred customers receive a cloth bag.

"We have looked for a place in ${town} for a long time," said ${manager}, who runs the shop. "People here know good bread." The shop in ${town} is open from six in the morning until seven in the evening, on Sundays until noon. Korn & Kruste bakes with flour of the region only and gives what is left in the evening to food banks.`

const market = ([month, jobless, rate, before, vacancies]: readonly string[]) =>
  `Die Zahl der Arbeitslosen im Bezirk Neuhafen lag im ${month} bei ${jobless}. Das waren ${before} weniger als im Monat davor. Die Quote betrug ${rate} Prozent. „Der Arbeitsmarkt entwickelt sich weiterhin stabil“, sagte die Leiterin der Agentur, Petra Lund.

Den Betrieben fehlen vor allem Fachkräfte in der Pflege, im Handwerk und in der Logistik. Gemeldet waren zuletzt ${vacancies} freie Stellen. Wer eine Ausbildung sucht, kann sich in der Berufsberatung einen Termin geben lassen; auch abends und in Betrieben wird beraten. Die Zahlen des laufenden Monats werden wie üblich am Monatsende bekannt gegeben.`

const invitation = ([day, hour]: readonly string[]) =>
  `La mairie de Valmont invite les habitants à la réunion publique sur le réaménagement de la place du marché, le ${day} décembre à ${hour} heures dans la salle des fêtes. Les architectes y présenteront les plans, les matériaux et les arbres qui doivent être plantés, et répondront aux questions du public.

Les commerçants pourront déposer leurs remarques dans un cahier ouvert à l'accueil. Une garderie est assurée pour les enfants pendant la réunion, et un interprète en langue des signes sera présent. La place restera ouverte aux piétons pendant toute la durée des travaux.`

const quake = ([place, size, depth, time]: readonly string[]) =>
  `El observatorio sismológico registró a las ${time} un movimiento de magnitud ${size} a ${depth} kilómetros de profundidad, con epicentro cerca de ${place}. El temblor se sintió en varias localidades de la provincia, sin que hasta ahora se tenga noticia de daños personales ni materiales.

Protección civil recuerda que en estos casos hay que alejarse de fachadas y cornisas y no usar los ascensores. El observatorio mantiene la vigilancia de la zona y publicará nuevos datos en su página en cuanto estén revisados por un sismólogo de guardia.`

const appointment = ([name, post, past]: readonly string[]) =>
  `Voltara Inc. today announced the appointment of ${name} as ${post}, effective at the beginning of next year. ${name} joins the company from ${past} and brings long experience of building teams in a growing industry. The board thanked everyone who took part in the search.

"I have followed Voltara from its first days," said ${name}. "Few companies take as much care with what they make." ${name} will report to the chief executive and join the management committee. The company makes storage for wind farms, employs people on three continents and publishes a report on its suppliers every year.`

const results = ([quarter, revenue, profit, share]: readonly string[]) =>
  `Norrvik Shipping reported its results for the ${quarter} quarter today. Revenue came to ${revenue} million kronor and operating profit to ${profit} million kronor; earnings per share were ${share} kronor. Demand was steady on all routes and fuel cost less than a year before.

The company keeps its outlook for the year unchanged. Two ships are in the yard for their regular survey and return to service in the coming months. The report is presented at ten o'clock in a call that anyone may join, and a recording is kept on the company's website for a year.`

const tail = `The programme belongs to the strategy for lively town centres that the county agreed on two years ago. It supports owners who rent out empty shops below the market price, gives advice to those who found a business, and pays for trees, benches and bicycle stands. Towns apply with a plan that residents and shopkeepers have drawn up together. An independent jury meets twice a year; its decisions and reasons are published. So far forty towns have taken part, and an evaluation by the technical college found that more people spend time in the streets that were changed than before.`
const serial = (lead: string) => `${lead}\n\n${tail}`

/** Name, and releases each of which is a story of its own. */
export const FAMILIES: readonly [string, string[]][] = [
  ['weekly figures', WEEKS.map(week)],
  [
    'openings in other towns',
    [
      ['Lexton', 'Mill Lane', 'Paula Reed'],
      ['Westhaven', 'Station Road', 'Omar Dale'],
      ['Oldbeck', 'Castle Street', 'June Falk'],
    ].map(opening),
  ],
  [
    'monthly figures in German',
    [
      ['September', '8.412', '5,1', '203', '2.310'],
      ['Oktober', '8.127', '4,9', '285', '2.244'],
      ['November', '8.340', '5,0', '118', '2.198'],
    ].map(market),
  ],
  [
    'meetings on other days in French',
    [
      ['3', '18'],
      ['10', '18'],
      ['10', '20'],
    ].map(invitation),
  ],
  [
    'earthquakes in Spanish',
    [
      ['Olivares', '3,4', '11', '04:12'],
      ['Salinas', '4,1', '8', '17:45'],
      ['Peñaflor', '2,9', '15', '22:03'],
    ].map(quake),
  ],
  [
    'appointments',
    [
      ['Marla Quint', 'chief financial officer', 'a bank in Westhaven'],
      ['Devi Anand', 'head of research', 'the technical college'],
      ['Lucas Orme', 'general counsel', 'a law firm in Lexton'],
    ].map(appointment),
  ],
  [
    'quarterly results',
    [
      ['first', '412', '38', '2.10'],
      ['second', '437', '41', '2.35'],
      ['third', '398', '29', '1.70'],
    ].map(results),
  ],
  [
    'statements with the same second half',
    [
      'The county gives Lexton 420,000 euros to turn the empty department store on the market square into workshops and a youth centre. Builders begin in spring, and the first tenants are a bicycle mechanic and a choir.',
      'Westhaven may plant its harbour promenade with plane trees: a grant of 310,000 euros was handed to the mayor on Tuesday. Residents had collected ideas in a tent on the quay during the summer festival.',
      'Three shops in the lanes of Oldbeck open again this week. Their owners pay half the usual rent for two years; among them are a bookbinder, a greengrocer and a couple who repair radios.',
    ].map(serial),
  ],
  [
    'one story in two languages',
    [
      'The forestry ministry gives municipalities 36.8 million euros over the next four years to rebuild their woods. Above all it supports the planting of oaks, limes and hornbeams where trees died in the dry summers. According to the latest survey 14,200 hectares are affected, a fifth more than two years ago. Applications can be made from 11 January.',
      (RELEASES.find(([name]) => name === 'de forest') ?? ['', ''])[1],
    ],
  ],
]
