/**
 * Sets and maps keyed by binary CID. The key is the CID's bytes as a string of the same length, so
 * neither a CID object nor a view into a received chunk is kept alive. V8 seeds its string hashes,
 * so a peer that chooses the bytes cannot choose the collisions; it hashes very long strings by
 * their length alone, which CIDs of at most 1,024 bytes are not.
 */

const PIECE = 4096

function toKey(cid: Uint8Array): string {
  if (cid.length <= PIECE) return String.fromCharCode.apply(null, cid as unknown as number[])
  let key = ''
  for (let at = 0; at < cid.length; at += PIECE) key += toKey(cid.subarray(at, at + PIECE))
  return key
}

function toBytes(key: string): Uint8Array {
  const bytes = new Uint8Array(key.length)
  for (let i = 0; i < key.length; i++) bytes[i] = key.charCodeAt(i)
  return bytes
}

/** CIDs in the order in which they were first added. It only grows. @see MOD-2 SEC-4 */
export class CidSet {
  readonly #keys = new Set<string>()
  readonly #order: string[] = []

  get size(): number {
    return this.#order.length
  }

  has(cid: Uint8Array): boolean {
    return this.#keys.has(toKey(cid))
  }

  /** @returns whether the CID was new. */
  add(cid: Uint8Array): boolean {
    const key = toKey(cid)
    if (this.#keys.has(key)) return false
    this.#keys.add(key)
    this.#order.push(key)
    return true
  }

  /** The CIDs from the `index`-th on, so that a reader can come back for the news. */
  *from(index: number): Generator<Uint8Array> {
    for (let i = index; i < this.#order.length; i++) yield toBytes(this.#order[i]!)
  }
}

/** Values by CID, in the order in which they were set. @see MOD-2 */
export class CidMap<V> {
  readonly #values = new Map<string, V>()

  get size(): number {
    return this.#values.size
  }

  has(cid: Uint8Array): boolean {
    return this.#values.has(toKey(cid))
  }

  get(cid: Uint8Array): V | undefined {
    return this.#values.get(toKey(cid))
  }

  set(cid: Uint8Array, value: V): void {
    this.#values.set(toKey(cid), value)
  }

  /** @returns whether the CID was there. */
  delete(cid: Uint8Array): boolean {
    return this.#values.delete(toKey(cid))
  }

  *keys(): Generator<Uint8Array> {
    for (const key of this.#values.keys()) yield toBytes(key)
  }
}
