import { CID } from 'multiformats/cid'
import { assertKey } from './byte-store.js'
import type { Environment } from './environment.js'
import { keysOf } from './keys.js'

/** A root that was registered, and when that happened first. */
export interface Root {
  cid: CID
  added: Date
}

/** Remembers a root; one already known keeps its date. */
export async function addRoot(env: Environment, cid: CID): Promise<void> {
  assertKey(cid.bytes)
  const added = new Uint8Array(8)
  new DataView(added.buffer).setBigUint64(0, BigInt(Date.now()))
  await env.commit(() => env.roots.ifNoExists(cid.bytes, () => env.roots.put(cid.bytes, added)))
}

export function* rootsOf(env: Environment): Generator<Root> {
  for (const key of keysOf(env, env.roots)) {
    const value = env.roots.getBinary(key)
    if (value === undefined) continue
    const milliseconds = new DataView(value.buffer, value.byteOffset).getBigUint64(0)
    yield { cid: CID.decode(key), added: new Date(Number(milliseconds)) }
  }
}
