import { type Hex, type NamedBlock, NamedDag, type Names } from '@car-mirror/vectors'
import type { Model } from '../model/model.js'
import { cids, storeOf } from '../model/named.js'

/** What exchanges are about: a DAG, and which of its blocks a server or client holds at first. */
export class Scene {
  readonly model: Model
  readonly blocks: readonly NamedBlock[]
  readonly dag: NamedDag
  readonly held: Names

  constructor(model: Model, blocks: readonly NamedBlock[], held: Names) {
    this.model = model
    this.blocks = blocks
    this.dag = new NamedDag(blocks)
    this.held = held
  }

  /** CIDs of what is held at first. */
  get heldCids(): Hex[] {
    return cids(this.dag, this.held)
  }

  /** The one of some CIDs from which all of these can be reached; of one, itself. */
  above(wanted: readonly Hex[], among: readonly Hex[]): Hex | undefined {
    const all = new Set(wanted)
    if (all.size < 2) return wanted[0]
    // Of forged and damaged blocks the first of a CID is the true one.
    const genuine = this.blocks.filter(({ name, cid }) => this.dag.name(cid) === name)
    const store = storeOf(
      this.dag,
      genuine.map(({ name }) => name),
    )
    return among.find((root) => {
      const { held } = this.model.receiver.survey({ store, roots: [root] })
      return [...all].every((cid) => held.has(cid))
    })
  }
}
