import type { Store } from '@car-mirror/core'
import type { GeneratedDag } from '../growth/generated-dag.js'

/** All blocks of several DAGs, to be read only. */
export class EitherStore implements Store {
  readonly #dags: readonly GeneratedDag[]

  constructor(dags: readonly GeneratedDag[]) {
    this.#dags = dags
  }

  has(cid: Uint8Array): boolean {
    return this.#dags.some((dag) => dag.find(cid) !== -1)
  }

  get(cid: Uint8Array): Uint8Array | undefined {
    for (const dag of this.#dags) {
      const number = dag.find(cid)
      if (number !== -1) return dag.bytes(number)
    }
    return undefined
  }

  /** @throws Error */
  put(): never {
    throw new Error('a sender puts nothing')
  }
}
