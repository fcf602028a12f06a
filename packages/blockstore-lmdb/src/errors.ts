/**
 * What can go wrong, as stable strings.
 *
 * - `ERR_NOT_A_DIRECTORY`: the path given to `open`, or a parent of it, is a file
 * - `ERR_STORE_UNREADABLE`: no permission to read and write the directory or its files
 * - `ERR_STORE_MISSING`: `create: false`, and there is no store
 * - `ERR_NOT_A_STORE`: `data.mdb` is there but no LMDB file of this version, or is cut short
 * - `ERR_OPEN_FAILED`: LMDB would not open it for another reason (see `cause`)
 * - `ERR_STORE_CLOSED`: used after `close()`
 * - `ERR_NOT_FOUND`: the block is not held
 * - `ERR_INVALID_CID`: the bytes are no well-formed binary CID
 * - `ERR_CID_TOO_LONG`: the CID is longer than {@link MAX_CID_BYTES}
 * - `ERR_WRITE_FAILED`: the commit failed, for instance on a full disk (see `cause`)
 */
export type LmdbBlockstoreErrorCode =
  | 'ERR_NOT_A_DIRECTORY'
  | 'ERR_STORE_UNREADABLE'
  | 'ERR_STORE_MISSING'
  | 'ERR_NOT_A_STORE'
  | 'ERR_OPEN_FAILED'
  | 'ERR_STORE_CLOSED'
  | 'ERR_NOT_FOUND'
  | 'ERR_INVALID_CID'
  | 'ERR_CID_TOO_LONG'
  | 'ERR_WRITE_FAILED'

export interface LmdbBlockstoreErrorDetails {
  /** The binary CID concerned. */
  cid?: Uint8Array
  cause?: unknown
}

/** Every error of this package; tell them apart by `code`. */
export class LmdbBlockstoreError extends Error {
  readonly code: LmdbBlockstoreErrorCode
  readonly cid: Uint8Array | undefined

  constructor(
    code: LmdbBlockstoreErrorCode,
    message: string,
    details: LmdbBlockstoreErrorDetails = {},
  ) {
    super(message, details.cause === undefined ? undefined : { cause: details.cause })
    // interface-store tells a missing block by this name, and by nothing else
    this.name = code === 'ERR_NOT_FOUND' ? 'NotFoundError' : 'LmdbBlockstoreError'
    this.code = code
    this.cid = details.cid
  }
}
