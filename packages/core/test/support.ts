import type { TestDag } from '@car-mirror/fixtures'
import * as dagCbor from '@ipld/dag-cbor'
import { CID } from 'multiformats/cid'
import * as raw from 'multiformats/codecs/raw'
import { sha256 } from 'multiformats/hashes/sha2'
import type { Block } from '../src/block.js'
import { cidText } from '../src/cid-bytes.js'
import { defaultHashers, verify } from '../src/hashers.js'
import { MemoryStore } from '../src/memory-store.js'
import type { Answer } from '../src/mirror.js'

/** A store that refuses what the engine must never let through. */
export class StrictStore extends MemoryStore {
  override put(blocks: readonly Block[]): void {
    for (const block of blocks) void verify(defaultHashers, block)
    super.put(blocks)
  }

  texts(): Set<string> {
    return new Set(Array.from(this.cids(), cidText))
  }
}

/** A store with the chosen blocks of a DAG; inline ones are never stored. */
export function storeWith(
  dag: TestDag,
  chosen: (index: number) => boolean = () => true,
): StrictStore {
  const store = new StrictStore()
  dag.nodes.forEach(({ cid, bytes, inline }, i) => {
    if (!inline && chosen(i)) store.put([{ cid: cid.bytes, bytes }])
  })
  return store
}

export type LinkedBlock = Block & { readonly link: CID }

export async function blockOf(codec: number, bytes: Uint8Array): Promise<LinkedBlock> {
  const link = CID.createV1(codec, await sha256.digest(bytes))
  return { cid: link.bytes, bytes, link }
}

export function cborBlock(value: unknown): Promise<LinkedBlock> {
  return blockOf(dagCbor.code, dagCbor.encode(value))
}

export function rawBlock(text: string): Promise<LinkedBlock> {
  return blockOf(raw.code, new TextEncoder().encode(text))
}

export function answerOf(available: readonly CID[], ...blocks: Block[]): Answer {
  return {
    available,
    blocks: (async function* () {
      yield blocks
    })(),
  }
}

export async function allBlocks(answer: Answer): Promise<Block[]> {
  const all: Block[] = []
  for await (const batch of answer.blocks) all.push(...batch)
  return all
}
