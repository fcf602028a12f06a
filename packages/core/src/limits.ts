/** Bounds on what a peer can make a receiver hold or say. */
export interface Limits {
  /** Subgraph roots listed in one Status; the others wait for a later round. Count, at least one. */
  missing: number
  /** Verified blocks held until their parent arrives. Bytes. @see RND-23 SEC-6 */
  waiting: number
  /** A store of at most so many blocks is put into the filter whole. Count. @see RND-8 */
  wholeStore: number
}

export const defaultLimits: Readonly<Limits> = {
  missing: 65_536,
  waiting: 16 * 1024 * 1024,
  wholeStore: 10_000,
}
