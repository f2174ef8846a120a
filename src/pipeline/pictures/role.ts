/** What a picture is to a news desk: told by its name, size, colours and records, and by where the mail shows it. */
import type { AttachmentRole } from '../draft.ts'
import type { Pixels } from './decode.ts'
import type { PictureRecord } from './record.ts'
import type { Showing } from './shown.ts'

export interface Facts {
  name: string
  type: string
  /** In pixels; null where they are not known. */
  width: number | null
  height: number | null
  pixels: Pixels | null
  record: PictureRecord
  /** Where the HTML shows it. */
  showings: readonly Showing[]
  inline: boolean
  /** It stands in a document, under a name that says nothing. */
  embedded: boolean
  /** How often the same octets came. */
  repeats: number
  /** Some line of the copy is its caption, by its name. */
  named: boolean
  /** Lines that were cut as the writer's signature. */
  signature: ReadonlySet<string>
}

/** Pixels: a line, a corner, a pixel that counts readers. */
const SPACER_SIDE = 3
const ICON_SIDE = 72
/** No newspaper prints what is smaller; press offices' portraits begin at twice that. */
const PHOTO_SIDE = 150
const PHOTO_LONG_SIDE = 240
/** A photo shown in the text of a mail is wider than any logo there. */
const SHOWN_PHOTO_SIDE = 180
const BANNER_SHAPE = 3.2

const SOCIAL =
  /^(?:facebook|fb|twitter|x|linkedin|linked|instagram|insta|ig|youtube|yt|xing|tiktok|whatsapp|telegram|threads|bluesky|bsky|mastodon|pinterest|flickr|vimeo|snapchat|rss|vk|vkontakte|line|wechat|social|kununu|skype|signal)$/
