import type { OnProgress } from '@car-mirror/core'
import type { CID } from 'multiformats/cid'
import { distinct } from './distinct.js'
import { specDialect } from './spec-dialect.js'
import type { Transfer, TransferOptions } from './transfer.js'

/**
 * Several roots as one transfer, where the dialect has it so, and otherwise as one after the other that
 * look like one: counts and progress are those of all, `maxRounds` is for all. @see MOD-6
 */
export async function inTurn<O extends TransferOptions>(
  options: O,
  run: (options: O) => Promise<Transfer>,
): Promise<Transfer> {
  const { dialect = specDialect, maxRounds = Number.POSITIVE_INFINITY } = options
  const [first, ...others] = distinct(options.roots)
  if (!dialect.oneRoot || !first) return run(options)
  const progress = new Totals(options.onProgress)
  const next = (root: CID, rounds: number) => {
    const onProgress = options.onProgress && progress.counted(rounds)
    return run({ ...options, roots: [root], maxRounds: maxRounds - rounds, onProgress })
  }
  let all = await next(first, 0)
  for (const root of others) all = merged(all, await next(root, all.rounds))
  return all
}

function merged(a: Transfer, b: Transfer): Transfer {
  return {
    dialect: a.dialect,
    complete: a.complete && b.complete,
    rounds: a.rounds + b.rounds,
    blocks: sum(a.blocks, b.blocks),
    bytes: sum(a.bytes, b.bytes),
    duplicates: a.duplicates + b.duplicates,
    missing: distinct([...a.missing, ...b.missing]),
    unavailable: distinct([...a.unavailable, ...b.unavailable]),
  }
}

function sum(a: Transfer['bytes'], b: Transfer['bytes']): Transfer['bytes'] {
  return { sent: a.sent + b.sent, received: a.received + b.received }
}

/** Totals of one transfer continue those of the one before. */
class Totals {
  readonly #tell: OnProgress | undefined
  #blocks = 0
  #bytes = 0

  constructor(tell: OnProgress | undefined) {
    this.#tell = tell
  }

  counted(rounds: number): OnProgress {
    const before = { blocks: this.#blocks, bytes: this.#bytes }
    return (event) => {
      const round = 'round' in event ? { round: event.round + rounds } : {}
      if (event.type === 'round-start') return this.#tell?.({ ...event, ...round })
      this.#blocks = before.blocks + event.blocks
      this.#bytes = before.bytes + event.bytes
      this.#tell?.({ ...event, ...round, blocks: this.#blocks, bytes: this.#bytes })
    }
  }
}
