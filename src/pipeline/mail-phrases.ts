/** Words by which mail programs and press offices mark things, in the main European languages and some more. Each predicate takes one line. */
import type { Address } from './draft.ts'
import { withoutDirections } from './storable.ts'

const FROM =
  /^[*_\s]{0,3}(from|von|de|da|van|från|fra|fra|od|от|від|lähettäjä|feladó|kimden|expéditeur|mittente|remitente|afzender|差出人|发件人|寄件者|보낸 사람)[*_]{0,2}\s?[:：][*_]{0,2}\s?/i
const SUBJECT =
  /^[*_\s]{0,3}(subject|betreff|objet|sujet|asunto|oggetto|onderwerp|assunto|ämne|emne|temat|předmět|predmet|тема|aihe|tárgy|konu|件名|主题|主旨|제목)[*_]{0,2}\s?[:：]/i
const SENT =
  /^[*_\s]{0,3}(sent|gesendet|envoyé|enviado( el)?|inviato|verzonden|enviada( em)?|skickat|sendt|wysłano|odesláno|отправлено|lähetetty|gönderildi|送信日時|发送时间|보낸 날짜)[*_]{0,2}\s?[:：]/i
const FIELD =
  /^[*_\s]{0,3}(from|sent|date|to|cc|bcc|subject|reply-to|importance|attachments?|von|gesendet|datum|an|kopie|betreff|antwort an|wichtigkeit|anlagen?|de|expéditeur|envoyé|à|date|cc|objet|sujet|pièces jointes|enviado( el)?|fecha|para|asunto|da|inviato|data|a|oggetto|mittente|van|verzonden|aan|onderwerp|assunto|enviada( em)?|från|skickat|till|ämne|fra|sendt|dato|til|emne|od|wysłano|do|temat|data|komu|odesláno|předmět|от|отправлено|кому|дата|тема|lähettäjä|lähetetty|päivämäärä|vastaanottaja|aihe|kimden|gönderildi|kime|konu|差出人|送信日時|日付|宛先|件名|发件人|发送时间|收件人|主题|보낸 사람|보낸 날짜|받는 사람|제목)[*_]{0,2}\s?[:：]/i
const FORWARDED =
  /^[-_–—=*>\s]{0,20}(forwarded message|forwarded by .{1,80}|weitergeleitete nachricht|message (transféré|réexpédié)|mensaje reenviado|messaggio inoltrato|doorgestuurd bericht|mensagem (encaminhada|reenviada)|vidarebefordrat (meddelande|mail)|videresendt (meddelelse|besked|melding)|videresendt (e-post|mail)|wiadomość przekazana|přeposlaná zpráva|пересылаемое сообщение|пересланное сообщение|välitetty viesti|转发的邮件|転送メッセージ|전달된 메시지)[-_–—=*:\s]{0,20}$/i
