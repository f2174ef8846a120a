/** Releases for the tests of documents: the same text is set in each format. */

export interface Told {
  language: string
  headline: string
  standfirst: string
  /** The copy, from the dateline on. */
  body: readonly string[]
  points: readonly string[]
  boilerplate: { heading: string; text: string }
  contact: readonly string[]
}

export const LEEDS: Told = {
  language: 'en',
  headline: 'Harrow Robotics opens a plant in Leeds that will employ three hundred people',
  standfirst: 'First machines leave the line in September',
  body: [
    'LEEDS, 3 March 2026 – Harrow Robotics, the maker of warehouse machines, today opened a state-of-the-art plant in Leeds that will employ three hundred people and build ten thousand machines a year.',
    '“We looked at eleven towns, and none had what Leeds has,” said Mary Ashworth, chief executive of Harrow Robotics. “The people here know how to make things that last.”',
    'The company has put £42 million into the site, which was a tram depot until 1959. Leeds City Council has lent a tenth of the sum.',
  ],
  points: ['Building: 12,000 square metres', 'Jobs: 300, of which 40 are apprenticeships', 'Opening: 1 September 2026'],
  boilerplate: {
    heading: 'About Harrow Robotics',
    text: 'Harrow Robotics makes machines for warehouses. It was founded in 2009, has 1,200 staff and sells in thirty countries.',
  },
  contact: ['Tom Ashby', 'Press officer', 'press@harrow.example', '+44 113 496 0123'],
}

const KIEL: Told = {
  language: 'de',
  headline: 'Werft Nordlicht übernimmt Ausbildung von achtzig Lehrlingen aus Flensburg',
  standfirst: 'Verträge gelten unverändert weiter',
  body: [
    'Kiel, 14. April 2026 – Die Werft Nordlicht übernimmt zum 1. August alle achtzig Lehrlinge der geschlossenen Werft in Flensburg. Die Verträge gelten unverändert weiter, wie die Geschäftsführung am Dienstag mitteilte.',
    '„Wir lassen niemanden mitten in der Ausbildung stehen“, sagte Geschäftsführerin Petra Lühmann. „Gute Schiffbauer sind so knapp wie nie.“',
    'Das Land fördert die Übernahme mit 1,4 Millionen Euro. Für die Lehrlinge richtet die Werft Fahrten von Flensburg nach Kiel ein.',
  ],
  points: ['Beginn: 1. August 2026', 'Berufe: Konstruktionsmechaniker, Elektroniker, Tischler', 'Zahl der Plätze: 80'],
  boilerplate: {
    heading: 'Über die Werft Nordlicht',
    text: 'Die Werft Nordlicht baut seit 1921 Fähren und Forschungsschiffe. Sie beschäftigt 640 Menschen in Kiel und Rendsburg.',
  },
  contact: ['Jens Paulsen', 'Pressestelle', 'presse@nordlicht.example', '+49 431 555 0170'],
}

const LYON: Told = {
  language: 'fr',
  headline: 'La coopérative Les Deux Rives rachète la laiterie de Bourgoin et garde ses cent vingt salariés',
  standfirst: 'La production reprend dès le mois de mai',
  body: [
    'Lyon, le 22 avril 2026 – La coopérative laitière Les Deux Rives a annoncé mercredi le rachat de la laiterie de Bourgoin, en redressement depuis janvier. Les cent vingt salariés gardent leur emploi.',
    '« Cette laiterie est utile à deux cents fermes de la région, nous ne pouvions pas la laisser fermer », explique Hélène Marchand, présidente de la coopérative.',
    'Le tribunal de commerce de Vienne a validé l’offre, de 8,5 millions d’euros. La production de yaourts reprendra le 11 mai.',
  ],
  points: ['Salariés repris : 120', 'Fermes livrant la laiterie : 204', 'Montant : 8,5 millions d’euros'],
  boilerplate: {
    heading: 'À propos des Deux Rives',
    text: 'Fondée en 1962, la coopérative Les Deux Rives réunit 900 éleveurs du Rhône et de l’Isère et transforme 180 millions de litres de lait par an.',
  },
  contact: ['Paul Giraud', 'Service de presse', 'presse@deuxrives.example', '+33 4 72 00 01 23'],
}

