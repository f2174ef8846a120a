/** How mail programs mark, in HTML, what a person did not write now: the thread below a reply and the signature. */

/** Classes and ids, lowercase, that begin a quoted thread. Seen from Gmail, Yahoo, Thunderbird, Apple Mail, Outlook (classic, web, mobile), Zimbra, Proton, GMX. */
const THREAD =
  /(^|\s)(gmail_quote\S*|gmail_extra|yahoo_quoted\S*|moz-cite-prefix|moz-forward-container|outlookmessageheader|divrplyfwdmsg|appendonsend|mail-editor-reference-message-container|zmail_extra|protonmail_quote|applemailquote|gmail_attr|tutanota_quote|ms-outlook-mobile-reference-message)(\s|$)/
const SIGNATURE =
  /(^|\s)(gmail_signature|moz-signature|ms-outlook-mobile-signature|signature-block|tutanota_signature|protonmail_signature_block\S*)(\s|$)/
/** Outlook's line above a quoted message has no class, only this border. */
const OUTLOOK_BORDER = /border:\s?none;\s?border-top:\s?solid\s?#(b5c4df|e1e1e1)\s?1\.0pt/

/** Marks of an element that looks like the start of a thread or a signature, else null. A mark is a hint: `thread.ts` decides. */
export function markOfThread(
  name: string,
  attributes: Readonly<Record<string, string>>,
): 'thread' | 'signature' | null {
  const names = `${attributes.class ?? ''} ${attributes.id ?? ''}`.slice(0, 500).toLowerCase()
  if (names.length > 1) {
    if (SIGNATURE.test(names)) return 'signature'
    if (THREAD.test(names)) return 'thread'
  }
  if (name === 'blockquote' && attributes.type?.toLowerCase() === 'cite') return 'thread'
  return name === 'div' && attributes.style !== undefined && OUTLOOK_BORDER.test(attributes.style.toLowerCase())
    ? 'thread'
    : null
}
