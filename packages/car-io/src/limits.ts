/** What a reader accepts. Each is checked before anything is allocated for the item. */
export interface CarLimits {
  /** Bytes of the header, without its length prefix. @see CAR-13 */
  readonly header: number
  /** Bytes of one frame: CID and block, without the length prefix. @see CAR-13 */
  readonly frame: number
  /** Bytes of the whole CAR. */
  readonly total: number
  /** Number of frames. */
  readonly blocks: number
}

const MIB = 1024 * 1024

/** Header and frame 4 MiB; total and blocks unbounded. @see CAR-13 */
export const defaultCarLimits: CarLimits = {
  header: 4 * MIB,
  frame: 4 * MIB,
  total: Number.POSITIVE_INFINITY,
  blocks: Number.POSITIVE_INFINITY,
}