const SOCIAL_HOST =
  /^https?:\/\/(?:[\w-]{1,20}\.){0,3}(?:facebook|twitter|x|linkedin|instagram|youtube|youtu|xing|tiktok|whatsapp|wa|telegram|t|threads|bsky|mastodon|pinterest|flickr|vimeo|vk|kununu)\.(?:com|be|me|net|app|social|ru|org)(?:[/:?#]|$)/
const ICON = /^(?:icons?|ico|favicon|btn|button|arrow|bullet|emoji|smiley|phone|mail|email|web|globe|envelope|pin)$/
const SPACER = /^(?:spacer|blank|pixel|clear|shim|trans|transparent|trenner|divider|line|linie|separator|dot|1x1)$/
const LOGO =
  /^(?:logos?|logotype?|logotyp|logotipo|logotypes|logosu|wortmarke|bildmarke|wordmark|brandmark|emblem|wappen|loqo|логотип|лого|شعار|ロゴ)$|(?<!cata|dia|pro|epi|ana|[oó])logo$|ロゴ|^logo(?!ut|n|s|f|p|t)/
const SIGNATURE =
  /^(?:signature|signatur|sig|firma|assinatura|handtekening|unterschrift|underskrift|allekirjoitus|podpis|imza|подпись|підпис|توقيع|署名)$/
const BANNER =
  /^(?:banner|header|footer|kopfzeile|fusszeile|fußzeile|masthead|briefkopf|letterhead|kopf|bandeau|entete|cabecera|topbar|background|bg)$/
const DRAWN =
  /^(?:infographics?|infografik|infografia|infografía|infographie|infografica|infogram|charts?|graph|graphs|grafik|graphic|graphics|grafico|gráfico|grafica|graphique|diagram|diagramm|diagramme|screenshot|screenshots|bildschirmfoto|schermata|map|karte|landkarte|carte|mapa|mappa|kaart|karta|kartta|harita|qr|qrcode|flyer|poster|plakat|illustration|illu|cartoon|график|карта|инфографика|інфографіка|خريطة|図|グラフ|地図)$/
const PHOTO =
  /^(?:photos?|fotos?|pics?|picture|portrait|portraet|porträt|ritratto|retrato|headshot|img|dsc|dscf|dscn|dsc\d+|pxl|gopr|mvi|p\d{6,8}|hires|hi|pressefoto|pressphoto|pressefotos|pressebild|pressfoto|persfoto|zdjecie|zdjęcie|fotograf|fotoğraf|фото|صورة|写真|foto\d+|photo\d+|bild|bild\d+|img\d+|kuva|kuva\d*|billede|bilde|imagen)$/

/** The role of one picture. */
export function roleOf(facts: Facts): AttachmentRole {
  const words = facts.embedded ? [] : wordsOf(facts.name)
  const short = Math.min(facts.width ?? PHOTO_LONG_SIDE, facts.height ?? PHOTO_LONG_SIDE)
  const long = Math.max(facts.width ?? PHOTO_LONG_SIDE, facts.height ?? PHOTO_LONG_SIDE)
  const told = toldBy(words)
  // What goes by that name, however small, dresses no mail.
  const meant = told === 'logo' ? !words.some((word) => SOCIAL.test(word)) : told === 'photo' && isSentPhoto(facts)
  if (!meant) {
    if (isSpacer(facts, words, short)) return 'spacer'
    if (isIcon(facts, words, long)) return 'icon'
  }
  if (told === 'signature' && (facts.showings.length > 0 || isFlat(facts.pixels)) && !facts.record.camera)
    return 'signature'
  const photographed = facts.record.camera && long >= PHOTO_LONG_SIDE && !isFlat(facts.pixels)
  if (told === 'logo' && !photographed) return 'logo'
  if (isInSignature(facts, photographed)) return 'signature'
  if (facts.repeats > 2 && long < 600) return 'graphic'
  if (told === 'banner' && !photographed) return isFlat(facts.pixels) && long < 800 ? 'logo' : 'graphic'
  if (!isRaster(facts.type)) return 'graphic'
  const described = facts.named || facts.record.caption !== null || facts.record.credit !== null
  if (short < PHOTO_SIDE || long < PHOTO_LONG_SIDE) return smallRole(facts, described || photographed, told)
  if (described || photographed) return told === 'drawn' && !photographed ? 'graphic' : 'photo'
  if (facts.embedded) return roleInDocument(facts, long, short)
  return shownInText(facts) ? roleInText(facts, told, long / short) : roleOfFile(facts, told)
}

/** Letterheads and charts have few colours. */
function roleInDocument({ pixels }: Facts, long: number, short: number): AttachmentRole {
  if (isFlat(pixels) && (pixels?.colours ?? 0) > 1) return long < 700 || long / short > 2 ? 'logo' : 'graphic'
  return long / short >= BANNER_SHAPE ? 'graphic' : 'photo'
}

/** Sent for use by itself: a JPEG is a photo, other forms are where they have a photo's colours. */
function roleOfFile({ type, pixels }: Facts, told: Told): AttachmentRole {
  if (told === 'drawn') return 'graphic'
  if (told === 'photo') return 'photo'
  if (isPhotoForm(type)) return 'photo'
  if (pixels === null) return 'graphic'
  // Goods are sent cut out of their ground.
  if (pixels.transparent) return isFlat(pixels) ? 'logo' : pixels.colours > 100 ? 'photo' : 'graphic'
  return isFlat(pixels) ? 'graphic' : 'photo'
}

/** Part of the layout: a photo is large there and no strip. */
function roleInText(facts: Facts, told: Told, shape: number): AttachmentRole {
  const { pixels, type, showings } = facts
  const flat = isFlat(pixels)
  const shown = Math.max(...showings.map(({ width, height }) => Math.max(width ?? 0, height ?? 0)))
  if (told === 'drawn') return 'graphic'
  if (shown > 0 && shown < SHOWN_PHOTO_SIDE && flat) return 'logo'
  if (told === 'photo') return 'photo'
  if (shape >= BANNER_SHAPE) return flat ? 'logo' : 'graphic'
  if (pixels?.transparent) return flat ? 'logo' : 'graphic'
  if (flat && (pixels?.colours ?? 0) > 1) {
    if (isPhotoForm(type) && shown >= 400) return 'photo'
    return showings.every(({ above }) => above.length === 0) ? 'logo' : 'graphic'
  }
  return isPhotoForm(type) || !flat ? 'photo' : 'graphic'
}

function smallRole({ pixels, inline, type }: Facts, described: boolean, told: Told): AttachmentRole {
  if (described || (told === 'photo' && !inline)) return 'photo'
  if (told === 'drawn') return 'graphic'
  return pixels?.transparent || isFlat(pixels) || (inline && !isPhotoForm(type)) ? 'logo' : 'graphic'
}

function isSpacer({ name, pixels, width }: Facts, words: readonly string[], short: number): boolean {
  if (width !== null && short <= SPACER_SIDE) return true
  const blank = pixels !== null && pixels.ground > 0.995
  return blank && (words.some((word) => SPACER.test(word)) || short <= 16 || /^(?:~WRD\d+|spacer)/i.test(name))
}

function isIcon({ showings, width }: Facts, words: readonly string[], long: number): boolean {
  if (width !== null && long <= ICON_SIDE) return true
  const small = long <= 300 || (showings.length > 0 && showings.every((one) => isShownWithin(one, ICON_SIDE)))
  if (!small) return false
  if (showings.some(({ linksTo }) => linksTo !== null && SOCIAL_HOST.test(linksTo))) return true
  if (words.some((word) => ICON.test(word)) || (words.length < 4 && words.some((word) => SOCIAL.test(word))))
    return true
  return showings.length > 0 && showings.every((one) => isShownWithin(one, 40))
}

function isShownWithin({ width, height }: Showing, side: number): boolean {
  return Math.max(width ?? 0, height ?? 0) > 0 && Math.max(width ?? 0, height ?? 0) <= side
}

/** Shown where the mail says who wrote it: marked as signature, below lines cut as one, or among numbers and addresses. */
function isInSignature({ showings, signature, width, height }: Facts, photographed: boolean): boolean {
  if (showings.length === 0) return false
  if (showings.every((one) => one.signature)) return true
  const shown = showings.map((one) => one.height ?? (one.width === null ? (height ?? 0) : 0))
  const small = Math.max(...shown) <= 220 && Math.max(...showings.map((one) => one.width ?? width ?? 0)) <= 420
  if (!small || photographed) return false
  return showings.every((one) => signature.has(one.above.at(-1) ?? '') || isAmongContacts(one))
}

const CONTACT_LINE = /@[\w-]{1,60}\.|\+?\(?\d{2,4}\)?[\s/.-]\d{2,5}[\s/.-]?\d{2,}|\bwww\.[\w-]{1,60}\./

function isAmongContacts({ above, below }: Showing): boolean {
  return above.length > 2 && [...above.slice(-3), ...below.slice(0, 3)].some((line) => CONTACT_LINE.test(line))
}

/** A drawing: most of it is one colour, or it has but a few. A picture of one colour says nothing. */
function isFlat(pixels: Pixels | null): boolean {
  if (pixels === null) return false
  return pixels.colours <= 16 || pixels.ground > 0.7
}

function isSentPhoto({ inline, type }: Facts): boolean {
  return !inline && isPhotoForm(type)
}

function shownInText({ showings }: Facts): boolean {
  return showings.length > 0
}

function isPhotoForm(type: string): boolean {
  return /^image\/(?:jpeg|heic|heif|tiff|jxl|jp2|x-(?:canon|nikon|sony|adobe|olympus|fujifilm)\S*)$/.test(type)
}

/** Photoshop's files are pictures in the making, drawings are none. */
function isRaster(type: string): boolean {
  return !/svg|photoshop|postscript|eps|emf|wmf|icns|x-icon|dxf|dwg|gif/.test(type)
}

type Told = 'logo' | 'signature' | 'banner' | 'drawn' | 'photo' | null

function toldBy(words: readonly string[]): Told {
  if (words.some((word) => LOGO.test(word))) return 'logo'
  if (words.some((word) => SIGNATURE.test(word))) return 'signature'
  if (words.some((word) => DRAWN.test(word))) return 'drawn'
  if (words.some((word) => PHOTO.test(word))) return 'photo'
  return words.some((word) => BANNER.test(word)) ? 'banner' : null
}

/** The words of a file name: `AcmeLogo_RGB-2.png` is acme, logo, rgb, 2. */
function wordsOf(name: string): string[] {
  return name
    .replace(/\.\w{1,5}$/, '')
    .normalize('NFC')
    .replace(/(\p{Ll})(?=\p{Lu})/gu, '$1 ')
    .toLowerCase()
    .split(/[^\p{L}\p{M}\p{N}]+/u)
    .filter((word) => word !== '')
    .slice(0, 40)
}
