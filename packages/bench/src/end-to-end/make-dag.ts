import { createCipheriv, createHash } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { type Block, encodeCar } from '@car-mirror/car-io'
import * as dagCbor from '@ipld/dag-cbor'
import { CID } from 'multiformats/cid'
import * as raw from 'multiformats/codecs/raw'
import { create } from 'multiformats/hashes/digest'
import { HashSum } from '../peers/held.js'

const SHA2_256 = 0x12

/** Blocks, children before parents. The last one is the root. */
export class Dag {
  readonly #blocks: Block[] = []
  readonly hashes: Uint8Array[] = []
  bytes = 0

  add(codec: number, bytes: Uint8Array): CID {
    const hash = createHash('sha256').update(bytes).digest()
    const cid = CID.createV1(codec, create(SHA2_256, hash))
    this.#blocks.push({ cid: cid.bytes, bytes })
    this.hashes.push(hash)
    this.bytes += bytes.length
    return cid
  }

  /** A node that links to these. */
  link(cids: readonly CID[]): CID {
    return this.add(dagCbor.code, dagCbor.encode(cids))
  }

  /** As a CAR file, parents before children. */
  async write(path: string): Promise<string> {
    const blocks = [...this.#blocks].reverse()
    const root = CID.decode(blocks[0]!.cid)
    await pipeline(Readable.from(encodeCar([root], [blocks])), createWriteStream(path))
    return root.toString()
  }
}

/** What a store holds that has been given all of these DAGs. */
export function union(...dags: readonly Dag[]) {
  const hashes = dags.flatMap((dag) => dag.hashes.map((hash) => [String(hash), hash] as const))
  const sum = new HashSum()
  for (const hash of new Map(hashes).values()) sum.add(hash)
  return sum.held()
}

/** Bytes that do not repeat, the same in every run. */
class Noise {
  readonly #cipher: ReturnType<typeof createCipheriv>

  constructor(seed: number) {
    const key = createHash('sha256').update(`car-mirror bench ${seed}`).digest()
    this.#cipher = createCipheriv('aes-256-ctr', key, Buffer.alloc(16))
  }

  bytes(count: number): Uint8Array {
    return this.#cipher.update(Buffer.alloc(count))
  }
}

/**
 * Leaves below as many levels of nodes as it takes.
 * @param width links of a node
 * @param isChanged whether a leaf has another content than with the same sizes elsewhere
 */
export function tree(
  leaves: number,
  leafBytes: number,
  width: number,
  isChanged: (leaf: number) => boolean = () => false,
): Dag {
  const dag = new Dag()
  const [noise, change] = [new Noise(0), new Noise(1)]
  let level = Array.from({ length: leaves }, (_, leaf) => {
    const same = noise.bytes(leafBytes)
    return dag.add(raw.code, isChanged(leaf) ? change.bytes(leafBytes) : same)
  })
  do {
    const nodes: CID[] = []
    for (let at = 0; at < level.length; at += width) {
      nodes.push(dag.link(level.slice(at, at + width)))
    }
    level = nodes
  } while (level.length > 1)
  return dag
}

/** Each node links to the next, and carries 64 bytes. */
export function chain(length: number): Dag {
  const dag = new Dag()
  const noise = new Noise(2)
  let next: CID | null = null
  for (let i = 0; i < length; i++) {
    const data = noise.bytes(64)
    next = dag.add(dagCbor.code, dagCbor.encode({ data, next }))
  }
  return dag
}
