import { lookup } from 'node:dns/promises'
import { type Connection, type ConnectSettings, connect, openFolder } from './collect.ts'
import { describeFault } from './fault.ts'
import { markingAllowed } from './mark.ts'

interface MailboxTestStep {
  step: 'dns' | 'connect' | 'login' | 'folder' | 'capabilities'
  passed: boolean
  /** What was found, or what went wrong and what to do. */
  words: string
}

/** Steps after a failed one are absent. */
export interface MailboxTest {
  passed: boolean
  steps: MailboxTestStep[]
}

const LIMIT_MS = 60_000

/** Tries a mailbox step by step without changing anything in it. Never rejects: what goes wrong is a step. */
export async function testMailbox(settings: ConnectSettings & { folder: string }): Promise<MailboxTest> {
  const steps: MailboxTestStep[] = []
  const ended = new AbortController()
  try {
    for await (const step of take(settings, AbortSignal.any([ended.signal, AbortSignal.timeout(LIMIT_MS)])))
      steps.push(step)
  } finally {
    ended.abort()
  }
  return { passed: steps.every(({ passed }) => passed), steps }
}

async function* take(
  settings: ConnectSettings & { folder: string },
  signal: AbortSignal,
): AsyncGenerator<MailboxTestStep> {
  const { host, port, folder } = settings
  const address = await lookup(host).then(
    (found) => found.address,
    () => undefined,
  )
  if (!address) {
    yield { step: 'dns', passed: false, words: `The name ${host} is not found. Check the server name and the network.` }
    return
  }
  yield { step: 'dns', passed: true, words: `${host} is ${address}.` }

  const connected = await attempt(connect(settings, signal))
  if ('fault' in connected) {
    const { words, kind } = describeFault(connected.fault, host)
    const atLogin = kind === 'refused' || isSignIn(connected.fault)
    if (atLogin) yield { step: 'connect', passed: true, words: `${host} answers on port ${port}.` }
    yield { step: atLogin ? 'login' : 'connect', passed: false, words }
    return
  }
  const client = connected.value
  yield { step: 'connect', passed: true, words: `${host} answers on port ${port}, ${encryptionOf(client)}.` }
  yield { step: 'login', passed: true, words: `${settings.username} is signed in.` }

  const opened = await attempt(openFolder(client, folder))
  if ('fault' in opened) {
    yield { step: 'folder', passed: false, words: describeFault(opened.fault, host).words }
    return
  }
  yield { step: 'folder', passed: true, words: `${folder} holds ${opened.value.exists} messages.` }
  yield { step: 'capabilities', passed: true, words: capabilitiesOf(client) }
}

async function attempt<T>(work: Promise<T>): Promise<{ value: T } | { fault: unknown }> {
  return work.then(
    (value) => ({ value }),
    (fault: unknown) => ({ fault }),
  )
}

function isSignIn(fault: unknown): boolean {
  return fault instanceof Error && 'authenticationFailed' in fault && fault.authenticationFailed === true
}

function encryptionOf(client: Connection): string {
  return client.tls
    ? `encrypted with ${client.tls.version}`
    : 'without encryption: anyone on the way can read the password'
}

function capabilitiesOf(client: Connection): string {
  const has = (name: string) => client.capabilities.has(name)
  return [
    has('IDLE') ? 'New mail is announced at once (IDLE).' : 'No IDLE: new mail is found within a minute.',
    markingAllowed(client)
      ? 'Filed messages get a keyword.'
      : 'Keywords are not allowed here: filed messages are not marked.',
    has('MOVE')
      ? 'Messages can be moved (MOVE).'
      : has('UIDPLUS')
        ? 'Messages can be moved (UIDPLUS).'
        : 'Messages cannot be moved safely: neither MOVE nor UIDPLUS.',
    has('CONDSTORE') ? 'CONDSTORE is offered; it is not needed.' : 'No CONDSTORE; it is not needed.',
  ].join(' ')
}
