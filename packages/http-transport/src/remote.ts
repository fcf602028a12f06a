import { Connection } from './connection.js'
import type { Dialect } from './dialect.js'
import { type TransportLimits, transportLimits } from './limits.js'
import { Retry } from './retry.js'
import { specDialect } from './spec-dialect.js'
import type { TransferOptions } from './transfer.js'

/** What a client knows of the far end. */
export interface Remote {
  readonly connection: Connection
  readonly dialect: Dialect
  readonly retry: Retry
  readonly limits: TransportLimits
  readonly diff: string | undefined
}

/** @throws TransportError ERR_URL, ERR_TOKEN */
export function openRemote(options: TransferOptions): Remote {
  return {
    connection: new Connection(options),
    dialect: options.dialect ?? specDialect,
    retry: new Retry(options.retries ?? 3, options.signal),
    limits: transportLimits(options.limits),
    diff: options.diff,
  }
}
