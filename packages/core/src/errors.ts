/** What can go wrong in the engine. `ERR_BLOCK_*` and `ERR_NO_PROGRESS` are the peer's doing. */
export type MirrorErrorCode =
  | 'ERR_BLOCK_HASH' // the bytes do not hash to the CID
  | 'ERR_BLOCK_CORRUPT' // the bytes are not what the codec says, so their links cannot be read
  | 'ERR_CID_INVALID' // not a binary CID
  | 'ERR_CODEC_UNKNOWN' // no codec registered for the CID
  | 'ERR_HASH_UNKNOWN' // no hasher registered for the CID
  | 'ERR_NO_PROGRESS' // a round brought neither a new block nor a newly unavailable root

interface MirrorErrorDetails {
  cid?: Uint8Array | undefined
  requirement?: string | undefined
  cause?: unknown
}

export class MirrorError extends Error {
  override readonly name = 'MirrorError'
  readonly code: MirrorErrorCode
  /** Binary CID of the block concerned. */
  readonly cid: Uint8Array | undefined
  /** The clause of the specification that the peer broke. */
  readonly requirement: string | undefined

  constructor(code: MirrorErrorCode, message: string, details: MirrorErrorDetails = {}) {
    super(message, { cause: details.cause })
    this.code = code
    this.cid = details.cid
    this.requirement = details.requirement
  }
}
