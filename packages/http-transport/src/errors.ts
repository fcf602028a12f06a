/** Why a request was refused or a transfer ended. Those with a status travel to the client. */
export type TransportErrorCode =
  // A server refuses a request
  | 'ERR_MESSAGE' // 400: not the DAG-CBOR map that the dialect defines
  | 'ERR_NO_ROOTS' // 400: a pull that asks for nothing, a CAR header without roots
  | 'ERR_UNAUTHORIZED' // 401
  | 'ERR_READ_ONLY' // 403: push to a server that takes none
  | 'ERR_ROUTE' // 404: not a route of any dialect
  | 'ERR_ROOTS_UNAVAILABLE' // 404: none of the requested roots is here
  | 'ERR_METHOD' // 405
  | 'ERR_TOO_LARGE' // 413: the message is over its limit
  | 'ERR_MEDIA_TYPE' // 415
  // A client gives up
  | 'ERR_URL' // not an http or https URL, or more than the place of a server
  | 'ERR_TOKEN' // not one word of printable ASCII, which is all that a header can carry
  | 'ERR_CONNECTION' // no answer, or not all of it, after every retry; or the client is gone
  | 'ERR_NO_ANSWER' // no answer began within `timeout`; silence in the middle of one is ERR_CONNECTION
  | 'ERR_DIALECT' // the server speaks none of the dialects
  | 'ERR_REFUSED' // the server refused; see `status` and `peerCode`
  | 'ERR_PROTOCOL' // the answer breaks the protocol
  | 'ERR_NO_PROGRESS' // the server asks again for what it was sent, and for nothing else

interface TransportErrorDetails {
  status?: number | undefined
  peerCode?: string | undefined
  retryAfter?: number | undefined
  allow?: readonly string[] | undefined
  requirement?: string | undefined
  cause?: unknown
}

export class TransportError extends Error {
  override readonly name = 'TransportError'
  readonly code: TransportErrorCode
  /** HTTP status, where there is one. */
  readonly status: number | undefined
  /** The code that the server gave for its refusal. */
  readonly peerCode: string | undefined
  /** Milliseconds after which the server wants to be asked again. */
  readonly retryAfter: number | undefined
  /** The methods that a server answers instead. */
  readonly allow: readonly string[] | undefined
  /** The clause of the specification that the peer broke. */
  readonly requirement: string | undefined

  constructor(code: TransportErrorCode, message: string, details: TransportErrorDetails = {}) {
    super(message, { cause: details.cause })
    this.code = code
    this.status = details.status
    this.peerCode = details.peerCode
    this.retryAfter = details.retryAfter
    this.allow = details.allow
    this.requirement = details.requirement
  }
}
