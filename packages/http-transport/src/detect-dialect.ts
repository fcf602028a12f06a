import { Connection, type ConnectionOptions } from './connection.js'
import type { Dialect } from './dialect.js'
import { TransportError } from './errors.js'
import { goDialect } from './go-dialect.js'
import { Retry } from './retry.js'
import { rsDialect } from './rs-dialect.js'
import { specDialect } from './spec-dialect.js'

/** Statuses of a route that is not there. */
const ABSENT = [404, 405, 410]

export interface DetectOptions extends ConnectionOptions {
  /** As of a transfer. Default 3. */
  readonly retries?: number | undefined
}

/**
 * Finds out what a server speaks, from which routes are there: one request without a body for each
 * dialect, until one is answered. None of them starts a transfer.
 * @throws TransportError ERR_DIALECT, ERR_URL, ERR_TOKEN, ERR_CONNECTION, ERR_NO_ANSWER, ERR_REFUSED
 */
export async function detectDialect(options: DetectOptions): Promise<Dialect> {
  const connection = new Connection(options)
  const retry = new Retry(options.retries ?? 3, options.signal)
  for (const dialect of [specDialect, rsDialect, goDialect]) {
    const status = await retry.run(() => connection.probe(dialect.probe))
    if (!ABSENT.includes(status)) return dialect
  }
  const message = `no CAR Mirror server of any dialect at ${options.url}`
  throw new TransportError('ERR_DIALECT', message, { status: 404 })
}
