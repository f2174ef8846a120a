import type { FastifyRequest } from 'fastify'

/** Where the server is reached; `port` is known once it listens. */
export interface OwnAddress {
  baseUrl: string | undefined
  host: string
  port: number
}

const LOOPBACK_HOSTS = ['127.0.0.1', '::1', 'localhost']

/** The origin that people open. */
export function ownUrl({ baseUrl, host, port }: OwnAddress): string {
  if (baseUrl) return baseUrl
  if (LOOPBACK_HOSTS.includes(host) || host === '0.0.0.0' || host === '::') return `http://localhost:${port}`
  return `http://${host.includes(':') ? `[${host}]` : host}:${port}`
}

/**
 * Whether a page of that origin is ours. Listening for this machine only: its three names; `baseUrl` where it is set. Listening for others
 * without a `baseUrl`, no name is known, so the origin must be the very host that the request was sent to.
 */
export function ownOrigins(address: OwnAddress): (origin: string, request: FastifyRequest) => boolean {
  return (origin, request) => {
    const { baseUrl, host, port } = address
    if (baseUrl && origin === new URL(baseUrl).origin) return true
    if (LOOPBACK_HOSTS.includes(host)) {
      return ['localhost', '127.0.0.1', '[::1]'].some((name) => origin === `http://${name}:${port}`)
    }
    return !baseUrl && URL.canParse(origin) && new URL(origin).host === request.headers.host
  }
}
