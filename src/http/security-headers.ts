import helmet from '@fastify/helmet'
import type { FastifyInstance } from 'fastify'

/**
 * What pages of the desk may do, on every answer: load only from here, run no inline script, and stand in no frame of another site.
 * Inline styles are allowed because Mantine sizes and places its parts by `style` attributes and style sheets that it writes at run time.
 */
export async function setSecurityHeaders(app: FastifyInstance, { https }: { https: boolean }): Promise<void> {
  await app.register(helmet, {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        'default-src': ["'self'"],
        'style-src': ["'self'", "'unsafe-inline'"],
        'img-src': ["'self'", 'data:'],
        'object-src': ["'none'"],
        'base-uri': ["'none'"],
        'form-action': ["'self'"],
        'frame-ancestors': ["'none'"],
      },
    },
    strictTransportSecurity: https ? { maxAge: 365 * 24 * 60 * 60 } : false,
    referrerPolicy: { policy: 'no-referrer' },
    xFrameOptions: { action: 'deny' },
  })
}
