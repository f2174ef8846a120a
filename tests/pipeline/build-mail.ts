/** Messages for tests, built from their parts. Text is written as UTF-8 unless it comes as bytes. */

export interface Part {
  headers: string[]
  body: string | Uint8Array
}

/** The octets of a message: header lines, an empty line, the body. */
export function message(headers: readonly string[], body: string | Uint8Array = ''): Uint8Array {
  return Buffer.concat([Buffer.from(`${headers.join('\r\n')}\r\n\r\n`), Buffer.from(body)])
}

/** A release to the news desk with the given subject and body; more header lines may follow. */
export function release(subject: string, body: string | Uint8Array, ...headers: string[]): Uint8Array {
  const typed = headers.some((line) => /^content-type:/i.test(line))
  return message(
    [
      'From: Press Office <press@acme.example>',
      'To: newsroom@paper.example',
      `Subject: ${subject}`,
      'Message-ID: <1@acme.example>',
      'MIME-Version: 1.0',
      ...(typed ? [] : ['Content-Type: text/plain; charset=utf-8']),
      ...headers,
    ],
    body,
  )
}

/** Content-Type line and body of a multipart of the given parts. */
export function multipart(type: string, parts: readonly Part[], boundary = `b${parts.length}`): Part {
  const octets: Uint8Array[] = []
  for (const part of parts) {
    octets.push(
      Buffer.from(`--${boundary}\r\n${part.headers.join('\r\n')}\r\n\r\n`),
      Buffer.from(part.body),
      Buffer.from('\r\n'),
    )
  }
  octets.push(Buffer.from(`--${boundary}--\r\n`))
  return { headers: [`Content-Type: multipart/${type}; boundary=${boundary}`], body: Buffer.concat(octets) }
}

export function text(body: string, ...headers: string[]): Part {
  return { headers: ['Content-Type: text/plain; charset=utf-8', ...headers], body }
}

export function html(body: string): Part {
  return { headers: ['Content-Type: text/html; charset=utf-8'], body }
}

/** A file sent as an attachment. */
export function file(type: string, name: string, content: Uint8Array): Part {
  return {
    headers: [
      `Content-Type: ${type}`,
      'Content-Transfer-Encoding: base64',
      `Content-Disposition: attachment; filename="${name}"`,
    ],
    body: Buffer.from(content).toString('base64').replace(/.{76}/g, '$&\r\n'),
  }
}

/** A release made of a multipart. */
export function releaseOf(subject: string, whole: Part, ...headers: string[]): Uint8Array {
  return release(subject, whole.body, ...whole.headers, ...headers)
}

/** The smallest PNG that is one. */
export const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)

export const PDF = Buffer.from('%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n')