const TURIN: Told = {
  language: 'it',
  headline: 'Il museo del cinema di Torino restaura quaranta film muti ritrovati in una soffitta',
  standfirst: 'Le prime proiezioni in ottobre',
  body: [
    'Torino, 6 maggio 2026 – Il museo del cinema restaurerà quaranta film muti ritrovati l’anno scorso nella soffitta di una villa di Ivrea. Il lavoro durerà tre anni e costerà 900.000 euro.',
    '«Nessuno credeva che esistessero ancora», dice Carla Bonetti, direttrice della cineteca. «Dodici di questi titoli mancano in tutti gli archivi del mondo.»',
    'Le prime sei pellicole saranno proiettate in ottobre con musica dal vivo, a ingresso libero.',
  ],
  points: ['Film: 40', 'Durata del restauro: tre anni', 'Prime proiezioni: 10 ottobre 2026'],
  boilerplate: {
    heading: 'Il museo',
    text: 'Il museo conserva 33.000 film e accoglie ogni anno 600.000 visitatori. Ha sede nel centro della città dal 1958.',
  },
  contact: ['Luca Ferrero', 'Ufficio stampa', 'stampa@museocinema.example', '+39 011 555 0142'],
}

const UPPSALA: Told = {
  language: 'sv',
  headline: 'Uppsala får landets första sjukhuskök som lagar all mat från grunden',
  standfirst: 'Kostnaden per portion blir lägre än i dag',
  body: [
    'Uppsala, den 9 juni 2026 – Region Uppland bygger ett kök där all mat till patienterna lagas från grunden. Köket öppnar hösten 2027 och ska laga fyra tusen portioner om dagen.',
    '”Mat är en del av vården, och den ska smaka något”, säger Karin Ekdahl, regionråd. ”Räknar man svinnet blir det dessutom billigare än i dag.”',
    'Bygget kostar 210 miljoner kronor. Sextio kockar ska anställas, de flesta från det kök som nu stängs.',
  ],
  points: ['Öppning: hösten 2027', 'Portioner om dagen: 4 000', 'Nya tjänster: 60'],
  boilerplate: {
    heading: 'Om Region Uppland',
    text: 'Region Uppland driver sjukhusen i Uppsala och Enköping och har 11 000 medarbetare.',
  },
  contact: ['Anna Lindh', 'Presschef', 'press@regionuppland.example', '+46 18 555 01 60'],
}

const KYIV: Told = {
  language: 'uk',
  headline: 'Музей залізниці у Фастові відкриває зал паровозів після п’яти років ремонту',
  standfirst: 'Вхід у перший тиждень вільний',
  body: [
    'Фастів, 12 травня 2026 року – Музей залізниці відкриває для відвідувачів зал паровозів, який ремонтували п’ять років. У залі стоять сім машин, збудованих між 1898 і 1954 роками.',
    '«Три паровози знову на ходу, і влітку вони возитимуть дітей», – сказала директорка музею Олена Кравчук.',
    'Ремонт коштував 46 мільйонів гривень. Половину суми зібрали жителі міста та колишні залізничники.',
  ],
  points: ['Відкриття: 16 травня 2026 року', 'Паровозів у залі: сім', 'Вхід вільний до 23 травня'],
  boilerplate: {
    heading: 'Про музей',
    text: 'Музей залізниці у Фастові працює з 1976 року і щороку приймає 80 тисяч відвідувачів.',
  },
  contact: ['Ірина Бойко', 'Прес-служба', 'press@fastivmuseum.example', '+380 44 555 0171'],
}

const SAPPORO: Told = {
  language: 'ja',
  headline: '北星電鉄、札幌の路面電車に低床車両二十両を導入',
  standfirst: '二〇二七年春から順次運行',
  body: [
    '【札幌、二〇二六年六月三日】北星電鉄株式会社は本日、札幌市内の路面電車に低床車両二十両を導入すると発表した。運行は二〇二七年春に始まり、三年ですべての旧型車両を置き換える。',
    '「すべてのお客様が段差なく乗れる電車にします」と代表取締役社長の山辺ひろみは述べた。車両は国内で製造する。',
    '投資額は六十億円で、そのうち三分の一を札幌市が負担する。車体の色は市民の投票で決める。',
  ],
  points: ['車両数：二十両', '運行開始：二〇二七年春', '投資額：六十億円'],
  boilerplate: {
    heading: '北星電鉄について',
    text: '北星電鉄は一九一八年の創業で、札幌市内に路面電車とバスの路線を持つ。従業員は八百人。',
  },
  contact: ['広報課　佐野', 'press@hokuseidentetsu.example', '011-555-0123'],
}

/** Those that the letters of Western Europe can write. */
export const WESTERN: readonly Told[] = [LEEDS, KIEL, LYON, TURIN, UPPSALA]
export const ALL: readonly Told[] = [...WESTERN, KYIV, SAPPORO]
