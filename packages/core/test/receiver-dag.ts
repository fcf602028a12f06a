import type { CID } from 'multiformats/cid'
import type { Block } from '../src/block.js'
import { Receiver } from '../src/receiver.js'
import { cborBlock, rawBlock, StrictStore } from './support.js'

export const leafA = await rawBlock('a')
export const leafB = await rawBlock('b')
export const left = await cborBlock({ leaf: leafA.link })
export const right = await cborBlock({ leaf: leafB.link })
export const root = await cborBlock([left.link, right.link])

/** A receiver of that DAG, of which it holds some already. */
export async function open(held: Block[] = [], options: { basis?: CID[]; waiting?: number } = {}) {
  const store = new StrictStore()
  store.put(held)
  const { basis, waiting = 1000 } = options
  const receiver = await Receiver.open({ store, roots: [root.link], basis, limits: { waiting } })
  return { store, receiver }
}
