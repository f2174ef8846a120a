/** What each sample release says of itself: place and age in days of the dateline, embargo, an email or phone of its contact. */
export interface Truth {
  place?: string
  daysOld?: number
  embargo?: 'certain' | 'uncertain' | 'conflict'
  contact?: string
  /** Only where the copy file does not mark it with `# `. */
  headline?: string
}

/** By the name of its copy file. */
export const TRUTHS: Record<string, Truth> = {
  'aoba-robot': { contact: 'koho@aoba-seiki.example' },
  'bahn-sperrung': { place: 'Auenheim', daysOld: 0, contact: '+496990009640' },
  'boreal-launch': { contact: 'media@borealspace.example' },
  'club-belrive': { place: 'Belrive', daysOld: 0, contact: '+33261913045' },
  'coastal-defences': { embargo: 'certain', contact: '+442079460112' },
  'ferris-coach': { contact: '+441632960644' },
  'forwarded-bells': { contact: '+441632960018' },
  'four-day-week': { embargo: 'uncertain', contact: '+442079460466' },
  'gesundheitsamt-grippe': { place: 'Niederau', daysOld: 0, contact: '+492214710522' },
  'harrow-finch': { contact: '+442079460655' },
  'health-measles': { contact: '+441632960290' },
  'health-water': { contact: '+441632960290' },
  'hostile-gadget': {
    headline: 'The collar that finds your cat: GlowPaws goes on sale',
    place: 'PORT CALDER',
    daysOld: 0,
    contact: 'launch@glowpaws.example',
  },
  'kawase-line': { contact: 'koho@kawase-railway.example' },
  'kelmouth-battery': { embargo: 'certain', contact: '+441632960733' },
  'larder-correction': { contact: '+441632960187' },
  'larder-report': { contact: '+441632960187' },
  'meteo-calima': { contact: 'comunicacion@smarchi.example' },
  'midori-museum': { contact: 'press@midorino-museum.example' },
  'ministere-eau': { place: 'Paris', daysOld: 0, embargo: 'certain', contact: '+33199004718' },
  'ministerium-termin': { contact: '+498999998214' },
  'montfleury-temoins': { place: 'Montfleury', daysOld: 0, contact: '+33353014412' },
  'museo-faros': { place: 'Puerto Albor', daysOld: 0, contact: 'prensa@museodelmar.example' },
  'museum-zilver': { place: 'Halverdam', daysOld: 0, contact: 'pers@museumhalverdam.example' },
  noorderspoor: { place: 'Halverdam', daysOld: 0, contact: 'pers@noorderspoor.example' },
  'ostwind-strompreis': { place: 'Lindenrode', daysOld: 0, embargo: 'conflict', contact: '+493023125880' },
  'pocketgrid-agency': { place: 'PORT CALDER', daysOld: 0, contact: 'news@pocketgrid.example' },
  'pocketgrid-round': { place: 'PORT CALDER', daysOld: 0, contact: 'news@pocketgrid.example' },
  'pogoda-wichury': { place: 'Porzecze', daysOld: 0, contact: 'prasa@ipiw.example' },
  'police-violin': { contact: '+442079460371' },
  'polizei-enten': { place: 'Niederau', contact: '+492214710110' },
  'protezione-frana': { contact: 'stampa@pc-valserana.example' },
  'rail-reprise': { contact: '+33261915560' },
  'recall-kettle': { contact: '+442079460921' },
  'see-attached': { headline: 'Blind crew to row the length of the Ferris in a day', contact: '+441632960876' },
  'sihha-hamla': { place: 'مدينة النور', daysOld: 0, contact: 'media@nhc.example' },
  'silvane-levee': { place: 'Aubrac-les-Pins', daysOld: 0, contact: '+33465712208' },
  'storm-names': { contact: '+442079460834' },
  'tarif-musees': { place: 'Sarlanges', daysOld: 0, contact: '+33536491873' },
  'tidal-lagoon': { place: 'WICK HAVEN', daysOld: 0, embargo: 'certain', contact: '+441632960552' },
  'titan-arum': { place: 'WRENFIELD', daysOld: 0, contact: '+441632960904' },
  'torvena-ghiacciaio': { place: 'Torvena', daysOld: 0, contact: 'ufficiostampa@unitorvena.example' },
  'tram-correction': { place: 'WEXBRIDGE', daysOld: 0, contact: '+441632960717' },
  'tram-line': { place: 'WEXBRIDGE', daysOld: 0, contact: '+441632960717' },
  'uni-lindenau': { contact: '+493023125400' },
  'universidad-lapiz': { place: 'Valdoria', daysOld: 0, contact: 'comunicacion@uvaldoria.example' },
  'vedlagt-ferge': {
    headline: 'Verdens første ferge på landstrøm og seil går i rute',
    place: 'Fjordvik',
    daysOld: 0,
    contact: '+4757004118',
  },
  'veltrona-quartal': { place: 'Hamburg', daysOld: 0, contact: '+494066969310' },
  'violin-found': { contact: '+442079460371' },
  'vivienda-registro': { place: 'Valdoria', daysOld: 0, contact: 'prensa@vivienda.valdoria.example' },
  'weitergeleitet-orgel': { place: 'Altenried', daysOld: 1, contact: 'kultur@kloster-altenried.example' },
  'zielona-butelka': { place: 'Porzecze', daysOld: 0, contact: 'media@butelkowo.example' },
}
