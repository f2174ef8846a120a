/** Releases as they come every day, in a dozen languages. */
import type { ReleaseCase } from './release-case.ts'

const D = '2025-06-12'
const P = (x: string) =>
  x
    .trim()
    .split('\n\n')
    .map((y) => `<p>${y.replace(/\n/g, '<br>')}</p>`)
    .join('')
const en =
  '\n\nThe agreement is expected to close in the fourth quarter, subject to the usual approvals. Terms were not disclosed.\n\n“We are very pleased,” said Omar Bright, chief executive. “It gives our customers more choice.”\n\nAbout the company\n\nFounded in 1998, the company employs 900 people at six sites.\n\nMedia contact:\nJo Tarn\njo@firm.example'
const de =
  '\n\nDas Projekt läuft bis Ende 2027 und wird mit 1,2 Millionen Euro gefördert. Beteiligt sind elf Partner aus Forschung und Wirtschaft.\n\n„Wir betreten damit Neuland“, sagt Projektleiterin Dr. Anja Kern. „Die ersten Messungen beginnen im Herbst.“\n\nÜber das Institut\n\nDas Institut forscht seit 1974 zu Wasser und Böden.'

export const USUAL: ReleaseCase[] = [
  {
    subject: 'Vantis Health to Acquire Corewell Diagnostics',
    text: `FOR IMMEDIATE RELEASE\n\nVantis Health to Acquire Corewell Diagnostics\n\nDeal adds 140 laboratories in 11 states\n\nNASHVILLE, Tenn. – June 12, 2025 – Vantis Health, Inc. (NYSE: VTH) today announced that it has signed an agreement to acquire Corewell Diagnostics.${en}`,
    headline: 'Vantis Health to Acquire Corewell Diagnostics',
    place: 'NASHVILLE, Tenn.',
    date: D,
    body: 'NASHVILLE, Tenn. – June 12',
    standfirst: 'Deal adds 140 laboratories in 11 states',
  },
  {
    subject: 'Vantis Health Appoints New Chief Medical Officer',
    html: `<h1>Vantis Health Appoints Dr. Lena Ortiz as Chief Medical Officer</h1>${P(`NASHVILLE, Tenn., June 12, 2025 /PRNewswire/ -- Vantis Health today named Dr. Lena Ortiz as its chief medical officer, effective July 1. She succeeds Dr. Paul Hearn, who retires.${en}`)}`,
    headline: 'Vantis Health Appoints Dr. Lena Ortiz as Chief Medical Officer',
    place: 'NASHVILLE, Tenn.',
    date: D,
    body: 'NASHVILLE, Tenn., June 12',
  },
  {
    subject: 'Press Release: Government invests £20m in hill farms',
    text: `Press release\n\nGovernment invests £20 million in hill farms\n\nFarmers in upland areas will be able to apply for grants from September to restore walls, hedges and peat.\n\nFrom: Department for Upland Affairs\nPublished 12 June 2025\n\nHill farmers will be able to apply for grants worth £20 million from September, the Upland Minister announced today at the Royal Fell Show.${en}`,
    headline: 'Government invests £20 million in hill farms',
    body: 'Hill farmers will be able',
  },
  {
    subject: 'UN agency: Hunger rises in the Sahel',
    text: `GENEVA/DAKAR – The number of people going hungry in the Sahel has risen to 52 million, the Food Watch Agency warned today, calling for urgent help before the lean season.${en}`,
    headline: 'UN agency: Hunger rises in the Sahel',
    place: 'GENEVA/DAKAR',
    body: 'GENEVA/DAKAR – The number',
  },
  {
    subject: 'Presseinformation: Neues Messboot auf der Elbe',
    text: `Presseinformation\n12. Juni 2025\n\nNeues Messboot auf der Elbe\n\nForschende untersuchen, wie viel Mikroplastik der Fluss ins Meer trägt\n\nEin neues Boot misst auf der Elbe, wie viel Mikroplastik der Fluss ins Meer trägt. Es fährt ohne Besatzung und sendet alle zehn Minuten Daten.${de}`,
    headline: 'Neues Messboot auf der Elbe',
    body: 'Ein neues Boot misst',
    standfirst: 'Forschende untersuchen, wie viel Mikroplastik der Fluss ins Meer trägt',
  },
  {
    subject: 'Landkreis Harzburg - Pressemitteilung Nr. 88',
    text: `Landkreis Harzburg | Der Landrat | Pressestelle\n\nPressemitteilung Nr. 88 / 2025\n\nBad Harzburg, 12.06.2025\n\nKreisstraße 12 ab Montag voll gesperrt\n\nDie Kreisstraße 12 zwischen Oker und Göttingerode wird ab Montag, 16. Juni, für sechs Wochen voll gesperrt. Die Fahrbahn wird erneuert.${de}`,
    headline: 'Kreisstraße 12 ab Montag voll gesperrt',
    place: 'Bad Harzburg',
    date: D,
    body: 'Die Kreisstraße 12 zwischen',
  },
  {
    subject: 'Hansa Reederei AG: Vorstand erweitert',
    html: `${P('PRESSEMITTEILUNG')}<h2>Hansa Reederei AG erweitert den Vorstand</h2><ul><li>Dr. Silke Bohm wird Finanzvorständin</li><li>Vertrag läuft bis 2030</li></ul>${P(`<b>Hamburg, 12. Juni 2025</b> – Der Aufsichtsrat der Hansa Reederei AG hat Dr. Silke Bohm zum 1. September in den Vorstand berufen. Sie verantwortet die Finanzen.${de}`)}`,
    headline: 'Hansa Reederei AG erweitert den Vorstand',
    place: 'Hamburg',
    date: D,
    body: 'Hamburg, 12. Juni 2025 – Der',
    standfirst: 'Dr. Silke Bohm wird Finanzvorständin\nVertrag läuft bis 2030',
  },
  {
    subject: 'Vernissage am 20. Juni',
    text: `Liebe Kolleginnen und Kollegen,\n\nam 20. Juni eröffnen wir im Kunsthaus die Ausstellung „Salz“. Zu sehen sind 60 Arbeiten von Künstlerinnen aus Island. Gern können Sie vorab eine Führung bekommen.\n\nHerzliche Grüße\nMia Lorenz\nKunsthaus am Deich`,
    headline: 'Vernissage am 20. Juni',
    body: 'Liebe Kolleginnen und Kollegen,',
  },
  {
    subject: 'Communiqué - SNCB',
    text: `Communiqué\n\nNamur, le 12 juin 2025\n\nLA WALLONIE INVESTIT 35 MILLIONS DANS SES HALAGES\n\nLe gouvernement wallon a décidé ce jeudi d'investir 35 millions d'euros dans la rénovation de 220 kilomètres de chemins de halage d'ici à 2028.\n\nLes premiers travaux débuteront à l'automne le long de la Meuse. Une carte en ligne permettra de suivre l'avancement des chantiers.`,
    headline: 'LA WALLONIE INVESTIT 35 MILLIONS DANS SES HALAGES',
    place: 'Namur',
    date: D,
    body: 'Le gouvernement wallon a décidé',
  },
  {
    subject: 'Lancement de la nouvelle gamme Oréa',
    text: `Chers amis journalistes,\n\nVous trouverez ci-après le communiqué relatif au lancement de notre nouvelle gamme.\n\n***\n\nOréa lance une gamme de savons sans eau\n\nMarseille, 12/06/2025 – La savonnerie Oréa lance une gamme de douze savons fabriqués sans eau, en vente dès le 1er juillet dans 400 boutiques.\n\nLa marque vise un million d'euros de ventes la première année.`,
    headline: 'Oréa lance une gamme de savons sans eau',
    place: 'Marseille',
    date: D,
    body: 'Marseille, 12/06/2025 – La savonnerie',
  },
  {
    subject: 'Nota de prensa - Renfe del Norte',
    html: `${P('<strong>NOTA DE PRENSA</strong>')}${P('<strong>Trenes del Norte bate su récord de viajeros en mayo</strong>')}${P('<em>La compañía transportó a 2,1 millones de personas, un 9 % más que hace un año</em>')}${P('Bilbao, 12 de junio de 2025 | Trenes del Norte transportó en mayo a 2,1 millones de viajeros, la cifra más alta de su historia, según los datos publicados hoy.\n\nEl crecimiento se debe sobre todo a la línea de la costa, que funciona cada media hora desde marzo.')}`,
    headline: 'Trenes del Norte bate su récord de viajeros en mayo',
    place: 'Bilbao',
    date: D,
    body: 'Bilbao, 12 de junio de 2025',
    standfirst: 'La compañía transportó a 2,1 millones de personas, un 9 % más que hace un año',
  },
  {
    subject: 'Ministerio: becas',
    text: `Gobierno de Altamira\nMinisterio de Educación\n\nEl Gobierno aumenta un 15 % las becas para estudiantes de pueblos pequeños\n\n• Podrán solicitarse desde el 1 de julio\n\n12 de junio de 2025.- El Consejo de Ministros ha aprobado hoy un aumento del 15 % de las becas para estudiantes que viven en pueblos de menos de 2.000 habitantes.\n\nLa medida beneficiará a 38.000 alumnos, según los cálculos del Ministerio.`,
    headline: 'El Gobierno aumenta un 15 % las becas para estudiantes de pueblos pequeños',
    date: D,
    body: '12 de junio de 2025.- El Consejo',
  },
  {
    subject: 'Comunicato Stampa - Accordo tra Officine Rossi e Politecnico',
    text: `Comunicato Stampa\n\nOFFICINE LARIO E POLITECNICO INSIEME PER IL TRENO A IDROGENO\n\nLecco, 12 giugno 2025. Officine Lario e il Politecnico hanno firmato oggi un accordo per sviluppare il motore di un treno a idrogeno destinato alle linee non elettrificate.\n\nIl primo prototipo sarà pronto nel 2027 e verrà provato sulla linea della Brianza.`,
    headline: 'OFFICINE LARIO E POLITECNICO INSIEME PER IL TRENO A IDROGENO',
    place: 'Lecco',
    date: D,
    body: 'Lecco, 12 giugno 2025. Officine',
  },
  {
    subject: 'Nederlandse zwemmers',
    text: `Utrecht, 12 juni 2025\n\nPERSBERICHT\n\nTwee op de drie zwembaden verwacht verlies\n\nTwee op de drie zwembaden in Nederland verwacht dit jaar verlies te maken. Dat blijkt uit een peiling van de Zwembadbond onder 310 baden.\n\nDe bond vraagt gemeenten om langlopende afspraken over energie.`,
    headline: 'Twee op de drie zwembaden verwacht verlies',
    place: 'Utrecht',
    date: D,
    body: 'Twee op de drie zwembaden in',
  },
  {
    subject: 'Pressinbjudan: Invigning av nya bron',
    text: `PRESSINBJUDAN\n\nVälkommen till invigningen av nya Slussbron\n\nTid: Lördag 14 juni kl. 11.00\nPlats: Södra kajen, Norrköping\n\nAnmälan till presstjänsten.`,
    headline: 'Välkommen till invigningen av nya Slussbron',
    body: 'Tid: Lördag 14 juni',
  },
  {
    subject: 'Kvartalsrapport',
    html: `<p>STOCKHOLM, Sweden, June 12, 2025 /PRNewswire/ -- Norrvind AB (publ) reports sales of SEK 1,210 million for the second quarter, an increase of 14 percent compared with last year.</p>${P(en)}`,
    headline: 'Kvartalsrapport',
    place: 'STOCKHOLM, Sweden',
    date: D,
    body: 'STOCKHOLM, Sweden, June 12',
  },
  {
    subject: 'Pressemelding fra Havforskerne',
    text: `Pressemelding\n\nTorsken i Barentshavet vokser saktere\n\nTorsk i Barentshavet vokser saktere enn for ti år siden. Det viser en ny rapport fra Havforskerne, som har målt 40 000 fisk på tokt i vinter.\n\nÅrsaken er trolig mindre lodde. Forskerne anbefaler en kvote på 300 000 tonn neste år.`,
    headline: 'Torsken i Barentshavet vokser saktere',
    body: 'Torsk i Barentshavet vokser',
  },
  {
    subject: 'Firma Zielona Cegła nagrodzona',
    text: `Zielona Cegła z nagrodą za dom z konopi\n\nŁódź, 12 czerwca 2025 – Firma Zielona Cegła otrzymała nagrodę Budowa Roku za pierwszy w Polsce dom zbudowany z konopi. Statuetkę wręczono w środę wieczorem.\n\nDom o powierzchni 140 metrów kwadratowych stoi w Zgierzu i potrzebuje o połowę mniej energii niż zwykły budynek.`,
    headline: 'Zielona Cegła z nagrodą za dom z konopi',
    place: 'Łódź',
    date: D,
    body: 'Łódź, 12 czerwca 2025 – Firma',
  },
  {
    subject: 'Новый маршрут',
    text: `Санкт-Петербург, 12 июня 2025 года – Компания «Речной флот» открыла новый маршрут от Летнего сада до Кронштадта. Катера ходят каждый час с девяти утра до десяти вечера.\n\nБилет стоит 900 рублей, дети до семи лет ездят бесплатно.`,
    headline: 'Новый маршрут',
    place: 'Санкт-Петербург',
    date: D,
    body: 'Санкт-Петербург, 12 июня',
  },
  {
    subject: 'Türkiye’nin ilk hidrojen vapuru',
    html: `<h1>Türkiye’nin ilk hidrojenli vapuru Boğaz’da</h1><h3>Vapur yılda 900 ton karbondioksit tasarrufu sağlayacak</h3>${P('İstanbul, 12 Haziran 2025 – Türkiye’nin ilk hidrojenle çalışan vapuru bugün Boğaz’da ilk seferini yaptı. Vapur 400 yolcu taşıyor ve saatte 25 kilometre hıza ulaşıyor.\n\nSeferler eylül ayında başlayacak.')}`,
    headline: 'Türkiye’nin ilk hidrojenli vapuru Boğaz’da',
    place: 'İstanbul',
    date: D,
    body: 'İstanbul, 12 Haziran 2025',
    standfirst: 'Vapur yılda 900 ton karbondioksit tasarrufu sağlayacak',
  },
  {
    subject: 'إطلاق تطبيق جديد',
    text: `للنشر الفوري\n\nبنك الواحة يطلق تطبيقا جديدا لتعليم الأطفال الادخار\n\nأبوظبي، الإمارات العربية المتحدة، 12 يونيو 2025: أطلق بنك الواحة اليوم تطبيقا جديدا يعلم الأطفال الادخار عن طريق الألعاب، وهو متاح باللغتين العربية والإنجليزية.\n\nوقد شارك في تصميم التطبيق أكثر من مئتي طفل من عشر مدارس.`,
    headline: 'بنك الواحة يطلق تطبيقا جديدا لتعليم الأطفال الادخار',
    place: 'أبوظبي، الإمارات العربية المتحدة',
    date: D,
    body: 'أبوظبي، الإمارات العربية المتحدة، 12 يونيو',
  },
  {
    subject: '新サービス開始のお知らせ',
    text: `2025年6月12日\n\n株式会社ひかり運輸、荷物を載せた自転車便を横浜で開始\n\n株式会社ひかり運輸は、荷物を載せた電動自転車の配達を6月20日から横浜市で始めます。トラックに比べて排出する二酸化炭素が九割減ります。\n\n料金は一個350円からで、午前中に頼めばその日のうちに届きます。`,
    headline: '株式会社ひかり運輸、荷物を載せた自転車便を横浜で開始',
    body: '株式会社ひかり運輸は、荷物',
  },
  {
    subject: 'FW: HSE prosecution press release',
    text: `Builder fined after roof worker's fall\n\nA building firm in Derby has been fined £60,000 after a worker fell seven metres through a skylight. The man, 29, broke both legs in the fall in March 2023.${en}`,
    headline: "Builder fined after roof worker's fall",
    body: 'A building firm in Derby',
  },
  {
    subject: 'June newsletter',
    html: `<h1>The Weir Trust newsletter, June 2025</h1><h2>Salmon seen above the new fish pass</h2>${P('Salmon were seen above the new fish pass at Weirford in May, a first since 1961.')}<h2>Volunteers wanted for the river walk</h2>${P('We are looking for 40 volunteers who help with the river walk on 6 July.')}<h2>Meet our new ranger Tess Hollow</h2>${P('Tess Hollow joined us in April from the canal service.')}`,
    headline: 'The Weir Trust newsletter, June 2025',
    body: 'Salmon seen above the new fish pass',
  },
  {
    subject: 'Statement: Minister on court ruling',
    text: `Statement by the Minister for Transport on the ruling of the Court of Appeal\n\n12 June 2025\n\nThe Minister for Transport, Colm Deane, said: “I welcome the ruling of the Court of Appeal. Work on the tram line can now begin, and I expect the first rails to be laid by Christmas.”\n\nThe line will link the airport and the docks.`,
    headline: 'Statement by the Minister for Transport on the ruling of the Court of Appeal',
    body: 'The Minister for Transport, Colm',
  },
  {
    subject: 'Bakery chain Crumb & Co goes into administration',
    text: `Crumb & Co: administrators appointed\n\n12 June 2025: Joint administrators have been appointed to Crumb & Co Limited, the bakery chain with 48 shops in the north of England. All shops will stay open for now.${en}`,
    headline: 'Crumb & Co: administrators appointed',
    date: D,
    body: '12 June 2025: Joint',
  },
  {
    subject: 'Acid rain study',
    text: `University of Carrick\nMedia Release\nFor release: Thursday 12 June 2025\n\nAcid rain still harms upland lakes, forty years on\n\nPerth, Western Australia: Lakes in the uplands still suffer from acid rain that fell forty years ago, a study led by the University of Carrick has found. It sampled 112 lakes.${en}`,
    headline: 'Acid rain still harms upland lakes, forty years on',
    place: 'Perth, Western Australia',
    body: 'Perth, Western Australia: Lakes',
  },
  {
    subject: 'City of Elmhurst news release',
    text: `CITY OF ELMHURST\nNEWS RELEASE\n\nDate: June 12, 2025\nContact: Beth Rowan, City Clerk, 555-0175\n\nSubject: City Hall closed for Juneteenth\n\nElmhurst City Hall will be closed on Thursday, June 19, for Juneteenth. Garbage will be collected a day later than usual all week.${en}`,
    headline: 'City Hall closed for Juneteenth',
    body: 'Elmhurst City Hall will be',
  },
  {
    subject: 'For release: New ferry timetable',
    text: `For release: 12 June 2025, 10am\nContact: Iain Rae, 07700 900123\n\n*** NEW FERRY TIMETABLE BRINGS SUNDAY SAILINGS TO EIGG ***\n\nOBAN – Sunday sailings to Eigg will begin on 6 July under a new timetable, the ferry company Hebrides Lines announced this morning.${en}`,
    headline: 'NEW FERRY TIMETABLE BRINGS SUNDAY SAILINGS TO EIGG',
    place: 'OBAN',
    body: 'OBAN – Sunday sailings',
  },
]
