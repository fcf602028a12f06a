import type { Broken } from './broken.js'
import { clientBlocks } from './client-blocks.js'
import { clientMessages } from './client-messages.js'
import { clientRounds } from './client-rounds.js'
import { clientSessions } from './client-sessions.js'
import { serverBlocks } from './server-blocks.js'
import { serverMessages } from './server-messages.js'
import { serverRounds } from './server-rounds.js'
import { serverSessions } from './server-sessions.js'

/** At least one for each case, and for each invariant of sessions that it can break. */
export const brokenServers: readonly Broken[] = [
  ...serverMessages,
  ...serverBlocks,
  ...serverRounds,
  ...serverSessions,
]

export const brokenClients: readonly Broken[] = [
  ...clientMessages,
  ...clientBlocks,
  ...clientRounds,
  ...clientSessions,
]

/** Those that sessions find out. */
export const brokenSessions: readonly Broken[] = [...serverSessions, ...clientSessions]
