import { fromHex, type GivenStatus, type NamedDag, type Names, toHex } from '@car-mirror/vectors'
import type { Car } from './car.js'
import type { Store } from './dag.js'
import type { WireFilter } from './filter.js'
import type { Status } from './message.js'

// Between the names that vectors have for blocks, and what the model works with.

export function storeOf(dag: NamedDag, names: Names): Store {
  return new Map(dag.blocks(names).map(({ cid, bytes }) => [cid, fromHex(bytes)]))
}

export function cids(dag: NamedDag, names: Names): string[] {
  return dag.blocks(names).map(({ cid }) => cid)
}

export function givenStatus({ missing, filter }: Status, dag: NamedDag): GivenStatus {
  return { missing: dag.names(missing), filter: filterHex(filter) }
}

export function blocksOf(dag: NamedDag, names: Names) {
  return dag.blocks(names).map(({ cid, bytes }) => ({ cid, bytes: fromHex(bytes) }))
}

export function carNames({ roots, blocks }: Car, dag: NamedDag): { roots: Names; blocks: Names } {
  return { roots: dag.names(roots), blocks: dag.names(blocks.map(({ cid }) => cid)) }
}

export function filterHex({ bytes, hashes }: WireFilter) {
  return { bytes: toHex(bytes), hashes }
}