const ORIGINAL =
  /^[-_–—=*>\s]{0,20}(original message|original appointment|ursprüngliche nachricht|originalnachricht|message d['’]origine|message original|mensaje original|messaggio originale|oorspronkelijk bericht|mensagem original|ursprungligt meddelande|original(meddelelse|besked|melding)|oprindelig meddelelse|opprinnelig melding|wiadomość oryginalna|původní zpráva|исходное сообщение|alkuperäinen viesti|元のメッセージ|原始邮件|원본 메시지)[-_–—=*:\s]{0,20}$/i
const APPLE_FORWARD =
  /^(begin forwarded message|anfang der weitergeleiteten (nachricht|e-mail)|début du (message (réexpédié|transféré)|transfert|courriel transféré)|inicio del mensaje reenviado|inizio (del )?messaggio inoltrato|begin doorgestuurd bericht|início da mensagem( reenviada| encaminhada)?|vidarebefordrat (brev|mejl)|start på videresendt (besked|melding)|początek przekazywanej wiadomości|начало переадресованного сообщения)\s?[:：]?$/i
const ATTRIBUTION = [
  /^(on|le|am|el|il|op|em|den|på|w dniu|dne|dnia|вт|пн|ср|чт|пт|сб|вс)\b.{2,300}\b(wrote|a écrit|schrieb( .{1,120})?|escribi[óo]|ha scritto|schreef( .{1,120})?|escreveu|skrev( .{1,120})?|napisał\(?a?\)?|napsal\(?a?\)?|kirjoitti|написала?)\s?[:：]?$/i,
  /^.{2,250}(wrote|schrieb|a écrit|escribió|ha scritto|schreef|skrev|kirjoitti|написал|írta|yazdı)\s?[:：]$/i,
  /^\d{4}[-/.年].{4,200}<[^<>\s]{1,100}@[^<>\s]{1,100}>\s?[:：]$/,
]
const END_MARK =
  /^[^\p{L}\p{N}#]{0,8}(?:#{2,6}|-\s?30\s?-|ends?|end of (?:press |news )?release|ende(?: der (?:presse)?mitteilung)?|fin(?: du communiqué)?|fine(?: comunicato)?|fim|einde(?: persbericht|bericht)?|slut|slutt|koniec|konec|loppu|конец|終わり|以上|完|끝)[^\p{L}\p{N}#]{0,8}$/iu
const DISCLAIMER =
  /^\W{0,5}(?:(?:(?:important|confidentiality|legal) (?:notice|note)\W{1,4})?(?:this|the (?:information|contents?)(?: contained)? (?:in|of) this) (?:e-?mail|message|communication)\b.{0,160}\b(?:confidential|privileged|intended (?:solely|only|for))|diese (?:e-?mail|nachricht)\b.{0,160}\bvertraulich|ce (?:message|courriel|mail)\b.{0,160}\bconfidentiel|este (?:mensaje|correo)\b.{0,160}\bconfidencial|(?:questo messaggio|questa e-?mail)\b.{0,160}\b(?:riservat|confidenzial)|dit (?:bericht|e-?mail)\b.{0,160}\bvertrouwelijk)/is
const DEVICE =
  /^(sent (from|with|via) (my |outlook for |yahoo mail|proton ?mail|sparrow|samsung|mail for )?|get outlook for|von meinem .{2,30} gesendet|gesendet (mit|von)|envoyé (de|depuis) (mon|ma)|obtenez outlook|enviado (desde|do) m[ie]|inviato da(l mio)?|verstuurd vanaf mijn|skickat från min|sendt fra min|wysłane z)\b/iu
const BROWSER =
  /\b((view|read|see|open|display|having trouble).{0,60}\b(browser|online|web ?version|webpage)|(im|in ihrem) browser (an|öffnen|anzeigen|lesen)|(online|web)[- ]?(version|ansicht)|version en ligne|(voir|lire|visualiser|afficher).{0,40}(navigateur|en ligne)|(ver|leer|visualizar).{0,40}(navegador|en línea)|(visualizza|leggi|vedi).{0,40}(browser|online)|(bekijk|lees).{0,40}(browser|online)|webversie)/iu
const UNSUBSCRIBE =
  /\b(unsubscribe|opt[- ]?out|(you|we).{0,20}\b(are )?(receiv|subscribed|sent).{0,40}(because|e-?mail|this)|manage (your )?(subscription|preferences)|newsletter (abbestellen|abmelden)|abbestellen|(hier )?abmelden|vom newsletter abmelden|(se )?désinscrire|désabonn\w{0,6}|darse de baja|cancelar (la )?suscripción|annulla(re)? (l['’])?iscrizione|cancellarsi|disiscri\w{0,6}|uitschrijven|afmelden)\b/iu
const MAX_DRESS_LENGTH = 400
/** All words of `To unsubscribe from this newsletter, click here` and its like. */
const DRESS = new Set(
  (
    'a all and any anymore are asked at because been being below browser can change click display displayed displaying e email emails for ' +
    'from future have having here i if in is it like link list longer mail mailing mailings mails manage may message messages ' +
    'newsletter newsletters no not of on online open opt or our out page please policy preferences prefer press privacy problems properly read ' +
    'reading receive received receiving see sent settings stop subscribe subscribed subscriber subscription subscriptions t ' +
    'the these this time to trouble unsubscribe update use version view viewing visit want was we web webpage were wish would you your ' +
    'abbestellen abmelden an ansehen anzeigen auf aus bitte browser dem den der des die diese diesem diesen dieser erhalten falls hier ' +
    'ihrem im klicken können lesen mehr möchten nicht online onlineversion öffnen richtig sie sich und unseren version vom von webansicht webversion wenn werden wird ' +
    'afficher cliquez ce cet cette correctement dans de désabonner désinscrire du e en et ici la le lettre lien ligne lire message navigateur ne ' +
    'pas plus pour recevoir s se si souhaitez votre vous voir visualiser vos ' +
    'aquí baja boletín cancelar clic correo darse de desea el en este esta haga haz línea leer navegador no para recibir su suscripción ver visualizar ' +
    'annulla annullare cancellarsi clicca disiscriversi fai il iscrizione l leggi messaggio nel non per qui questa questo tuo vedi visualizza ' +
    'afmelden bekijk bericht deze dit het hier in je kan klik lees nieuwsbrief om te uitschrijven uw voor wilt webversie'
  ).split(' '),
)
const GREETING =
  /^(dear|hi|hello|good (?:morning|afternoon)|sehr geehrte|liebe|guten (?:tag|morgen)|hallo|bonjour|chère?s?|madame|estimad|hola|buenos días|gentil[ei]|buongiorno|salve|geachte|beste|goedemorgen|prezad|car[oa]s?|olá|bom dia|hej|kära|kære|hei|szanown|dzień dobry|vážen|уважаем)\b/iu
const VALEDICTION =
  /^((?:kind|best|warm|many)(?: and (?:kind|best))? (?:regards|wishes|thanks)|regards|best|thanks(?: and regards)?|many thanks|cheers|yours (?:sincerely|faithfully)|sincerely|mit (?:freundlichen|besten|herzlichen|vielen) grü(?:ß|ss)en|(?:viele|beste|liebe|schöne|herzliche) grü(?:ß|ss)e|cordialement|bien (?:cordialement|à vous)|sincères salutations|bien à vous|(?:un )?saludos?(?: cordiales)?|atentamente|cordiali saluti|distinti saluti|un saluto|met vriendelijke groet(?:en)?|groeten?|atenciosamente|cumprimentos|(?:med )?vänliga hälsningar|(?:med )?venlig(?:e)? hilsen|(?:med )?vennlig hilsen|z poważaniem|pozdrawiam|s pozdravem|с уважением|ystävällisin terveisin)\s{0,2}[,.!]?$/iu

export const isFromLine = (line: string): boolean => FROM.test(line)
export const isSubjectLine = (line: string): boolean => SUBJECT.test(line)
export const isSentLine = (line: string): boolean => SENT.test(line)
export const isFieldLine = (line: string): boolean => FIELD.test(line)
export const isForwardLine = (line: string): boolean =>
  FORWARDED.test(line) && /[-_–—=*>]{2}|^forwarded|^weiter|^message|:$/i.test(line)
export const isOriginalLine = (line: string): boolean => ORIGINAL.test(line) && /[-_–—=*]{2}/.test(line)
export const isAppleForward = (line: string): boolean => APPLE_FORWARD.test(line)
export const isAttribution = (line: string): boolean =>
  line.length < 400 && /[\d@<:：]/.test(line) && ATTRIBUTION.some((pattern) => pattern.test(line))
export const isEndMark = (line: string): boolean => line.length < 60 && END_MARK.test(line.trim()) && !isSentence(line)
export const isDisclaimer = (text: string): boolean => text.length < 6000 && DISCLAIMER.test(text)
export const isDeviceLine = (text: string): boolean => text.length < 120 && DEVICE.test(text)
export const isBrowserLine = (text: string): boolean => BROWSER.test(text) && isOnlyDress(text)
export const isUnsubscribe = (text: string): boolean => UNSUBSCRIBE.test(text) && isOnlyDress(text)
export const isGreeting = (text: string): boolean => text.length < 120 && GREETING.test(text) && /[,:!.]?$/.test(text)
export const isValediction = (line: string): boolean => line.length < 60 && VALEDICTION.test(line.trim())

/** The sender that a line such as `From: Jane Doe <jane@acme.example>` or `On … Jane Doe <…> wrote:` names. */
export function readSender(text: string): Address | null {
  const line = withoutDirections(text.slice(0, 400))
  const address = /[\w.!#$%&'*+/=?^`{|}~-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}/.exec(line)
  if (!address) return null
  const before = line
    .slice(0, address.index)
    .replace(FROM, '')
    .replace(/(?:<|\[|\(|mailto:|\s){1,12}$/i, '')
  const name =
    before
      .split(/[,;:](?=[^,;:]*$)/)
      .at(-1)
      ?.replace(/^[\s"'*]+|[\s"'*<[]+$/g, '') ?? ''
  return {
    address: address[0],
    name: FROM.test(line) ? before.replace(/^[\s"'*]+|[\s"'*<[]+$/g, '') || null : name || null,
  }
}

/** Whether a newsletter says nothing there but how it is to be read and stopped: a word of anything else, or a figure, may be news. */
function isOnlyDress(text: string): boolean {
  if (text.length > MAX_DRESS_LENGTH) return false
  const words = text.toLowerCase().replace(/(?:https?:\/\/|www\.)\S{1,390}|[^\s@<>]{1,64}@[^\s@<>]{1,255}/g, ' ')
  return (words.match(/[\p{L}\p{N}]+/gu) ?? []).every((word) => DRESS.has(word))
}

/** `End.` alone could end a sentence that was wrapped; a mark stands in capitals, between dashes, or is a sign. */
function isSentence(line: string): boolean {
  const word = line.trim()
  return (
    /^\p{L}+\.?$/u.test(word) && word !== word.toUpperCase() && !/^(?:ends|ende|fin|einde|fine|fim)\.?$/i.test(word)
  )
}
