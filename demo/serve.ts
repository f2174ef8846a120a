import { startDemoMailbox } from './mail-server.ts'
import { sampleReleases } from './releases.ts'

/** The demo mailbox alone, filled with the sample releases, on the ports 1143 (IMAP) and 1025 (SMTP): the mail server of `docker compose --profile demo`. */
const mailbox = await startDemoMailbox({ host: '0.0.0.0', port: 1143, smtpPort: 1025 })
for (const { source, receivedAt } of await sampleReleases(new Date())) await mailbox.append(source, receivedAt)
console.log('The demo mailbox is filled: imap://demo:demo@localhost:1143, SMTP on port 1025')
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => mailbox.close())
