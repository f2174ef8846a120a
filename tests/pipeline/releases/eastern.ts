/** Releases in Polish, Russian, Ukrainian, Turkish, Azerbaijani, Arabic and Japanese. */
import type { ReleaseCase } from './release-case.ts'

const PL =
  'Projekt był przez ostatnie trzy lata finansowany przez członków stowarzyszenia. Pierwsze wyniki zostaną pokazane publiczności jesienią.\n\n– Cieszymy się, że zaszliśmy tak daleko – powiedziała prezes Marta Lis.'
const RU =
  'Последние три года проект оплачивали члены объединения. Первые результаты покажут публике осенью.\n\n«Мы рады, что дошли до этого», — сказала председатель Марина Липина.'
const UK =
  'Останні три роки проєкт оплачували члени об’єднання. Перші результати покажуть публіці восени.\n\n«Ми раді, що дійшли до цього», — сказала голова Марина Липа.'
const TR =
  'Proje son üç yıldır derneğin üyeleri tarafından finanse edildi. İlk sonuçlar sonbaharda halka gösterilecek.\n\n“Bu noktaya geldiğimiz için mutluyuz” diyen başkan Meral Limon, sıradaki adımın daha büyük bir salon olduğunu söyledi.'
const AZ =
  'Layihə son üç ildə birliyin üzvləri tərəfindən maliyyələşdirilib. İlk nəticələr payızda ictimaiyyətə göstəriləcək.\n\n“Bu nöqtəyə gəldiyimiz üçün şadıq” deyə sədr Məryəm Lalayeva bildirib.'
const AR =
  'وقد مول المشروع أعضاء الجمعية على مدى السنوات الثلاث الماضية، وستعرض النتائج الأولى على الجمهور في الخريف.\n\nوقالت رئيسة الجمعية مريم لطفي: «نحن سعداء بما وصلنا إليه».'
const JA =
  'この事業は過去3年間、協会の会員が費用を負担してきました。最初の成果は秋に一般公開されます。\n\n理事長の森田麻里は「ここまで来られてうれしい」と述べています。'
const html = (text: string) => `<p>${text.split('\n\n').join('</p><p>')}</p>`

