import type { Profile } from '@car-mirror/vectors'
import type { Peer } from '../peer.js'

/** A peer with one thing wrong, and what a check must say of it. */
export interface Broken {
  /** What is wrong. */
  readonly breaks: string
  readonly dialect?: Profile
  readonly peer: (dialect: Profile) => Peer
  /** The check that finds it out. */
  readonly check: string
  readonly says: RegExp
  /** Milliseconds for one answer. */
  readonly timeout?: number
}

export function of(peer: new (dialect: Profile) => Peer): Broken['peer'] {
  return (dialect) => new peer(dialect)
}
