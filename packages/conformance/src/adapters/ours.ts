// Our packages as an adapter: what a port has to write to be tested by this suite, in TypeScript. The
// protocol is that of ADAPTER.md. Each operation calls the port with what came, and says what the port
// did, without a check or a bound of its own.

import process from 'node:process'
import { goDialect, rsDialect, specDialect } from '@car-mirror/http-transport'
import { answerLines } from './answer-lines.js'
import { filterHandlers } from './ours/filter.js'
import { formatHandlers } from './ours/formats.js'
import { liveHandlers } from './ours/live.js'
import { roundHandlers } from './ours/rounds.js'

const dialects = { spec: specDialect, rs: rsDialect, go: goDialect }
// An argument has the client speak as one of the other ports does. The server answers all of them.
const dialect = (process.argv[2] ?? 'spec') as keyof typeof dialects
const live = liveHandlers(dialects[dialect])

await answerLines(
  // `dialect` says which messages it speaks.
  { name: 'car-mirror-ts', version: '0.0.0', dialect },
  // The codec layer is enough for a start; whatever is not here counts as unsupported, not as failed.
  dialect === 'spec' ? { ...filterHandlers, ...formatHandlers, ...roundHandlers, ...live } : live,
)
