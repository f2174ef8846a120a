/** Releases whose top is unusual: covering letters, notices, houses that stand in the subject. */
import type { ReleaseCase } from './release-case.ts'

const D = '2025-06-12'
const en =
  '\n\nThe scheme has cost £3 million so far and will run until 2028, when the council will decide whether to go on with it. Two thirds of the money came from the lottery fund.\n\n“This is a good day for the town,” said Nadia Roper, who leads the council. “We have waited for it for a long time.”\n\nENDS\n\nNotes to editors\n\nContact: press office, 020 7946 0777'
const enh = en
  .trim()
  .split('\n\n')
  .map((x) => `<p>${x}</p>`)
  .join('')
const de =
  '\n\nDie Kosten belaufen sich bisher auf drei Millionen Euro. Zwei Drittel davon trägt der Bund, den Rest teilen sich Land und Gemeinde zu gleichen Teilen.\n\n„Das ist ein guter Tag für die Region“, sagte Landrätin Nadine Röper. „Wir haben lange darauf gewartet.“\n\nPressekontakt:\nBirgit Saal\nTelefon 030 1234567\npresse@haus.example'
const fr =
  '\n\nLe coût du programme s’élève à trois millions d’euros à ce jour. Les deux tiers sont financés par la région, le reste par les communes.\n\n« C’est un bon jour pour la ville », a déclaré la maire, Nadia Ropert. « Nous l’attendions depuis longtemps. »\n\nContact presse : Lise Aubin, 01 99 00 12 34'

