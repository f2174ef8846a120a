/** Releases in Dutch, Swedish, Norwegian, Danish and Finnish. */
import type { ReleaseCase } from './release-case.ts'

const NL =
  'Het project is de afgelopen drie jaar betaald door de leden van de vereniging. De eerste resultaten worden in het najaar aan het publiek getoond.\n\n“We zijn blij dat het zover is”, zegt voorzitter Marit Linders.'
const SV =
  'Projektet har under de senaste tre åren betalats av föreningens medlemmar. De första resultaten visas för allmänheten i höst.\n\n– Vi är glada att det har kommit så här långt, säger ordföranden Märta Lind.'
const NO =
  'Prosjektet er de siste tre årene betalt av medlemmene i foreningen. De første resultatene vises for publikum til høsten.\n\n– Vi er glade for at vi har kommet så langt, sier styreleder Marte Lien.'
const DA =
  'Projektet er gennem de seneste tre år betalt af foreningens medlemmer. De første resultater vises for offentligheden til efteråret.\n\n"Vi er glade for, at det er kommet så langt," siger formand Mette Lund.'
const FI =
  'Hankkeen ovat viimeisten kolmen vuoden aikana maksaneet yhdistyksen jäsenet. Ensimmäiset tulokset esitellään yleisölle syksyllä.\n\n”Olemme iloisia, että hanke on edennyt näin pitkälle”, sanoo puheenjohtaja Marja Linna.'

