/** Releases whose headline only its look tells: size, weight, centring, as mail programs and Word write them. */
import type { ReleaseCase } from './release-case.ts'

const D = '2025-06-12'
const FOLLOWS =
  '<p>The project costs €2.1 million and is paid for by lottery funds. Work begins in the autumn.</p><p>“It will be a place for everyone,” said Ida Moran, who leads it.</p>'

export const LOOKS: ReleaseCase[] = [
  {
    about: 'large type in a span',
    subject: 'Press release 12 June',
    html: `<div><span style="font-size:10pt">Mountjoy Trust</span></div><div><span style="font-size:17pt">Old mill becomes a school for stonemasons</span></div><div><span style="font-size:10pt">Young people will learn to cut and lay stone in an old mill at Mountjoy from next spring, the trust said today.</span></div>${FOLLOWS}`,
    headline: 'Old mill becomes a school for stonemasons',
    body: 'Young people will learn',
  },
  {
    about: 'weight in CSS',
    subject: 'Medieninformation',
    html: '<div style="font-family:Arial">Medieninformation</div><div style="font-weight:700">Alter Speicher wird Schule für Steinmetze</div><div>Im alten Speicher von Lauenau lernen ab dem Frühjahr junge Menschen, Steine zu hauen und zu setzen.</div><div>Das Projekt kostet 2,1 Millionen Euro. Die Arbeiten beginnen im Herbst.</div>',
    headline: 'Alter Speicher wird Schule für Steinmetze',
    body: 'Im alten Speicher von Lauenau',
  },
  {
    about: 'centred, nothing else',
    subject: 'FYI',
    html: `<p>Mountjoy Trust</p><p style="text-align:center">Old mill becomes a school for stonemasons</p><p>Young people will learn to cut and lay stone in an old mill at Mountjoy from next spring, the trust said today.</p>${FOLLOWS}`,
    headline: 'Old mill becomes a school for stonemasons',
    body: 'Young people will learn',
  },
  {
    about: 'Word: a class with bold in a style sheet',
    subject: 'Communiqué',
    html: '<html><head><style>p.MsoTitle{font-size:20.0pt;font-weight:bold;text-align:center}p.MsoNormal{font-size:11.0pt}</style></head><body><p class="MsoNormal">Fondation du Moulin</p><p class="MsoTitle">Le vieux moulin devient une école de la pierre</p><p class="MsoNormal">Dès le printemps, des jeunes apprendront à tailler la pierre dans le vieux moulin de Sarzac, a annoncé la fondation.</p><p class="MsoNormal">Le projet coûte 2,1 millions d’euros. Les travaux commencent à l’automne.</p></body></html>',
    headline: 'Le vieux moulin devient une école de la pierre',
    body: 'Dès le printemps, des jeunes',
  },
  {
    about: 'a table with a coloured bar and large text in a cell',
    subject: 'Aviso',
    html: '<table width="600"><tr><td style="background:#036">Fundación Molino</td></tr><tr><td style="font-size:24px;color:#036">El viejo molino será escuela de canteros</td></tr><tr><td style="font-size:14px">Desde la primavera, jóvenes de toda la comarca aprenderán a tallar la piedra en el viejo molino de Arce, según ha anunciado la fundación.</td></tr><tr><td style="font-size:14px">El proyecto cuesta 2,1 millones de euros. Las obras empiezan en otoño.</td></tr></table>',
    headline: 'El viejo molino será escuela de canteros',
    body: 'Desde la primavera, jóvenes',
  },
  {
    about: 'a bold kicker, a larger headline, a bold lead',
    subject: 'Persbericht Molenstichting',
    html: '<p><b>PERSBERICHT</b></p><p><b>Erfgoed</b></p><p style="font-size:20px"><b>Oude molen wordt school voor steenhouwers</b></p><p><b>In de oude molen van Sluis leren jongeren vanaf het voorjaar stenen hakken en metselen, maakte de stichting vandaag bekend.</b></p><p>Het project kost 2,1 miljoen euro en wordt betaald door het loterijfonds. Het werk begint in de herfst.</p><p>De molen stond twintig jaar leeg.</p>',
    headline: 'Oude molen wordt school voor steenhouwers',
    standfirst:
      'In de oude molen van Sluis leren jongeren vanaf het voorjaar stenen hakken en metselen, maakte de stichting vandaag bekend.',
    body: 'Het project kost 2,1 miljoen',
  },
  {
    about: 'font tags of old programs',
    subject: 'release',
    html: `<font size="2">Mountjoy Trust, 12 June 2025</font><br><br><font size="5">Old mill becomes a school for stonemasons</font><br><br><font size="2">MOUNTJOY – Young people will learn to cut and lay stone in an old mill from next spring, the trust said today.</font>${FOLLOWS}`,
    headline: 'Old mill becomes a school for stonemasons',
    place: 'MOUNTJOY',
    body: 'MOUNTJOY – Young people',
  },
  {
    about: 'centred lines of which the second is the headline',
    subject: 'Pressemeddelande',
    html: '<div align="center">PRESSMEDDELANDE</div><div align="center">Stiftelsen Kvarnen</div><div align="center"><b>Gammal kvarn blir skola för stenhuggare</b></div><div align="center"><i>Första eleverna börjar i vår</i></div><div>Visby, 12 juni 2025. I den gamla kvarnen ska unga från hela ön lära sig hugga och lägga sten, meddelade stiftelsen i dag.</div><div>Projektet kostar 21 miljoner kronor. Arbetet börjar i höst.</div>',
    headline: 'Gammal kvarn blir skola för stenhuggare',
    standfirst: 'Första eleverna börjar i vår',
    place: 'Visby',
    date: D,
    body: 'Visby, 12 juni 2025. I den gamla',
  },
  {
    about: 'weight in a class, several lines with breaks',
    subject: 'Tiedote',
    html: '<style>.otsikko{font-weight:600}</style><p>TIEDOTE 12.6.2025<br><br><span class="otsikko">Vanhasta myllystä tulee kivenhakkaajien koulu</span><br><br>Vanhassa myllyssä Porvoossa opetellaan ensi keväästä alkaen kiven hakkaamista ja latomista, säätiö kertoi torstaina.<br><br>Hanke maksaa 2,1 miljoonaa euroa. Työt alkavat syksyllä.</p>',
    headline: 'Vanhasta myllystä tulee kivenhakkaajien koulu',
    body: 'Vanhassa myllyssä Porvoossa',
  },
  {
    about: 'the lead is bold by CSS, the headline a heading',
    subject: 'Mill',
    html: '<h1>Old mill becomes a school for stonemasons</h1><p style="font-weight:bold">First pupils to start in spring</p><p>LIMERICK, 12 June 2025 – Young people will learn to cut and lay stone in an old mill from next spring, the trust said today.</p><p>The project costs €2.1 million.</p>',
    headline: 'Old mill becomes a school for stonemasons',
    standfirst: 'First pupils to start in spring',
    place: 'LIMERICK',
    date: D,
    body: 'LIMERICK, 12 June 2025',
  },
]
