/** A reader: a disposable process with the pipeline in it (see pipeline-pool.ts). */
import { ingest, readOrigin } from '../src/pipeline/ingest.ts'
import { answerQuestions } from './answer-questions.ts'

// The first message would else wait for the language model and for code that no one has run yet: half a second.
const WARM_UP =
  'Subject: Warm-up\r\n\r\nThe quick brown fox jumps over the lazy dog, and does so until everyone has seen it jump.\r\n'
await ingest(new TextEncoder().encode(WARM_UP), { receivedAt: new Date(0), zone: 'UTC', lessons: [] })

answerQuestions({ ingest, readOrigin })
