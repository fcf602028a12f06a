import type { Held } from '../peers/held.js'

/** A DAG to transfer, and what the receiver has before. */
export interface Work {
  /** Short and stable. */
  readonly name: string
  readonly title: string
  readonly root: string
  /** The DAG as a CAR file. */
  readonly car: string
  /** What the receiver has from the start: a CAR file. */
  readonly have?: string
  /** What the receiver holds in the end. */
  readonly after: Held
  /** Bytes of the blocks below the root. */
  readonly bytes: number
}

export type Direction = 'pull' | 'push'
