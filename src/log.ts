import pino, { type Logger } from 'pino'

export type Log = Logger

/** A JSON-lines logger on standard error; passwords, tokens and mail bodies are never passed to it, and known names are masked anyway. */
export function openLog(level: string): Log {
  return pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      redact: [
        'password',
        'token',
        'secretKey',
        '*.password',
        '*.token',
        'req.headers.authorization',
        'req.headers.cookie',
      ],
    },
    pino.destination(2),
  )
}
