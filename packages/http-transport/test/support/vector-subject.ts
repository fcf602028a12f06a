import { BloomError, BloomFilter } from '@car-mirror/bloom'
import { CarError } from '@car-mirror/car-io'
import { MemoryStore, MirrorError, type Status } from '@car-mirror/core'
import { categoryOf as categoryByCode } from '@car-mirror/fixtures'
import {
  type Filter,
  fromHex,
  type GivenStatus,
  type Hex,
  type NamedDag,
  type Names,
  type Operation,
  type Outcome,
  toHex,
  type Value,
} from '@car-mirror/vectors'
import { CID } from 'multiformats/cid'
import { TransportError } from '../../src/errors.js'

const ERRORS = [BloomError, CarError, MirrorError, TransportError]

/** The category of an error of ours; others are a failure of the test. */
export function categoryOf(error: unknown): NonNullable<Outcome<Operation>['error']> {
  const ours = ERRORS.some((type) => error instanceof type)
  if (!ours) throw error
  return categoryByCode(error as { code: string })
}

export function attempt<O extends Operation>(action: () => Value<O>): Outcome<O> {
  try {
    return { value: action() }
  } catch (error) {
    return { error: categoryOf(error) }
  }
}

/** Bytes as a stream of two pieces, or of one for a cut that is not within them. */
export function stream(bytes: Uint8Array<ArrayBuffer>, cut: number): ReadableStream<Uint8Array> {
  const pieces = [bytes.slice(0, cut), bytes.slice(cut)].filter(({ length }) => length > 0)
  return new ReadableStream({
    pull(controller) {
      const piece = pieces.shift()
      if (piece) controller.enqueue(piece)
      else controller.close()
    },
  })
}

export function storeOf(dag: NamedDag, names: Names): MemoryStore {
  const store = new MemoryStore()
  for (const { cid, bytes } of dag.blocks(names)) {
    store.put([{ cid: fromHex(cid), bytes: fromHex(bytes) }])
  }
  return store
}

export function storedNames(dag: NamedDag, store: MemoryStore): string[] {
  return Array.from(store.cids(), (cid) => dag.name(toHex(cid)))
}

export function cidsOf(dag: NamedDag, names: Names): CID[] {
  return dag.blocks(names).map(({ cid }) => CID.decode(fromHex(cid)))
}

export function namesOf(dag: NamedDag, cids: readonly CID[]): string[] {
  return cids.map((cid) => dag.name(toHex(cid.bytes)))
}

export function givenStatus(dag: NamedDag, { missing, have }: Status): GivenStatus {
  const filter = { bytes: toHex(have.bytes), hashes: have.hashes }
  return { missing: namesOf(dag, missing), filter }
}

export function has({ bytes, hashes }: Filter<Hex>, element: Uint8Array): boolean {
  return BloomFilter.fromBytes(fromHex(bytes), hashes).has(element)
}
