import assert from 'node:assert/strict'
import { readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { ImapFlow } from 'imapflow'
import { ImapUrlError, parseImapUrl } from '../../src/mailbox/imap-url.ts'
import { PASSWORD } from '../../tests/support/dovecot.ts'
import { startPollerHere } from '../poller-here.ts'
import { BOTH, type Rig } from '../rig.ts'
import type { Row } from '../run-row.ts'
import { openScriptedMailbox, type ScriptedMailbox } from '../scripted-mailbox.ts'

/** A row on a scripted mailbox with a poller of short ticks, both closed at the end. */
function onScripted(work: (rig: Rig, scripted: ScriptedMailbox, each: number) => Promise<void>): Row['run'] {
  return async (rig, { each }) => {
    await rig.start('ingest,upkeep')
    const scripted = await openScriptedMailbox(rig)
    const stop = await startPollerHere(rig)
    try {
      await work(rig, scripted, each)
    } finally {
      await stop()
      await scripted.close()
    }
  }
}

async function eventsOf(rig: Rig, action: string): Promise<number> {
  const events = await rig.db.selectFrom('history').select('id').where('action', '=', action).execute()
  return events.length
}

const renumberedBetween: Row = {
  number: '32',
  name: 'Dovecot gives the mailbox a new UIDVALIDITY between two looks: rescanned, no article twice, one event',
  backends: BOTH,
  async run(rig, { each }) {
    await rig.start('ingest,upkeep')
    await rig.addMailbox(rig.user)
    await rig.deliver(each)
    let stop = await startPollerHere(rig)
    try {
      await rig.untilAccounted()
      await stop() // Else Dovecot may write the old numbers back, for the connection that knows them, and renumber twice.
      // As after the loss of its index: Dovecot counts from 1 again and says so by its UIDVALIDITY.
      const maildir = rig.servers.dovecot.maildir(rig.user)
      const numbers = (await readdir(maildir)).filter((name) => /^dovecot(-uidlist|\.index)/.test(name))
      for (const name of numbers) await rm(join(maildir, name))
      stop = await startPollerHere(rig)
      rig.fault('new UIDVALIDITY')
      await rig.deliver(3)
      await rig.untilAccounted()
      await rig.until('told once', async () => (await eventsOf(rig, 'mailbox-reset')) === 1, 120_000)
      assert.equal(await rig.count('filed'), each + 3)
      assert.equal(await rig.count('duplicate'), each)
    } finally {
      await stop()
    }
  },
}

const renumberedWithin: Row = {
  number: '32b',
  name: 'a new UIDVALIDITY in the middle of a fetch, and later an old one again with other messages',
  backends: BOTH,
  run: onScripted(async (rig, { imap, ...scripted }, each) => {
    const first = imap.inbox.uidValidity
    let times = 0
    imap.faults.script = ({ name, line }) => {
      if (times > 0 || name !== 'UID FETCH' || !line.includes('BODY')) return undefined
      times += 1
      return { afterRows: 2, act: () => imap.renumber('INBOX', 3), next: 'close' }
    }
    scripted.deliver(each)
    await scripted.untilSettled()
    rig.fault('new UIDVALIDITY in a fetch', times)
    assert.equal((await scripted.counts()).filed, each)
    imap.renumber('INBOX', 1)
    imap.inbox.uidValidity = first
    imap.inbox.messages.splice(0, 2)
    imap.cut()
    rig.fault('old UIDVALIDITY again')
    scripted.deliver(each)
    await rig.until('all filed', async () => (await scripted.counts()).filed === 2 * each)
    await scripted.untilSettled()
  }),
}

const rewound: Row = {
  number: '33',
  name: 'UIDNEXT goes back without a new UIDVALIDITY: new mail with old UIDs is found',
  backends: BOTH,
  run: onScripted(async (rig, { imap, ...scripted }, each) => {
    scripted.deliver(each)
    await scripted.untilSettled()
    const lost = Math.ceil(each / 2)
    imap.inbox.messages.splice(-lost, lost)
    imap.inbox.uidNext -= lost
    imap.cut()
    rig.fault('UIDNEXT rewound')
    await rig.until('seen to be rewound', async () => (await eventsOf(rig, 'mailbox-rewound')) === 1, 120_000)
    scripted.deliver(each)
    await rig.until('all filed', async () => (await scripted.counts()).filed === 2 * each)
    await scripted.untilSettled()
  }),
}

const expungedBetween: Row = {
  number: '34',
  name: 'messages are expunged between list and fetch: gone, the others filed',
  backends: BOTH,
  run: onScripted(async (rig, { imap, ...scripted }, each) => {
    let times = 0
    imap.faults.script = ({ name, line }) => {
      if (times > 0 || name !== 'UID FETCH' || !line.includes('BODY')) return undefined
      times += 1
      return { act: () => void imap.inbox.messages.splice(0, 2) }
    }
    imap.faults.announces = false // All arrive before one is fetched.
    scripted.deliver(2, 'expunged')
    scripted.deliver(each)
    await scripted.untilSettled()
    rig.fault('expunged', 2)
    await rig.until('the rest filed', async () => (await scripted.counts()).filed === each)
    assert.deepEqual(await scripted.counts(), { filed: each, 'gone gone-before-fetch': 2 })
  }),
}

const untrueSizes: Row = {
  number: '36',
  name: 'sizes that are not true, a literal cut short, a source that differs at each reading',
  backends: BOTH,
  run: onScripted(async (rig, { imap, ...scripted }, each) => {
    imap.faults.sizes.set(1, 10)
    imap.faults.sizes.set(2, 3_000_000)
    let readings = 0
    imap.faults.sends.set(3, (source) => source.subarray(0, source.length - 1 - (readings++ % 7)))
    let cuts = 0
    imap.faults.script = ({ name, line }) => {
      if (cuts > 0 || name !== 'UID FETCH' || !line.includes('BODY')) return undefined
      cuts += 1
      imap.faults.cuts.set(4, 100)
      return undefined
    }
    scripted.deliver(each)
    const failed = () => rig.db.selectFrom('failedUid').select(['uid', 'reason']).execute()
    await rig.until('one put aside', async () => (await failed()).some(({ uid }) => uid === 3), 60_000)
    rig.fault('untrue size', 2)
    rig.fault('short literal', 2)
    imap.faults.sends.clear()
    imap.faults.cuts.clear()
    // A minute later the server has come to its senses.
    await rig.db
      .updateTable('failedUid')
      .set({ retryAt: new Date(0) })
      .execute()
    await scripted.untilSettled(180_000)
    assert.equal((await scripted.counts()).filed, each)
    assert.deepEqual(await failed(), [])
  }),
}

const noMarks: Row = {
  number: '38',
  name: 'a read-only folder, one without keywords, and STORE refused: collected all the same',
  backends: BOTH,
  run: onScripted(async (rig, { imap, ...scripted }, each) => {
    imap.faults.readOnly = true
    scripted.deliver(each)
    await scripted.untilSettled()
    imap.faults.readOnly = false
    imap.faults.permanentFlags = '(\\Seen \\Deleted)'
    scripted.deliver(each)
    await scripted.untilSettled()
    imap.faults.permanentFlags = undefined
    imap.faults.script = ({ name }) => (name === 'UID STORE' ? { no: '[NOPERM] not in this folder' } : undefined)
    scripted.deliver(each)
    await scripted.untilSettled()
    rig.fault('marking refused', 3)
    assert.deepEqual(await scripted.counts(), { filed: 3 * each })
    const asked = imap.transcript.filter((line) => line.includes('UID STORE')).length
    assert.ok(asked <= 5, `the server was asked ${asked} times for what it refuses`)
  }),
}

const peopleAtWork: Row = {
  number: '39',
  name: 'people read, flag, move and delete mail meanwhile: nothing that was filed changes',
  backends: BOTH,
  async run(rig, { each }) {
    await rig.start('ingest,upkeep')
    await rig.addMailbox(rig.user)
    await rig.deliver(each)
    const stop = await startPollerHere(rig)
    const { host, port } = rig.servers.dovecot
    const person = new ImapFlow({ host, port, secure: false, auth: { user: rig.user, pass: PASSWORD }, logger: false })
    person.on('error', () => {}) // Arrives at the command, too.
    try {
      await rig.untilAccounted()
      await person.connect()
      await person.mailboxCreate('Archive')
      await person.mailboxOpen('INBOX')
      await person.messageFlagsAdd('1:4', ['\\Seen', '\\Flagged'], { uid: true })
      await person.messageMove('1:2', 'Archive', { uid: true })
      await person.messageDelete('3:4', { uid: true })
      rig.fault('moved, deleted', 4)
      await rig.deliver(each)
      await rig.untilAccounted()
      await person.mailboxOpen('Archive')
      await person.messageMove('1:*', 'INBOX', { uid: true }) // Back again, under new UIDs.
      await rig.until('the copies known', async () => (await rig.count('duplicate')) === 2)
      await person.mailboxOpen('INBOX')
      await person.messageFlagsRemove('1:*', ['\\Seen'], { uid: true })
      assert.equal(await rig.count('filed'), 2 * each)
    } finally {
      person.close()
      await stop()
    }
  },
}

/** Names, those that IMAP has a way to say, and in which words where it is another one (RFC 3501 §5.1.3). */
const SAYABLE: { folder: string; wire?: string }[] = [
  { folder: 'Press "today"' },
  { folder: 'Presse {5}' },
  { folder: 'x{3+}' },
  { folder: 'a\\"b' },
  { folder: '* % ()' },
  { folder: 'M\u00fcnchen & Umland', wire: 'M&APw-nchen &- Umland' },
]
const UNSAYABLE = ['Crlf\r\nZ9 DELETE INBOX', 'Z8 "INBOX"\r\n', 'line\nZ7 LOGOUT']
const OURS =
  /^[0-9A-Z]+ (CAPABILITY|ID|LOGIN|AUTHENTICATE|NAMESPACE|LIST|LSUB|SELECT|NOOP|IDLE|ENABLE|UID (FETCH|STORE|SEARCH))\b/

const hostileFolders: Row = {
  number: '57',
  name: 'folder names with quotes, braces, backslashes and line ends: no command of theirs reaches the server',
  backends: BOTH,
  async run(rig) {
    await rig.start('ingest,upkeep')
    const sayable: ScriptedMailbox[] = []
    for (const names of SAYABLE) sayable.push(await openScriptedMailbox(rig, names))
    const unsayable: ScriptedMailbox[] = []
    for (const [i, folder] of UNSAYABLE.entries()) {
      const url = `imap://desk:secret@mail.example/?folder=${encodeURIComponent(folder)}`
      assert.throws(() => parseImapUrl(url), ImapUrlError)
      // As if it had come past that.
      const scripted = await openScriptedMailbox(rig, { folder: `Folder ${i}` })
      await rig.db.updateTable('mailbox').set({ folder }).where('id', '=', scripted.id).execute()
      unsayable.push(scripted)
    }
    const stop = await startPollerHere(rig)
    try {
      for (const one of [...sayable, ...unsayable]) one.deliver(2, unsayable.includes(one) ? 'expunged' : 'article')
      rig.fault('hostile folder name', sayable.length + unsayable.length)
      for (const one of sayable) await one.untilSettled(20_000)
      for (const one of unsayable) {
        await rig.until('a person told', async () => /line break/.test((await one.stateOf()).words), 120_000)
      }
      for (const { imap } of [...sayable, ...unsayable]) {
        assert.deepEqual(
          imap.transcript.filter((line) => !OURS.test(line)),
          [],
        )
        assert.ok(imap.folders.has('INBOX'))
      }
    } finally {
      await stop()
      for (const one of [...sayable, ...unsayable]) await one.close()
    }
  },
}

export const rows: Row[] = [
  renumberedBetween,
  renumberedWithin,
  rewound,
  expungedBetween,
  untrueSizes,
  noMarks,
  peopleAtWork,
  hostileFolders,
]
