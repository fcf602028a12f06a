import { createXXHash3 } from 'hash-wasm'

/** Seeds that indices are drawn with are small; the library makes one hasher per seed. */
const POOL = 512

const hashers = await Promise.all(Array.from({ length: POOL }, (_, seed) => createXXHash3(seed, 0)))

/** @throws RangeError for a seed that no filter within the bounds comes to */
export function pooledXxh3(element: Uint8Array, seed: number): string {
  const hasher = hashers[seed]
  if (hasher === undefined) throw new RangeError(`no hasher for the seed ${seed}`)
  return hasher.init().update(element).digest()
}

/** Any seed of 32 bits. */
export async function seededXxh3(element: Uint8Array, seed: number): Promise<string> {
  return (await createXXHash3(seed, 0)).init().update(element).digest()
}
