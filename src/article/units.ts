/** The words without which a figure says nothing: of what, or how many times a thousand. */

/** Before a figure. */
const BEFORE = /^(?:\p{Sc}|EUR|USD|GBP|CHF|SEK|NOK|DKK|PLN|TRY|TL|JPY|AZN|UAH|RUB|Rs|R|yüzde)$/iu

const HUNDREDTHS =
  '% ‰ percent pct prozent procent prosent prosenttia prosentti procenta proc yüzde faiz процент процента процентов відсоток відсотка відсотки відсотків بالمئة بالمائة'
const POINTS =
  'points point prozentpunkte prozentpunkten procentpunkter procentpoint prosentpoeng procentenheter prosenttiyksikköä puntos punti pontos pp'
const SCALES =
  'hundred thousand million millions billion billions trillion trillions bn mn ' +
  'tausend tsd million millionen milliarde milliarden mio mrd millier milliers milliard milliards ' +
  'mil millón millones millardos mila milione milioni miliardo miliardi mln mld ' +
  'duizend miljoen miljard milhão milhões bilhão bilhões tusen tusind miljon miljoner miljard miljarder mkr mdkr ' +
  'millioner milliard milliarder tuhat tuhatta miljoona miljoonaa miljardi miljardia milj mrd ' +
  'tys tysiąc tysiące tysięcy milion miliony milionów miliard miliardy miliardów bin milyon milyar min milyard ' +
  'тыс тысяча тысячи тысяч млн млрд миллион миллиона миллионов миллиард миллиарда миллиардов ' +
  'тис тисяча тисячі мільйон мільйони мільйонів мільярд мільярди мільярдів ألف آلاف مليون ملايين مليونا مليار مليارات'
const MONEY =
  'euro euros eur usd gbp chf sek nok dkk pln try jpy azn uah rub pound pounds sterling dollar dollars cent cents franc francs franken rappen ' +
  'kronor kroner krone kr kruunua euroa zł złoty złote złotych lira liralık tl manat yen рубль рубля рублей руб гривня гривні гривень грн ' +
  'يورو دولار ريال درهم دينار ين'
const MEASURES =
  'km m cm mm kg g mg t km² m² ha kw mw gw tw kwh mwh gwh twh l ml hl kilometre kilometres kilometer kilometers metre metres meter meters ' +
  'mile miles foot feet tonne tonnes tonnen ton tons hectare hectares hektar hectárea hectáreas ettari litre litres liter ' +
  'second seconds minute minutes hour hours day days week weeks month months year years ' +
  'sekunden minuten stunden tage tagen wochen monate monaten jahr jahre jahren heures jours semaines mois an ans années ' +
  'horas días dias semanas meses año años anos ore giorni settimane mesi anni uren dagen weken maanden jaar ' +
  'timmar dagar veckor månader år timer dager uker måneder tuntia päivää viikkoa kuukautta vuotta godzin dni tygodni miesięcy lat ' +
  'saat gün hafta ay yıl il часов дней недель месяцев лет годин днів тижнів місяців років ساعة يوم يوما شهر سنة عاما'
const COUNTED =
  'people persons jobs visitors guests passengers employees menschen personen arbeitsplätze besucher gäste mitarbeiter ' +
  'personnes emplois visiteurs personas empleos visitantes persone posti visitatori pessoas empregos mensen banen bezoekers ' +
  'människor personer jobb mennesker arbejdspladser ihmistä henkilöä osób osoby kişi nəfər человек людей осіб شخص شخصا'

const BEHIND = new Set([HUNDREDTHS, POINTS, SCALES, MONEY, MEASURES, COUNTED].join(' ').split(' '))

/** Units of several words, whose first alone is none. */
const PHRASES: readonly (readonly string[])[] = [
  ['per', 'cent'],
  ['per', 'cento'],
  ['pour', 'cent'],
  ['por', 'ciento'],
  ['por', 'cento'],
  ['percentage', 'points'],
  ['percentage', 'point'],
  ['square', 'metres'],
  ['square', 'kilometres'],
  ['square', 'miles'],
  ['us', 'dollars'],
  ['في', 'المئة'],
  ['في', 'المائة'],
  ['°', 'c'],
  ['°', 'f'],
  ['ド', 'ル'],
  ['ユ', 'ー', 'ロ'],
  ['パ', 'ー', 'セ', 'ン', 'ト'],
  ['процентных', 'пункта'],
  ['процентных', 'пунктов'],
]

/** Counters of Japanese, which follow one another without a space: `120億円`. */
const COUNTER = /^[万億兆千百円人年月日時分台件個社回倍割%]$/u

/** Join two units: `millions d’euros`, `millones de dólares`. */
const JOINERS: readonly (readonly string[])[] = [['de'], ['di'], ['d', '’'], ['d', "'"], ['of']]

/** Written with a full stop, which does not end the sentence: `Mrd. Euro`. */
const SHORTENED = new Set(['mio', 'mrd', 'tsd', 'tys', 'proc', 'milj', 'тыс', 'руб', 'тис', 'грн'])

const MAX_UNITS = 3

/** Whether this word in front of a figure belongs to it. */
export function isUnitBefore(word: string): boolean {
  return BEFORE.test(word)
}

/** How many of the words behind a figure belong to it: 2 of `million euros were`, 0 of `members`. */
export function unitsBehind(words: readonly string[]): number {
  let length = 0
  for (let units = 0; units < MAX_UNITS; units++) {
    const joiner = units > 0 ? joinerLength(words, length) + Number(endsShort(words, length)) : 0
    const unit = unitLength(words, length + joiner)
    if (unit === 0) break
    length += joiner + unit
  }
  return endsShort(words, length) && words[length + 1] !== undefined ? length + 1 : length
}

function endsShort(words: readonly string[], at: number): boolean {
  const last = words[at - 1]
  return at > 0 && last !== undefined && words[at] === '.' && SHORTENED.has(last.toLowerCase())
}

function unitLength(words: readonly string[], from: number): number {
  const word = words[from]?.toLowerCase()
  if (word === undefined) return 0
  const phrase = PHRASES.find((parts) => startsWith(words, from, parts))
  if (phrase) return phrase.length
  return BEHIND.has(word) || COUNTER.test(word) || /^\p{Sc}$/u.test(word) ? 1 : 0
}

function joinerLength(words: readonly string[], from: number): number {
  return JOINERS.find((parts) => startsWith(words, from, parts))?.length ?? 0
}

function startsWith(words: readonly string[], from: number, parts: readonly string[]): boolean {
  return parts.every((part, nth) => words[from + nth]?.toLowerCase() === part)
}
