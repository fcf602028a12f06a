import {
  fromHex,
  type GivenStatus,
  type NamedDag,
  type Names,
  type StatusClaim,
} from '@car-mirror/vectors'
import type { Store } from '../model/dag.js'
import type { Model } from '../model/model.js'

/** False positives that a filter of reasonable size stays below. */
const RATE = 0.01
/** With fewer, chance decides whether half of them are in a filter. */
const SPARES = 3

/** What a status is held to, made of what the model said. */
export class Claims {
  readonly #model: Model
  readonly #dag: NamedDag
  readonly #names: Names
  readonly #stored: ReadonlySet<string>
  readonly #flags: readonly string[]

  /** @param stored what the store holds in the end */
  constructor(
    model: Model,
    dag: NamedDag,
    names: Names,
    stored: Names,
    flags: readonly string[] = [],
  ) {
    this.#model = model
    this.#dag = dag
    this.#names = names
    this.#stored = new Set(stored)
    this.#flags = flags
  }

  /** @param roots below which held blocks are to be in the filter */
  of({ missing, filter }: GivenStatus, roots: readonly string[]): StatusClaim {
    const wire = { bytes: fromHex(filter.bytes), hashes: filter.hashes }
    const isCovered = (name: string) => {
      const { cid } = this.#dag.block(name)
      return this.#stored.has(name) && this.#model.filter.has(wire, fromHex(cid))
    }
    const held = this.#names.filter((name) => isCovered(name) && !missing.includes(name))
    const covers = this.#flags.includes('small-store') ? held : this.#below(roots, held)
    return {
      missing: [...missing].sort(),
      filter: {
        covers: [...new Set(covers)].sort(),
        ...(missing.length >= SPARES && { spares: [...missing].sort() }),
        ...(this.#flags.includes('rate') && { rate: RATE }),
      },
    }
  }

  #below(roots: readonly string[], held: Names): Names {
    const blocks = this.#dag.blocks(held)
    const store: Store = new Map(blocks.map(({ cid, bytes }) => [cid, fromHex(bytes)]))
    const reached = this.#model.receiver.survey({ store, roots }).held
    return held.filter((name) => reached.has(this.#dag.block(name).cid))
  }
}
