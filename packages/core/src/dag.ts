import type { CID } from 'multiformats/cid'
import { type CidParts, cidParts, isIdentity } from './cid-bytes.js'
import { CidSet } from './cid-set.js'
import { type CodecRegistry, defaultCodecs, linksOf } from './codecs.js'
import { Frontier } from './frontier.js'
import type { Pace } from './pace.js'
import type { Awaitable, Store } from './store.js'

/** The links of an absent or damaged block are not known. */
export type Links = Uint8Array[] | undefined

/** A store seen as a graph. */
export class Dag {
  readonly store: Store
  readonly codecs: CodecRegistry

  constructor(store: Store, codecs: CodecRegistry = defaultCodecs) {
    this.store = store
    this.codecs = codecs
  }

  /**
   * Links of a block, undefined when the store lacks it or has it damaged: what cannot be read is
   * as good as absent, and may come again. Leaves cost a `has`, never a read; an inline block is
   * answered from its CID.
   * @throws MirrorError ERR_CID_INVALID
   * @see RND-13 RND-14
   */
  links(cid: Uint8Array): Awaitable<Links> {
    const parts = cidParts(cid)
    if (isIdentity(parts)) return this.inline(cid, parts)
    if (this.#isLeaf(parts)) return later(this.store.has(cid), (held) => (held ? [] : undefined))
    return later(this.store.get(cid), (bytes) => bytes && this.read(cid, bytes, parts))
  }

  /**
   * Whether the store holds a leaf; undefined of anything else, which takes more to say.
   * @throws MirrorError ERR_CID_INVALID
   */
  holdsLeaf(cid: Uint8Array): Awaitable<boolean> | undefined {
    const parts = cidParts(cid)
    return this.#isLeaf(parts) && !isIdentity(parts) ? this.store.has(cid) : undefined
  }

  #isLeaf({ codec }: CidParts): boolean {
    return this.codecs.get(codec)?.leaf === true
  }

  /**
   * Links of a block that its identity CID carries. One that cannot be read leads nowhere: it came
   * inside a good block, so refusing it would leave that block unusable in the store.
   * @see MOD-4
   */
  inline(cid: Uint8Array, parts: CidParts): Uint8Array[] {
    return this.read(cid, cid.subarray(parts.digestAt), parts) ?? []
  }

  /** Links of a block out of the store, undefined when they cannot be read. @see RND-14 */
  read(cid: Uint8Array, bytes: Uint8Array, parts: CidParts): Links {
    try {
      return linksOf(this.codecs, cid, bytes, parts)
    } catch {
      return undefined
    }
  }
}

function later<T, R>(value: Awaitable<T>, then: (value: T) => R): Awaitable<R> {
  return value instanceof Promise ? value.then(then) : then(value)
}

/**
 * The CIDs at and below `roots` whose blocks the store holds, parents first. Nothing is known of
 * what is below an absent block. Time and memory are linear in the blocks; nothing recurses.
 * @see SEC-2 SEC-4
 */
export async function heldBelow(dag: Dag, roots: readonly CID[], pace: Pace): Promise<CidSet> {
  const held = new CidSet()
  const frontier = new Frontier(
    'preorder',
    roots.map((root) => root.bytes),
  )
  for (let number = frontier.next(); number !== -1; number = frontier.next()) {
    const turn = pace.step()
    if (turn) await turn
    const cid = frontier.at(number)
    const found = dag.links(cid)
    const links = found instanceof Promise ? await found : found
    if (!links) continue
    held.add(cid)
    frontier.add(links)
  }
  return held
}