export const MIXED: ReleaseCase[] = [
  {
    subject: 'Press release from Wessex Water Rescue',
    text: `wessex water rescue\npress release from the communications team\n12th June 2025\n\nVolunteers save family of five from rising tide at Brean\n\nVolunteers saved a family of five from the rising tide at Brean on Wednesday evening. The parents and their three children had walked out to the point.${en}`,
    headline: 'Volunteers save family of five from rising tide at Brean',
    body: 'Volunteers saved a family',
  },
  {
    subject: 'EMBARGOED: 00.01hrs 12/06/25 - Half of parents skip meals',
    text: `NOT FOR PUBLICATION OR BROADCAST BEFORE 00.01 HRS ON THURSDAY 12 JUNE 2025\n\nHALF OF PARENTS SKIP MEALS SO THAT THEIR CHILDREN CAN EAT\n\nOne parent in two on a low income has skipped a meal in the past month so that the children could eat, a survey by the Plate Fund has found.${en}`,
    headline: 'HALF OF PARENTS SKIP MEALS SO THAT THEIR CHILDREN CAN EAT',
    body: 'One parent in two',
  },
  {
    subject: 'Roper Group: Trading update',
    html: `<table><tr><td><img src="cid:logo" alt="Roper"></td></tr><tr><td>Trading update</td></tr><tr><td><p style="font-size:22px;font-weight:bold">Roper Group sells its paper mills to Finnish buyer</p></td></tr><tr><td><p>Roper Group plc has agreed to sell its four paper mills to Karelia Paperi of Finland for £220 million in cash, subject to approval by shareholders.</p>${enh}</td></tr></table>`,
    headline: 'Roper Group sells its paper mills to Finnish buyer',
    body: 'Roper Group plc has agreed',
  },
  {
    subject: 'Invitation: opening of the harbour bath',
    text: `Dear colleagues,\n\nWe warmly invite you to the opening of the harbour bath on 14 June at 10 a.m. The mayor will be the first to jump in, and there will be time for interviews afterwards.\n\nPlease let us know whether you will come.\n\nKind regards\nThe press team`,
    headline: 'Invitation: opening of the harbour bath',
    body: 'Dear colleagues,',
  },
  {
    subject: 'PM: Stadtwerke senken Gaspreis',
    text: `Stadtwerke Neuhafen\nPressestelle | Am Kai 3 | 26999 Neuhafen\nTel. 0441 99 88-0 | presse@stadtwerke.example\n\nPressemitteilung | Neuhafen, 12.06.2025\n\nStadtwerke senken den Gaspreis zum 1. August\nFamilie mit 15.000 Kilowattstunden spart 180 Euro im Jahr\n\nDie Stadtwerke Neuhafen senken zum 1. August den Preis für Gas um neun Prozent. Das hat der Aufsichtsrat am Mittwoch beschlossen.${de}`,
    headline: 'Stadtwerke senken den Gaspreis zum 1. August',
    place: 'Neuhafen',
    date: D,
    body: 'Die Stadtwerke Neuhafen senken',
    standfirst: 'Familie mit 15.000 Kilowattstunden spart 180 Euro im Jahr',
  },
  {
    subject: 'Neue Studie zu Nachtzügen',
    html: `<p>Sehr geehrte Frau Meier,</p><p>im Folgenden finden Sie unsere aktuelle Presseinformation.</p><p>Viele Grüße<br>Olaf Tamm</p><hr><p>PRESSEINFORMATION</p><p><strong>Nachtzüge könnten jeden vierten Flug ersetzen</strong></p><p>Hamburg / Wien, 12. Juni 2025. Jeder vierte Flug innerhalb Europas ließe sich durch einen Nachtzug ersetzen. Das zeigt eine Studie des Instituts für Mobilität.</p>${de
      .trim()
      .split('\n\n')
      .map((x) => `<p>${x.replace(/\n/g, '<br>')}</p>`)
      .join('')}`,
    headline: 'Nachtzüge könnten jeden vierten Flug ersetzen',
    place: 'Hamburg / Wien',
    date: D,
    body: 'Hamburg / Wien, 12. Juni 2025.',
  },
  {
    subject: 'Verkehr: A 7 gesperrt',
    text: `Die A 7 ist am Wochenende zwischen Fulda und Hünfeld gesperrt. Grund ist der Abriss einer Brücke aus dem Jahr 1968, wie die Autobahndirektion mitteilte. Die Umleitung ist ausgeschildert.${de}`,
    headline: 'Verkehr: A 7 gesperrt',
    body: 'Die A 7 ist am Wochenende',
  },
  {
    subject: 'Gemeinsame Pressemitteilung von Nordhaus und Südhaus',
    text: `Gemeinsame Pressemitteilung\n\nNordhaus und Südhaus bauen zusammen 1.200 Wohnungen\n\nBerlin/München. Die Genossenschaften Nordhaus und Südhaus wollen in den nächsten fünf Jahren gemeinsam 1.200 Wohnungen bauen. Die ersten entstehen in Leipzig.${de}`,
    headline: 'Nordhaus und Südhaus bauen zusammen 1.200 Wohnungen',
    place: 'Berlin/München',
    body: 'Berlin/München. Die Genossenschaften',
  },
  {
    subject: 'CP - La Poste des Alpes',
    text: `COMMUNIQUÉ DE PRESSE – 12 juin 2025\n\nUn vélo-cargo pour livrer les refuges :\nla Poste des Alpes teste le dernier kilomètre en altitude\n\nÀ partir du 1er juillet, la Poste des Alpes livrera douze refuges de la Vanoise à vélo-cargo électrique. L’essai durera jusqu’à la fin du mois de septembre.${fr}`,
    headline: 'Un vélo-cargo pour livrer les refuges : la Poste des Alpes teste le dernier kilomètre en altitude',
    body: 'À partir du 1er juillet',
  },
  {
    subject: 'Communiqué de presse : le lynx de retour',
    html: `<h1>Le lynx de retour dans le Jura : 14 naissances en 2025</h1><h3>Un résultat inédit depuis la réintroduction</h3><p><b>Besançon, jeudi 12 juin 2025</b> – Quatorze lynx sont nés cette année dans le massif du Jura, selon l’Observatoire de la faune, qui publie aujourd’hui son bilan annuel.</p>${fr
      .trim()
      .split('\n\n')
      .map((x) => `<p>${x}</p>`)
      .join('')}`,
    headline: 'Le lynx de retour dans le Jura : 14 naissances en 2025',
    place: 'Besançon',
    date: D,
    body: 'Besançon, jeudi 12 juin 2025',
    standfirst: 'Un résultat inédit depuis la réintroduction',
  },
  {
    subject: 'Nota de prensa 12/06/2025',
    text: `La Universidad del Ebro crea un sensor que avisa de las riadas\n\n- El dispositivo cuesta 40 euros y funciona con energía solar\n\nZaragoza, jueves 12 de junio de 2025. Un equipo de la Universidad del Ebro ha creado un sensor barato que avisa de las riadas con seis horas de antelación.\n\nEl sensor se ha probado durante dos inviernos en tres pueblos del Pirineo. Los datos se han publicado esta semana en una revista científica.\n\n«Queremos que cada pueblo tenga el suyo», ha explicado la profesora Nuria Ropero.`,
    headline: 'La Universidad del Ebro crea un sensor que avisa de las riadas',
    place: 'Zaragoza',
    date: D,
    body: 'Zaragoza, jueves 12 de junio',
    standfirst: 'El dispositivo cuesta 40 euros y funciona con energía solar',
  },
  {
    subject: 'COMUNICADO OFICIAL',
    text: `COMUNICADO OFICIAL\n\nEl Club Deportivo Marismas comunica que Raúl Ferrer deja de ser entrenador del primer equipo. El club le agradece su trabajo durante las dos últimas temporadas y le desea lo mejor.\n\nEn los próximos días se anunciará el nombre de su sustituto.`,
    headline: 'El Club Deportivo Marismas comunica que Raúl Ferrer deja de ser entrenador…',
    body: 'El Club Deportivo Marismas',
  },
  {
    subject: 'Comunicato: sciopero dei traghetti',
    text: `Napoli – I traghetti per le isole si fermeranno venerdì 13 giugno dalle 9 alle 17 per uno sciopero del personale. Lo comunica la compagnia Golfo Linee, che garantisce le corse essenziali.\n\nI biglietti già acquistati saranno rimborsati o validi per un altro giorno. Le informazioni sono disponibili in tutte le biglietterie del porto.`,
    headline: 'sciopero dei traghetti',
    place: 'Napoli',
    body: 'Napoli – I traghetti',
  },
  {
    subject: 'Persbericht Waterschap: dijk bij Lith weer open',
    html: `<p>Persbericht</p><p>Lith, 12 juni 2025</p><p><b>Fietsers kunnen weer over de dijk bij Lith</b></p><p>Fietsers kunnen vanaf maandag weer over de dijk bij Lith. Het waterschap heeft de dijk in acht maanden een meter hoger gemaakt, zodat de rivier bij hoog water de ruimte krijgt.</p><p>Het werk kostte zes miljoen euro. In het najaar volgt het deel tussen Lith en Oss, dat twee kilometer lang is.</p>`,
    headline: 'Fietsers kunnen weer over de dijk bij Lith',
    place: 'Lith',
    date: D,
    body: 'Fietsers kunnen vanaf maandag',
  },
  {
    subject: 'Pressmeddelande',
    text: `Pressmeddelande\nUppsala universitet, 12 juni 2025\n\nHumlor minns ansikten i tre veckor\n\nHumlor kan lära sig känna igen ett ansikte och minns det i upp till tre veckor. Det visar en ny studie från Uppsala universitet som publiceras i dag.\n\nForskarna tränade 80 humlor med sockervatten. Hälften av dem flög till rätt bild redan efter två dagar, vilket överraskade alla i gruppen.`,
    headline: 'Humlor minns ansikten i tre veckor',
    body: 'Humlor kan lära sig',
  },
  {
    subject: 'Kutsu medialle: Silta avataan',
    text: `Kutsu medialle\n\nUusi kävelysilta avataan Oulussa lauantaina\n\nAika: la 14.6.2025 klo 12\nPaikka: Hartaanselänranta\n\nSillan avaa kaupunginjohtaja. Ilmoittautumiset sähköpostitse.`,
    headline: 'Uusi kävelysilta avataan Oulussa lauantaina',
    body: 'Aika: la 14.6.2025',
  },
  {
    subject: 'Warszawa: nowe tramwaje',
    text: `Nowe tramwaje wyjadą na ulice Warszawy we wrześniu\n\nWarszawa, 12.06.2025 – Pierwszych dziesięć nowych tramwajów wyjedzie na ulice Warszawy we wrześniu. Każdy z nich ma 33 metry długości i zabierze 240 pasażerów.\n\nTramwaje zbudowano w Poznaniu. Umowa przewiduje dostawę kolejnych czterdziestu pojazdów do końca przyszłego roku.`,
    headline: 'Nowe tramwaje wyjadą na ulice Warszawy we wrześniu',
    place: 'Warszawa',
    date: D,
    body: 'Warszawa, 12.06.2025',
  },
  {
    subject: 'Пресс-релиз',
    text: `ПРЕСС-РЕЛИЗ\n12 июня 2025 г.\n\nБанк «Ладога» снизил ставки по ипотеке\nдля семей с двумя детьми\n\nБанк «Ладога» снизил ставки по ипотеке для семей с двумя и более детьми. С 15 июня кредит можно получить под девять процентов годовых на срок до тридцати лет.\n\nЗаявки принимают во всех отделениях банка и на сайте. Решение приходит в течение двух рабочих дней.`,
    headline: 'Банк «Ладога» снизил ставки по ипотеке для семей с двумя детьми',
    body: 'Банк «Ладога» снизил ставки',
  },
  {
    subject: 'Прес-реліз: фестиваль',
    text: `Прес-реліз\n\nУ Чернівцях відбудеться фестиваль вуличних театрів\n\nЧернівці, 12 червня 2025 р. – З 20 по 22 червня у Чернівцях відбудеться фестиваль вуличних театрів. Участь візьмуть двадцять колективів із дев’яти країн.\n\nВхід на всі вистави вільний. Програму опубліковано на сайті фестивалю, а дітей чекають щоденні майстер-класи.`,
    headline: 'У Чернівцях відбудеться фестиваль вуличних театрів',
    place: 'Чернівці',
    date: D,
    body: 'Чернівці, 12 червня 2025 р.',
  },
  {
    subject: 'Basın Açıklaması',
    text: `BASIN AÇIKLAMASI\nAnkara, 12 Haziran 2025\n\nTren bileti fiyatlarına ilişkin açıklama\n\nSon günlerde bazı haberlerde tren bileti fiyatlarının yüzde 50 artacağı iddia edilmiştir. Bu iddialar gerçeği yansıtmamaktadır; fiyatlarda yıl sonuna kadar bir değişiklik olmayacaktır.\n\nKamuoyuna saygıyla duyurulur.`,
    headline: 'Tren bileti fiyatlarına ilişkin açıklama',
    place: 'Ankara',
    date: D,
    body: 'Son günlerde bazı haberlerde',
  },
  {
    subject: 'خبر صحفي: افتتاح مكتبة',
    text: `افتتاح أكبر مكتبة للأطفال في عمّان\n\nعمّان، الأردن، 12 يونيو/حزيران 2025 – افتتحت أمانة عمّان اليوم أكبر مكتبة للأطفال في البلاد، وتضم ثلاثين ألف كتاب بالعربية والإنجليزية.\n\nوتستقبل المكتبة زوارها يوميا من التاسعة صباحا حتى السادسة مساء، والدخول إليها مجاني لجميع الأطفال.`,
    headline: 'افتتاح أكبر مكتبة للأطفال في عمّان',
    place: 'عمّان، الأردن',
    date: D,
    body: 'عمّان، الأردن، 12 يونيو',
  },
  {
    subject: 'News Release / 株式会社あおぞら航空',
    html: `<p>2025年6月12日</p><p>報道関係者各位</p><p>株式会社あおぞら航空</p><h2>あおぞら航空、電気で飛ぶ旅客機を2028年に導入</h2><p>～国内線で初、騒音は半分に～</p><p>株式会社あおぞら航空（本社：東京都大田区、社長：青木空）は、電気で飛ぶ旅客機を2028年に国内線へ導入することを決めました。座席数は30席です。</p><p>まず離島を結ぶ路線で使い、騒音は今の機体の半分になります。</p>`,
    headline: 'あおぞら航空、電気で飛ぶ旅客機を2028年に導入',
    body: '株式会社あおぞら航空（本社',
  },
  {
    subject: 'Acme Rail partners with Bluebird to run trains on used cooking oil',
    text: `Acme Rail and Bluebird to run trains on used cooking oil\n\n* First trains to run between York and Hull from September\n* Restaurants to be paid 40p a litre\n* Pilot saves 900 tonnes of carbon dioxide a year\n\n12 June 2025, York, UK: Acme Rail will run trains on used cooking oil from September, together with the recycling firm Bluebird.${en}`,
    headline: 'Acme Rail and Bluebird to run trains on used cooking oil',
    place: 'York, UK',
    date: D,
    body: '12 June 2025, York, UK: Acme',
  },
  {
    subject: 'Fw: Quote from minister',
    text: `Commenting on the figures on jobs published today, Ana Reis, the Minister for Work, said: "More people are in work than ever before, and wages have gone up faster than prices."\n\nShe added that more had to be done for young people without training.`,
    headline: 'Quote from minister',
    body: 'Commenting on the figures',
  },
  {
    subject: 'News from Oakhill',
    html: `<h1>News from Oakhill School</h1><h2>Pupils build a boat that crosses the lake by itself</h2><p>Eleven pupils of Oakhill School have built a boat that finds its way across the lake by itself. It took them a year and cost less than £200.</p>${enh}`,
    headline: 'Pupils build a boat that crosses the lake by itself',
    body: 'Eleven pupils of Oakhill',
  },
  {
    subject: 'Media release - Beach closed',
    text: `Media release\nDate: 12 June 2025\nTime: 9:30 am\n\nBeach at Coral Bay closed after shark sighting\n\nThe beach at Coral Bay was closed this morning after a surfer saw a shark of about three metres. It will stay closed until at least noon on Friday.${en}`,
    headline: 'Beach at Coral Bay closed after shark sighting',
    body: 'The beach at Coral Bay was',
  },
  {
    subject: 'Photocall notice',
    text: `PHOTOCALL\n\nTHURSDAY 12 JUNE, 10.30AM, CITY HALL STEPS\n\nOne hundred pupils will form a giant whale on the steps of City Hall on Thursday to call for cleaner seas. They come from nine schools of the city.\n\nPhotographers will have access to the balcony.`,
    headline: 'Photocall notice',
    body: 'One hundred pupils',
  },
  {
    subject: 'STATEMENT FROM CHIEF CONSTABLE',
    text: `STATEMENT FROM CHIEF CONSTABLE ON EVENTS IN MILL LANE\n\n"I know that people in Mill Lane are worried after what happened on Tuesday night. Officers will be in the street day and night until we have found those who did it."\n\nAnyone who saw anything is asked to call 101.`,
    headline: 'STATEMENT FROM CHIEF CONSTABLE ON EVENTS IN MILL LANE',
    body: '"I know that people',
  },
  {
    subject: 'AUSTIN, Texas start-up raises $5m',
    text: `Lumen Fields Raises $5 Million for Lamps That Grow Lettuce Underground\n\nFunding led by Greenhouse Capital\n\nAUSTIN, Texas & BERLIN--(BUSINESS WIRE)--Lumen Fields, which makes lamps for farms underground, today said that it has raised $5 million in a round led by Greenhouse Capital.${en}`,
    headline: 'Lumen Fields Raises $5 Million for Lamps That Grow Lettuce Underground',
    place: 'AUSTIN, Texas & BERLIN',
    body: 'AUSTIN, Texas & BERLIN--',
    standfirst: 'Funding led by Greenhouse Capital',
  },
  {
    subject: 'Lange Nacht der Museen',
    text: `Lange Nacht der Museen zieht 30.000 Besucher an\n\nDüsseldorf/Neuss (ots) – Mehr als 30.000 Menschen haben am Samstag die Lange Nacht der Museen besucht. Das waren so viele wie nie zuvor, teilten die Veranstalter mit.${de}`,
    headline: 'Lange Nacht der Museen zieht 30.000 Besucher an',
    place: 'Düsseldorf/Neuss',
    body: 'Düsseldorf/Neuss (ots)',
  },
  {
    subject: 'Kopenhagen: Radweg',
    text: `Cykelsti på 40 kilometer åbner mellem Køge og København\n\nKøge/København, 12. juni 2025\nCyklister kan fra lørdag køre hele vejen fra Køge til København uden at holde for rødt. Stien er 40 kilometer lang og har 18 broer.\n\nDen er bygget på tre år og har kostet 310 millioner kroner, som staten og otte kommuner har delt.`,
    headline: 'Cykelsti på 40 kilometer åbner mellem Køge og København',
    place: 'Køge/København',
    date: D,
    body: 'Køge/København, 12. juni 2025',
  },
  {
    subject: '',
    text: `REPLACES EARLIER RELEASE\n\nUPDATED: Heat Warning Extended Through Sunday for Three Counties\n\nTOPEKA, Kan. – The State Office of Weather has extended the heat warning for Shawnee, Douglas and Riley counties through Sunday at 8 p.m.${en}`,
    headline: 'Heat Warning Extended Through Sunday for Three Counties',
    place: 'TOPEKA, Kan.',
    body: 'TOPEKA, Kan. – The State',
  },
  {
    subject: 'Assessoria: nova linha de ônibus',
    text: `Bom dia,\n\nSegue release abaixo. Fico à disposição para entrevistas.\n\nAbs,\nCarla\n\nCuritiba ganha linha de ônibus movida a biogás de restaurante\n\nA prefeitura de Curitiba colocou em circulação nesta quinta-feira (12) a primeira linha de ônibus movida a biogás produzido com restos de comida de restaurantes.\n\nSão dez veículos que percorrem 28 quilômetros entre o centro e o bairro do Boqueirão, com saída a cada oito minutos.`,
    headline: 'Curitiba ganha linha de ônibus movida a biogás de restaurante',
    body: 'A prefeitura de Curitiba',
  },
  {
    subject: 'Az: Xəbər',
    text: `Mətbuat xidməti\n12 iyun 2025\n\nGəncədə yeni xəstəxana açılıb\n\nGəncə, 12 iyun 2025 – Gəncədə 300 çarpayılıq yeni xəstəxana istifadəyə verilib. Açılış mərasimində şəhər rəhbərliyi və həkimlər iştirak ediblər.\n\nXəstəxanada altı əməliyyat otağı və müasir laboratoriya var. Pasiyentlərin qəbuluna bazar ertəsi başlanılacaq.`,
    headline: 'Gəncədə yeni xəstəxana açılıb',
    place: 'Gəncə',
    date: D,
    body: 'Gəncə, 12 iyun 2025',
  },
]