export const NORTHERN: ReleaseCase[] = [
  {
    about: 'persbericht van een ministerie',
    subject: 'Persbericht: Kabinet trekt 50 miljoen uit voor dijken',
    text: `Persbericht\n\nKabinet trekt 50 miljoen euro uit voor veendijken\n\nDen Haag, 12 juni 2025 - Het kabinet trekt de komende vier jaar 50 miljoen euro uit om de veendijken in het westen te versterken. Dat heeft de minister donderdag bekendgemaakt.\n\n${NL}`,
    headline: 'Kabinet trekt 50 miljoen euro uit voor veendijken',
    place: 'Den Haag',
    date: '2025-06-12',
    body: 'Den Haag, 12 juni 2025 - Het kabinet',
  },
  {
    about: 'aanhef, onder embargo, stad met apostrof',
    subject: 'Onder embargo tot 12 juni 06.00 uur: Orkest krijgt nieuwe dirigent',
    text: `Beste redactie,\n\nHierbij ontvangt u ons persbericht over de nieuwe dirigent.\n\nEMBARGO TOT 12 JUNI 2025, 06.00 UUR\n\nZuidelijk Orkest krijgt voor het eerst een vrouwelijke dirigent\n\n’s-Hertogenbosch, 12 juni 2025 – Het Zuidelijk Orkest krijgt met ingang van september een nieuwe dirigent: Ilse van Brakel. Zij is de eerste vrouw in die functie.\n\n${NL}`,
    headline: 'Zuidelijk Orkest krijgt voor het eerst een vrouwelijke dirigent',
    place: '’s-Hertogenbosch',
    date: '2025-06-12',
    body: '’s-Hertogenbosch, 12 juni 2025 – Het Zuidelijk',
  },
  {
    about: 'plaats in hoofdletters zonder datum',
    subject: 'Fietsbrug over het kanaal geopend',
    text: `Fietsbrug over het kanaal geopend\n\nUTRECHT – De nieuwe fietsbrug over het kanaal is woensdag geopend door de wethouder. De brug is 80 meter lang en helemaal van hout.\n\n${NL}`,
    headline: 'Fietsbrug over het kanaal geopend',
    place: 'UTRECHT',
    date: null,
    body: 'UTRECHT – De nieuwe fietsbrug',
  },
  {
    about: 'svenskt pressmeddelande med datum i märket',
    subject: 'Pressmeddelande 2025-06-12',
    text: `PRESSMEDDELANDE 2025-06-12\n\nNorrvind bygger havsbaserad vindkraft utanför Gävle\n\nEnergibolaget Norrvind bygger 40 vindkraftverk i havet utanför Gävle. Parken ska stå klar 2029 och ge el till 200 000 hushåll.\n\n${SV}`,
    headline: 'Norrvind bygger havsbaserad vindkraft utanför Gävle',
    place: null,
    date: null,
    body: 'Energibolaget Norrvind bygger 40',
  },
  {
    about: 'svensk ort och datum',
    subject: 'Pressmeddelande: Stockholms museum köper glasbåt',
    text: `Museum köper båt av glas\n\nStockholm den 12 juni 2025 – Sjöhistoriska samlingarna har köpt en båt av glas som byggdes 1958. Den ställs ut från och med på lördag.\n\n${SV}`,
    headline: 'Museum köper båt av glas',
    place: 'Stockholm',
    date: '2025-06-12',
    body: 'Stockholm den 12 juni 2025 – Sjöhistoriska',
  },
  {
    about: 'norsk, sted og dato i parentes',
    subject: 'Pressemelding: Flere barn lærer å svømme',
    text: `Flere barn lærer å svømme\n\n(Oslo, 12. juni 2025) Ni av ti norske fjerdeklassinger kan svømme, viser en undersøkelse som Svømmeforbundet la frem i dag. Det er flere enn noen gang.\n\n${NO}`,
    headline: 'Flere barn lærer å svømme',
    place: 'Oslo',
    date: '2025-06-12',
    body: '(Oslo, 12. juni 2025) Ni av ti',
  },
  {
    about: 'norsk med ingress i fet skrift',
    subject: 'Nyhet fra Kystlaget',
    html: `<p>PRESSEMELDING</p><h1>Kystlaget redder fyret på Skarv</h1><p><strong>Fyret på Skarv fra 1874 skal ikke rives likevel</strong></p><p>Kystlaget har samlet inn nok penger til å sette i stand fyret på Skarv, som Kystverket ville rive. Arbeidet begynner i august og tar to år.</p><p>${NO.split('\n\n').join('</p><p>')}</p>`,
    headline: 'Kystlaget redder fyret på Skarv',
    standfirst: 'Fyret på Skarv fra 1874 skal ikke rives likevel',
    place: null,
    date: null,
    body: 'Kystlaget har samlet inn nok penger',
  },
  {
    about: 'dansk pressemeddelelse',
    subject: 'Pressemeddelelse: Ny færge til Anholt sejler på brint',
    text: `PRESSEMEDDELELSE\n\nNy færge til Anholt sejler på brint\n\nKøbenhavn, den 12. juni 2025 – Fra næste sommer sejler færgen til Anholt på brint. Rederiet Kattegatlinjen har bestilt et skib til 120 millioner kroner.\n\n${DA}`,
    headline: 'Ny færge til Anholt sejler på brint',
    place: 'København',
    date: '2025-06-12',
    body: 'København, den 12. juni 2025 – Fra',
  },
  {
    about: 'dansk, hilsen og dato alene',
    subject: 'Kommunen åbner bibliotek i gammel svømmehal',
    text: `Kære redaktion\n\nHermed en pressemeddelelse til jeres orientering.\n\nKommunen åbner bibliotek i gammel svømmehal\n\n12. juni 2025\n\nPå lørdag åbner kommunen et bibliotek i den gamle svømmehal i Randers. Bøgerne står i det tomme bassin, og børnene læser på vippen.\n\n${DA}`,
    headline: 'Kommunen åbner bibliotek i gammel svømmehal',
    place: null,
    date: null,
    body: 'På lørdag åbner kommunen',
  },
  {
    about: 'suomalainen tiedote',
    subject: 'Tiedote: Saariston lautat kulkevat sähköllä',
    text: `TIEDOTE\nJulkaisuvapaa heti\n\nSaariston lautat kulkevat pian sähköllä\n\nTurku 12.6.2025 – Saariston lautat alkavat kulkea sähköllä ensi keväänä. Varsinais-Suomen liikenne tilaa kuusi uutta lauttaa, kertoo yhtiö.\n\n${FI}`,
    headline: 'Saariston lautat kulkevat pian sähköllä',
    place: 'Turku',
    date: '2025-06-12',
    body: 'Turku 12.6.2025 – Saariston',
  },
  {
    about: 'suomalainen, ei paikkaa',
    subject: 'Lehdistötiedote 12.6.2025',
    text: `Lehdistötiedote 12.6.2025\n\nJoka toinen suomalainen ui avannossa\n\nJoka toinen suomalainen on käynyt avannossa ainakin kerran, selviää Uintiliiton kyselystä. Innokkaimpia ovat yli 60-vuotiaat naiset.\n\n${FI}`,
    headline: 'Joka toinen suomalainen ui avannossa',
    place: null,
    date: null,
    body: 'Joka toinen suomalainen on käynyt',
  },
]
