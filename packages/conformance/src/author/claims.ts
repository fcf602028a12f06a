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
/** Clauses that say what a filter has, and what it has not. Other vectors do not ask. */
const COVERING = ['RND-5', 'RND-6', 'RND-8', 'PUSH-5', 'PUSH-15', 'HTTP-12', 'HTTP-13', 'PULL-1']
const SPARING = ['RND-4', 'PUSH-14']
/** With fewer, chance decides whether half of them are in a filter. */
const SPARES = 3

/** What is known of a vector besides what goes in and comes out. */
export interface Context {
  readonly model: Model
  readonly dag: NamedDag
  /** Of all blocks of the DAG. */
  readonly names: Names
  readonly flags?: readonly string[] | undefined
  readonly requirements: readonly string[]
}

/** What a status is held to, made of what the model said. */
export class Claims {
  readonly #model: Model
  readonly #dag: NamedDag
  readonly #names: Names
  readonly #stored: ReadonlySet<string>
  readonly #flags: readonly string[]
  readonly #requirements: readonly string[]

  /** @param stored what the store holds in the end */
  constructor({ model, dag, names, flags = [], requirements }: Context, stored: Names) {
    this.#model = model
    this.#dag = dag
    this.#names = names
    this.#stored = new Set(stored)
    this.#flags = flags
    this.#requirements = requirements
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
        covers: this.#isAbout(COVERING) ? [...new Set(covers)].sort() : [],
        ...(missing.length >= SPARES && this.#isAbout(SPARING) && { spares: [...missing].sort() }),
        ...(this.#flags.includes('rate') && { rate: RATE }),
      },
    }
  }

  #isAbout(clauses: readonly string[]): boolean {
    return this.#requirements.some((id) => clauses.includes(id))
  }

  #below(roots: readonly string[], held: Names): Names {
    const blocks = this.#dag.blocks(held)
    const store: Store = new Map(blocks.map(({ cid, bytes }) => [cid, fromHex(bytes)]))
    const reached = this.#model.receiver.survey({ store, roots }).held
    return held.filter((name) => reached.has(this.#dag.block(name).cid))
  }
}
