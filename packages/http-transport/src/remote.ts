import { type CodecRegistry, defaultCodecs } from '@car-mirror/core'
import type { CID } from 'multiformats/cid'
import { Connection } from './connection.js'
import type { Dialect, Direction } from './dialect.js'
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
  /** The DAG roots. */
  readonly roots: readonly CID[]
  readonly codecs: CodecRegistry
  /** Path and query of each request. */
  readonly target: string
}

/** @throws TransportError ERR_URL, ERR_TOKEN */
export function openRemote(options: TransferOptions, direction: Direction): Remote {
  const { dialect = specDialect, roots, diff } = options
  return {
    connection: new Connection(options),
    dialect,
    retry: new Retry(options.retries ?? 3, options.signal),
    limits: transportLimits(options.limits),
    roots,
    codecs: options.codecs ?? defaultCodecs,
    target: dialect.target({ direction, roots, diff }),
  }
}
