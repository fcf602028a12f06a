import { type Answer, type Block, tallied } from '@car-mirror/core'

/**
 * So much in a row that is here already, and a round is taken to go on like that: as much as a push
 * sends before it knows anything. CIDs and payload, bytes.
 */
const REPEATS = 1024 * 1024

/**
 * The blocks of a push as they come in. Where the request may be answered early, the round is cut once it
 * brings nothing but repeats: the answer says what is missing, and what the next round can leave out.
 * @see HTTP-18 HTTP-20 RND-24
 */
export class PushedRound implements Answer {
  readonly available = []
  readonly blocks: AsyncIterable<Block[]>
  readonly tally = { blocks: 0, bytes: 0 }
  cut = false

  /**
   * @param endsEarly whether the round may be cut
   * @param duplicates how many blocks so far were there already
   */
  constructor(blocks: AsyncIterable<Block[]>, endsEarly: boolean, duplicates: () => number) {
    // Counted last, so that the batch with which it ends counts too.
    this.blocks = tallied(endsEarly ? this.#untilRepeats(blocks, duplicates) : blocks, this.tally)
  }

  async *#untilRepeats(
    blocks: AsyncIterable<Block[]>,
    duplicates: () => number,
  ): AsyncGenerator<Block[]> {
    let repeats = 0
    for await (const batch of blocks) {
      const before = duplicates()
      yield batch
      const isRepeat = duplicates() - before === batch.length
      repeats = isRepeat ? repeats + size(batch) : 0
      if (repeats < REPEATS) continue
      this.cut = true
      return
    }
  }
}

function size(batch: readonly Block[]): number {
  return batch.reduce((sum, { cid, bytes }) => sum + cid.length + bytes.length, 0)
}