export const EASTERN: ReleaseCase[] = [
  {
    about: 'polska informacja prasowa',
    subject: 'Informacja prasowa: Bałtyk Wiatr zbuduje farmę na morzu',
    text: `INFORMACJA PRASOWA\n\nBałtyk Wiatr zbuduje farmę wiatrową na morzu\n\nWarszawa, 12 czerwca 2025 r. – Spółka Bałtyk Wiatr zbuduje na morzu farmę z 60 turbinami. Prąd popłynie do sieci w 2030 roku, poinformowała w czwartek spółka.\n\n${PL}`,
    headline: 'Bałtyk Wiatr zbuduje farmę wiatrową na morzu',
    place: 'Warszawa',
    date: '2025-06-12',
    body: 'Warszawa, 12 czerwca 2025 r. – Spółka',
  },
  {
    about: 'polskie powitanie, miejscowość i data nad tytułem',
    subject: 'Zaproszenie do publikacji',
    text: `Szanowni Państwo,\n\nw załączeniu i poniżej przesyłam informację prasową z prośbą o publikację.\n\nGdańsk, 12 czerwca 2025 r.\n\nMuzeum otwiera wystawę o latarnikach\n\nMuzeum Morskie otwiera w sobotę wystawę o życiu latarników. Zwiedzający zobaczą 200 eksponatów, w tym soczewkę z 1894 roku.\n\n${PL}`,
    headline: 'Muzeum otwiera wystawę o latarnikach',
    place: 'Gdańsk',
    date: '2025-06-12',
    body: 'Muzeum Morskie otwiera w sobotę',
  },
  {
    about: 'русский пресс-релиз',
    subject: 'Пресс-релиз: «Северный путь» запускает поезд из сосны',
    text: `ПРЕСС-РЕЛИЗ\n\n«Северный путь» запускает первый поезд из сосны\n\nМОСКВА, 12 июня 2025 г. — Компания «Северный путь» запускает первый поезд, вагоны которого сделаны из сосны. Он будет ходить между Вологдой и Архангельском.\n\n${RU}`,
    headline: '«Северный путь» запускает первый поезд из сосны',
    place: 'МОСКВА',
    date: '2025-06-12',
    body: 'МОСКВА, 12 июня 2025 г. — Компания',
  },
  {
    about: 'русский: дата, город, обращение',
    subject: 'Новости музея',
    html: `<p>Добрый день!</p><p>Направляем вам пресс-релиз, просим опубликовать.</p><h2>Музей чая открывается в Казани</h2><p>12 июня 2025 г., Казань – В субботу в Казани открывается музей чая. В его собрании больше тысячи самоваров, самый старый сделан в 1798 году.</p>${html(RU)}`,
    headline: 'Музей чая открывается в Казани',
    place: 'Казань',
    date: '2025-06-12',
    body: '12 июня 2025 г., Казань – В субботу',
  },
  {
    about: 'український пресреліз',
    subject: 'Пресреліз: Школи отримають сонячні панелі',
    text: `ПРЕСРЕЛІЗ\nДля негайної публікації\n\nСорок шкіл отримають сонячні панелі\n\nм. Київ, 12 червня 2025 року – Сорок шкіл Полтавщини отримають сонячні панелі до початку навчального року. Про це повідомила фундація «Тепла школа».\n\n${UK}`,
    headline: 'Сорок шкіл отримають сонячні панелі',
    place: 'Київ',
    date: '2025-06-12',
    body: 'м. Київ, 12 червня 2025 року – Сорок',
  },
  {
    about: 'українська новина без дати',
    subject: 'У Львові відкрили міст для пішоходів',
    text: `У Львові відкрили міст для пішоходів\n\nУ середу у Львові відкрили міст для пішоходів через залізницю. Його будували два роки, він коштував 40 мільйонів гривень.\n\n${UK}`,
    headline: 'У Львові відкрили міст для пішоходів',
    place: null,
    date: null,
    body: 'У середу у Львові відкрили міст',
  },
  {
    about: 'Türkçe basın bülteni',
    subject: 'BASIN BÜLTENİ: Mavi Yelken yeni tersanesini açtı',
    text: `BASIN BÜLTENİ\n\nMavi Yelken Tuzla’daki yeni tersanesini açtı\n\nİSTANBUL, 12 Haziran 2025 – Mavi Yelken, Tuzla’daki yeni tersanesini perşembe günü açtı. Tersanede yılda on iki tekne yapılacak ve 400 kişi çalışacak.\n\n${TR}`,
    headline: 'Mavi Yelken Tuzla’daki yeni tersanesini açtı',
    place: 'İSTANBUL',
    date: '2025-06-12',
    body: 'İSTANBUL, 12 Haziran 2025 – Mavi',
  },
  {
    about: 'Türkçe, selam ve kalın başlık',
    subject: 'Bilgilerinize',
    html: `<p>Merhaba,</p><p>Basın bültenimizi bilgilerinize sunarız.</p><p><b>Zeytin hasadında yüzde 30 artış bekleniyor</b></p><p>İzmir – 12 Haziran 2025 – Ege’de bu yıl zeytin hasadının yüzde 30 artması bekleniyor. Zeytin Üreticileri Derneği tahminini perşembe günü açıkladı.</p>${html(TR)}`,
    headline: 'Zeytin hasadında yüzde 30 artış bekleniyor',
    place: 'İzmir',
    date: '2025-06-12',
    body: 'İzmir – 12 Haziran 2025 – Ege',
  },
  {
    about: 'Azərbaycan dilində məlumat',
    subject: 'Mətbuat açıqlaması: Xəzərdə külək parkı tikiləcək',
    text: `MƏTBUAT AÇIQLAMASI\n\nXəzərdə ilk külək parkı tikiləcək\n\nBakı, 12 iyun 2025-ci il – Xəzər dənizində ilk külək parkı tikiləcək. “Külək Enerji” şirkəti bu barədə cümə axşamı məlumat yayıb.\n\n${AZ}`,
    headline: 'Xəzərdə ilk külək parkı tikiləcək',
    place: 'Bakı',
    date: '2025-06-12',
    body: 'Bakı, 12 iyun 2025-ci il – Xəzər',
  },
  {
    about: 'بيان صحفي',
    subject: 'بيان صحفي: نسمة تفتتح محطة شمسية',
    text: `بيان صحفي\nللنشر الفوري\n\nشركة نسمة تفتتح أكبر محطة شمسية في المنطقة\n\nدبي، 12 يونيو 2025 – افتتحت شركة نسمة للطاقة اليوم أكبر محطة شمسية في المنطقة، وتكفي المحطة لتزويد 80 ألف منزل بالكهرباء.\n\n${AR}`,
    headline: 'شركة نسمة تفتتح أكبر محطة شمسية في المنطقة',
    place: 'دبي',
    date: '2025-06-12',
    body: 'دبي، 12 يونيو 2025 – افتتحت',
  },
  {
    about: 'المدينة والبلد، عنوان في h1',
    subject: 'أخبار',
    html: `<div dir="rtl"><p>خبر صحفي</p><h1>متحف البحر يعرض سفينة عمرها ألف عام</h1><p>الدوحة، قطر – 12 يونيو 2025: يعرض متحف البحر ابتداء من يوم السبت سفينة خشبية عمرها ألف عام عثر عليها صيادون قبالة الساحل.</p>${html(AR)}</div>`,
    headline: 'متحف البحر يعرض سفينة عمرها ألف عام',
    place: 'الدوحة، قطر',
    date: '2025-06-12',
    body: 'الدوحة، قطر – 12 يونيو 2025',
  },
  {
    about: 'プレスリリース、括弧の中の都市と日付',
    subject: '【プレスリリース】海風電力、洋上風力発電所を着工',
    text: `プレスリリース\n2025年6月12日\n海風電力株式会社\n\n海風電力、秋田沖で洋上風力発電所を着工\n\n【東京、2025年6月12日】海風電力株式会社（本社：東京都港区）は本日、秋田沖で洋上風力発電所の建設を始めたと発表しました。運転開始は2029年の予定です。\n\n${JA}`,
    headline: '海風電力、秋田沖で洋上風力発電所を着工',
    place: '東京',
    date: '2025-06-12',
    body: '【東京、2025年6月12日】海風電力',
  },
  {
    about: '報道関係者各位、都市なし',
    subject: '新商品のご案内',
    text: `報道関係者各位\n\n2025年6月12日\n株式会社みどり製菓\n\n抹茶の香りが一年続くせんべいを発売\n～七月一日から全国で～\n\n株式会社みどり製菓は、抹茶の香りが一年続くせんべいを七月一日に発売します。特別な袋を使うことで、開けるたびに香りが立ちます。\n\n${JA}`,
    headline: '抹茶の香りが一年続くせんべいを発売',
    place: null,
    date: null,
    body: '株式会社みどり製菓は、抹茶の香り',
  },
]
