/** Releases below a note that says what was wrong with the first one, and such as stand below a short covering line. */
import type { ReleaseCase } from './release-case.ts'

const D = '2025-06-12'
const en =
  '\n\nThe scheme will run for three years and is paid for by the transport fund. Applications open on 1 September.\n\n“We listened to what residents told us,” said Priya Nolan, head of streets.\n\n-ends-\n\nMedia contact: Sam Holt, press@harrowmere.example, 020 7946 0321'
const de =
  '\n\nDas Programm läuft bis Ende 2027. Anträge nimmt die Geschäftsstelle ab dem 1. September entgegen.\n\n„Die Nachfrage ist groß“, sagte Geschäftsführerin Britta Lohe.\n\nPressekontakt:\nJonas Weil\npresse@lohe.example'
const fr =
  '\n\nLes travaux dureront deux ans et coûteront quatre millions d’euros.\n\n« Les usagers attendaient ce chantier », a déclaré Luc Perrin, directeur du réseau.\n\nContact presse : Anne Vidal, presse@reseau.example'

export const CORRECTED: ReleaseCase[] = [
  {
    about: 'a note above the release',
    subject: 'Corrected press release',
    text: `Please note that the release sent at 9am contained an error in the second paragraph. The figure should have read £2.4 million, not £24 million. The corrected version is below.\n\nPRESS RELEASE\n\nHarrowmere to repaint 300 zebra crossings\n\nHARROWMERE, 12 June 2025 – The council will repaint 300 zebra crossings by October, it said today.${en}`,
    headline: 'Harrowmere to repaint 300 zebra crossings',
    place: 'HARROWMERE',
    date: D,
    body: 'HARROWMERE, 12 June 2025 – The council',
  },
  {
    about: 'a note, and the subject says the headline',
    subject: 'CORRECTED: Harrowmere to repaint 300 zebra crossings',
    text: `Dear all,\n\nThis morning’s release gave the wrong opening date. The correct date is 1 September. We apologise for any inconvenience.\n\nHarrowmere to repaint 300 zebra crossings\n\nThe council will repaint 300 zebra crossings by October, it said today. Work begins outside schools.${en}`,
    headline: 'Harrowmere to repaint 300 zebra crossings',
    body: 'The council will repaint 300',
  },
  {
    about: 'of a wire',
    subject: 'CORRECTING and REPLACING Halden Robotics Opens Test Centre in Tampere',
    text: `CORRECTING and REPLACING Halden Robotics Opens Test Centre in Tampere\n\nTAMPERE, Finland--(BUSINESS WIRE)--Please replace the release dated June 11, 2025 with the following corrected version due to multiple revisions.\n\nThe updated release reads:\n\nHALDEN ROBOTICS OPENS TEST CENTRE IN TAMPERE\n\nHalden Robotics, a maker of forestry machines, today opened a test centre in Tampere. It employs 40 engineers.\n\nThe centre has a forest of its own, of 12 hectares, in which machines learn to tell birch from spruce.\n\nContacts\nMia Rask\npress@halden.example`,
    headline: 'HALDEN ROBOTICS OPENS TEST CENTRE IN TAMPERE',
    place: 'TAMPERE, Finland',
    body: 'Halden Robotics, a maker of forestry',
  },
  {
    about: 'of a wire, in a paragraph',
    subject: 'Correction: Vale Energy Names Finance Chief',
    text: `/C O R R E C T I O N -- Vale Energy/\n\nIn the news release, Vale Energy Names Finance Chief, issued 11-Jun-2025 by Vale Energy over PR Newswire, we are advised by the company that the second paragraph should read "July 1" rather than "June 1" as originally issued inadvertently. The complete, corrected release follows:\n\nVale Energy Names Finance Chief\n\nDENVER, June 11, 2025 /PRNewswire/ -- Vale Energy, an operator of wind farms, today named Carla Benson chief financial officer.\n\nBenson joins on July 1 from Northline, where she was treasurer for six years.\n\nSOURCE Vale Energy`,
    headline: 'Vale Energy Names Finance Chief',
    place: 'DENVER',
    date: '2025-06-11',
    body: 'DENVER, June 11, 2025 /PRNewswire/',
  },
  {
    about: 'what is right',
    subject: 'Korrektur Pressemitteilung 44/2025',
    text: `In unserer heutigen Pressemitteilung hat sich ein Fehler eingeschlichen. Richtig ist: Die Förderung beträgt 1,4 Millionen Euro. Wir bitten, den Fehler zu entschuldigen. Hier die korrigierte Fassung:\n\nPressemitteilung 44/2025\n\nStiftung fördert 30 Dorfläden in der Lausitz\n\nCottbus, 12. Juni 2025 – Die Stiftung Landleben fördert 30 Dorfläden in der Lausitz mit 1,4 Millionen Euro.${de}`,
    headline: 'Stiftung fördert 30 Dorfläden in der Lausitz',
    place: 'Cottbus',
    date: D,
    body: 'Cottbus, 12. Juni 2025 – Die Stiftung',
  },
  {
    about: 'a label, and what is right in a line of its own',
    subject: 'KORREKTUR: Stiftung fördert 30 Dorfläden',
    text: `KORREKTUR (Fördersumme im 1. Absatz)\n\nRichtig ist 1,4 Millionen Euro, nicht wie zunächst gemeldet 14 Millionen Euro.\n\nStiftung fördert 30 Dorfläden in der Lausitz\n\nDie Stiftung Landleben fördert 30 Dorfläden in der Lausitz mit 1,4 Millionen Euro. Das teilte sie am Donnerstag mit.${de}`,
    headline: 'Stiftung fördert 30 Dorfläden in der Lausitz',
    body: 'Die Stiftung Landleben fördert',
  },
  {
    about: 'a label that begins the note',
    subject: 'RECTIFICATIF - Communiqué de presse',
    text: `RECTIFICATIF. Une erreur s'est glissée dans notre communiqué de ce matin : la ligne rouvrira le 3 septembre et non le 3 août. Merci d'utiliser la version ci-dessous.\n\nCOMMUNIQUÉ DE PRESSE\n\nLa ligne des Gorges rouvrira en septembre\n\nMende, le 12 juin 2025 – Le réseau Lozère Rail rouvrira la ligne des Gorges le 3 septembre, après deux ans de travaux.${fr}`,
    headline: 'La ligne des Gorges rouvrira en septembre',
    place: 'Mende',
    date: D,
    body: 'Mende, le 12 juin 2025 – Le réseau',
  },
  {
    about: 'with what it replaces',
    subject: 'Comunicado: fe de erratas',
    text: `FE DE ERRATAS: En la nota de prensa enviada ayer se indicó por error que el museo abrirá el lunes. La fecha correcta es el martes 17 de junio. Esta versión anula y sustituye a la anterior.\n\nEl Museo del Mar reabre con una sala dedicada a las redes\n\nGijón, 12 de junio de 2025.- El Museo del Mar reabrirá el martes con una sala dedicada a las redes de pesca.\n\nLa obra ha costado 600.000 euros y ha durado ocho meses, según ha explicado su directora.\n\nContacto de prensa: Luz Arce, prensa@mar.example`,
    headline: 'El Museo del Mar reabre con una sala dedicada a las redes',
    place: 'Gijón',
    date: D,
    body: 'Gijón, 12 de junio de 2025.- El Museo',
  },
  {
    about: 'in HTML, the note in italics',
    subject: 'Correctie persbericht',
    html: '<p><em>Let op: in het eerder verzonden persbericht stond een onjuist bedrag. Gebruik alstublieft deze gecorrigeerde versie.</em></p><h2>Waterschap maakt dertig beken vrij voor de beekprik</h2><p>Zutphen, 12 juni 2025 – Het Waterschap Berkelland haalt de komende drie jaar dertig stuwen weg, zodat de beekprik weer stroomopwaarts kan trekken.</p><p>Het werk kost 4,2 miljoen euro en begint in september bij Lochem.</p>',
    headline: 'Waterschap maakt dertig beken vrij voor de beekprik',
    place: 'Zutphen',
    date: D,
    body: 'Zutphen, 12 juni 2025 – Het Waterschap',
  },
  {
    about: 'the release below needs no label',
    subject: 'Rättelse',
    text: `I det pressmeddelande som skickades ut i morse angavs fel belopp. Rätt belopp är 14 miljoner kronor. Nedan följer den korrigerade versionen.\n\nNy gångbro byggs över Klarälven\n\nKarlstad, 12 juni 2025 – Kommunen bygger en ny gångbro över Klarälven för 14 miljoner kronor. Bron ska stå klar nästa sommar.\n\nBygget börjar i augusti och pågår i elva månader, enligt stadsbyggnadskontoret.\n\nPresskontakt: Ida Frisk, press@bro.example`,
    headline: 'Ny gångbro byggs över Klarälven',
    place: 'Karlstad',
    date: D,
    body: 'Karlstad, 12 juni 2025 – Kommunen',
  },
  {
    about: 'a note that names the headline it replaces',
    subject: 'Errata corrige: Parco dei Sassi, riapre il sentiero alto',
    text: `ERRATA CORRIGE\n\nSi prega di sostituire il comunicato inviato alle ore 10 con la seguente versione corretta.\n\nParco dei Sassi, riapre il sentiero alto\n\n(Matera, 12 giugno 2025) - Il sentiero alto del Parco dei Sassi riapre sabato dopo i lavori di messa in sicurezza durati due anni.\n\nI visitatori potranno percorrerlo ogni giorno dalle 8 alle 19, con una guida nei fine settimana.\n\nUfficio stampa: Rita Volpe, stampa@sassi.example`,
    headline: 'Parco dei Sassi, riapre il sentiero alto',
    place: 'Matera',
    date: D,
    body: '(Matera, 12 giugno 2025)',
  },
]
