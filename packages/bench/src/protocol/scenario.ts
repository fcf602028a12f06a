import type { Store } from '@car-mirror/core'
import type { CID } from 'multiformats/cid'
import { GeneratedDag, leavesOf } from '../growth/generated-dag.js'
import { EitherStore } from './either-store.js'
import { Seeded } from './seeded.js'
import { SeededStore } from './seeded-store.js'

export interface ScenarioSpec {
  /** Of each of the two DAGs. */
  readonly blocks: number
  readonly leafBytes: number
  /** Share of the leaves that the receiver has, 0 to 1; undefined if it has nothing at all. */
  readonly overlap: number | undefined
  readonly seed: number
}

/** A receiver with a DAG, and a sender that has that one too and a newer one of the same shape. */
export interface Scenario {
  readonly root: CID
  /** Of what the receiver has. */
  readonly oldRoot: CID | undefined
  readonly from: Store
  readonly to: SeededStore
  /** What the receiver lacks: the least that can move. */
  readonly lacking: { readonly blocks: number; readonly bytes: number }
}

/** Which leaves differ is drawn at random. */
export function makeScenario({ blocks, leafBytes, overlap, seed }: ScenarioSpec): Scenario {
  const leaves = leavesOf(blocks)
  const differing = Math.round((1 - (overlap ?? 0)) * leaves)
  const changed = new Seeded(seed).choose(differing, leaves)
  const dag = new GeneratedDag({ leaves, leafBytes, seed, changed })
  const old = overlap === undefined ? undefined : new GeneratedDag({ leaves, leafBytes, seed })
  const to = new SeededStore(seed)
  if (old) to.put([...old.blocks()])
  const from = new EitherStore([dag, ...(old ? [old] : [])])
  const lacking = { blocks: 0, bytes: 0 }
  for (const { cid, bytes } of dag.blocks()) {
    if (to.has(cid)) continue
    lacking.blocks++
    lacking.bytes += bytes.length
  }
  return { root: dag.root, oldRoot: old?.root, from, to, lacking }
}
