/**
 * What can be wrong with a CAR, or with what was handed to the encoder.
 *
 * | code | meaning |
 * |---|---|
 * | `ERR_CAR_TRUNCATED` | the input ended inside the header or a frame, or held nothing |
 * | `ERR_CAR_VARINT` | a length is not a minimal unsigned varint below 2^53 |
 * | `ERR_CAR_HEADER` | the header is not DAG-CBOR `{ roots: [CID], version: int }` |
 * | `ERR_CAR_VERSION` | the header names a version other than 1 |
 * | `ERR_CAR_FRAME` | a frame of length zero |
 * | `ERR_CAR_CID` | a frame or block without a valid binary CID |
 * | `ERR_CAR_HEADER_LIMIT` and so on | the limit of that name was passed |
 */
export type CarErrorCode =
  | 'ERR_CAR_TRUNCATED'
  | 'ERR_CAR_VARINT'
  | 'ERR_CAR_HEADER'
  | 'ERR_CAR_VERSION'
  | 'ERR_CAR_FRAME'
  | 'ERR_CAR_CID'
  | 'ERR_CAR_HEADER_LIMIT'
  | 'ERR_CAR_FRAME_LIMIT'
  | 'ERR_CAR_TOTAL_LIMIT'
  | 'ERR_CAR_BLOCKS_LIMIT'

const CLAUSES: Partial<Record<CarErrorCode, string>> = {
  ERR_CAR_TRUNCATED: 'CAR-11',
  ERR_CAR_VARINT: 'CAR-9',
  ERR_CAR_HEADER: 'CAR-2',
  ERR_CAR_VERSION: 'CAR-4',
  ERR_CAR_FRAME: 'CAR-10',
  ERR_CAR_CID: 'CAR-10',
}

/** The one error class of this package. */
export class CarError extends Error {
  override readonly name = 'CarError'
  readonly code: CarErrorCode
  /** Byte at which the offending item (header or frame) starts, counted from the start of the CAR. */
  readonly offset: number
  /** The clause of the specification that the input breaks; absent when a limit was passed. */
  readonly requirement?: string

  constructor(code: CarErrorCode, message: string, offset: number) {
    super(`${message} (at byte ${offset})`)
    this.code = code
    this.offset = offset
    const clause = CLAUSES[code]
    if (clause !== undefined) this.requirement = clause
  }
}
