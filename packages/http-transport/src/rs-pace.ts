import type { Pacing } from './dialect.js'

const KIB = 1024
const MIB = 1024 * KIB

/** Payload of one round, which has to be in memory, as its length goes out first. Bytes. */
const ROUND = 4 * MIB
/** After each block the receiver looks up all that it wants: this bounds the wait for its answer. */
const ROUND_LOOKUPS = 50_000_000
const FEWEST_BLOCKS = 500
const MOST_BLOCKS = 2500
/** What is sent unasked after a round with nothing but what was asked for. Bytes. */
const FIRST_GUESS = 64 * KIB

/**
 * Rounds for a receiver that stops at the first block that is no use to it. What it asked for by name is
 * always of use; what lies below may not be, and each such block costs the rest of its round. So there
 * is only so much of it: nothing after a stop, then more with each round that was taken whole.
 *
 * Until the first stop the receiver seems to have nothing, and preorder keeps short what it wants at
 * a time, which it walks anew after each block. After a stop what was asked for goes first, level by
 * level, so that a further stop costs nothing that is known to be of use.
 */
export function rsPace(coldCall: number): Pacing {
  let unasked: number | undefined
  let careful = false
  return (asked, cutShort) => {
    if (cutShort) {
      careful = true
      unasked = 0
    } else {
      unasked =
        unasked === undefined ? coldCall : Math.min(ROUND, Math.max(FIRST_GUESS, 2 * unasked))
      if (unasked === ROUND) careful = false
    }
    const order = careful ? 'breadth-first' : 'preorder'
    const blocks = Math.max(FEWEST_BLOCKS, Math.min(ROUND_LOOKUPS / asked, MOST_BLOCKS))
    return { order, bytes: ROUND, blocks, unasked }
  }
}
