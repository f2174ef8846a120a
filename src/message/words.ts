import type { QuarantineReason, Stage } from '../pipeline/draft.ts'
import type { UnstoredReason } from './ledger.ts'
import type { FaultReason } from './message.ts'

/** What is said to people of a message in quarantine: what is the matter in a few words, then what they can do. */

const REPLAY = 'Replay it after an update of Copytaster, or download it and read it by hand.'

type Reason = QuarantineReason | FaultReason | UnstoredReason

const QUARANTINE: Record<Reason, { short: string; whole: string }> = {
  unreadable: { short: 'Damaged', whole: `The message is damaged and could not be read. ${REPLAY}` },
  'too-large': {
    short: 'Too large',
    whole: 'The message is larger than 50 MB and was not downloaded. Fetch it from the mailbox, or read it there.',
  },
  'too-many-parts': { short: 'Too many parts', whole: `The message has more parts than any real release. ${REPLAY}` },
  'headers-too-large': {
    short: 'Header too large',
    whole: `The header of the message is larger than any real one. ${REPLAY}`,
  },
  'too-many-addresses': {
    short: 'Too many addresses',
    whole: `The message names more addresses than any real one. ${REPLAY}`,
  },
  empty: {
    short: 'No text',
    whole: 'There was no text in the message. Download it to see whether a picture or a file holds the release.',
  },
  'took-too-long': {
    short: 'Took too long',
    whole: 'Reading the message took longer than a minute. Replay it, or download it and read it by hand.',
  },
  'took-too-much-memory': {
    short: 'Took too much memory',
    whole: 'Reading the message took too much memory. Download it and read it by hand.',
  },
  'broke-the-reader': {
    short: 'Broke the reader',
    whole: `Reading the message broke the reader, which has been started again. ${REPLAY}`,
  },
  'source-missing': {
    short: 'Stored file missing',
    whole:
      'The stored message is not on disk any more. It is fetched from the mailbox again if it is still there; if not, restore the blobs from your backup, then replay it.',
  },
  'source-damaged': {
    short: 'Stored file damaged',
    whole:
      'The stored message has changed on disk. It is fetched from the mailbox again if it is still there; if not, restore the blobs from your backup, then replay it.',
  },
  'kept-failing': {
    short: 'Kept failing',
    whole: 'Something failed each time, such as the database or the disk. Put that right, then replay it.',
  },
  'could-not-download': {
    short: 'Could not be downloaded',
    whole: 'The mail server never delivered this message. Fetch it from the mailbox, or look at it there.',
  },
}

/** One or two sentences for why a message is in quarantine. */
export function quarantineWords(reason: string): string {
  return reason in QUARANTINE
    ? QUARANTINE[reason as Reason].whole
    : `Copytaster could not read the message (${reason}). ${REPLAY}`
}

/** The reason in a few words. */
export function reasonWords(reason: string): string {
  return reason in QUARANTINE ? QUARANTINE[reason as Reason].short : reason
}

/** Where a fault such as `sanitise:took-too-long` happened: `while making the HTML safe`. */
export function faultWords(fault: string): string {
  const stage = fault.split(':', 1)[0] ?? fault
  return `while ${stage in STAGES ? STAGES[stage as keyof typeof STAGES] : STAGES.reader}`
}

/** What is done at each stage, for people; `reader` is any of the pipeline's. */
const STAGES: Record<Stage | 'reader' | 'filing', string> = {
  parse: 'taking the message apart',
  structure: 'telling text from attachments',
  screen: 'looking for automatic answers',
  forward: 'opening what was forwarded',
  sanitise: 'making the HTML safe',
  copy: 'laying out the text',
  documents: 'opening the attachments',
  language: 'finding the language',
  parts: 'finding the parts of the release',
  attachments: 'looking at the attachments',
  embargo: 'looking for an embargo',
  story: 'comparing it with other releases',
  fingerprint: 'comparing it with other messages',
  reader: 'reading the message',
  filing: 'storing what was read',
}
