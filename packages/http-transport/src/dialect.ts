import type { Order, Status } from '@car-mirror/core'

export type Direction = 'pull' | 'push'

/** What one request is about, as far as its URL says. */
export interface Call {
  readonly direction: Direction
  /** A CID or pointer whose DAG the receiver may share. @see HTTP-11 */
  readonly diff?: string | undefined
}

/**
 * How Status and outcome look over HTTP. A value of pure functions; the rounds, the limits and the
 * retries are the same for every dialect.
 */
export interface Dialect {
  readonly name: string
  /** In which order a sender walks. @see PULL-3 PUSH-3 */
  readonly order: Readonly<Record<Direction, Order>>
  /** Statuses of answers; any other is a refusal. @see HTTP-9 PULL-5 PUSH-6 */
  readonly success: Readonly<Record<Direction, readonly number[]>>
  /** Path and query of a call, to be appended to the server's URL. */
  target(call: Call): string
  /** The call that a request's URL stands for, or undefined for a route of somebody else. */
  route(url: URL): Call | undefined
  /** Body of a pull request. */
  encodePull(status: Status): Uint8Array<ArrayBuffer>
  /** @throws TransportError ERR_MESSAGE, BloomError */
  decodePull(body: Uint8Array): Status
  /** HTTP status and body of a push answer. */
  encodePush(status: Status): { readonly code: number; readonly body: Uint8Array<ArrayBuffer> }
  /** @throws TransportError ERR_MESSAGE, ERR_PROTOCOL, BloomError */
  decodePush(code: number, body: Uint8Array): Status
}
