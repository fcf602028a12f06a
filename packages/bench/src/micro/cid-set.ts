import { CidSet } from '@car-mirror/core'
import { CID } from 'multiformats/cid'
import type { Row } from '../section.js'
import { cids } from './cids.js'
import { compare, demand, type Effort, type Work } from './rate.js'

/** The opponent takes so long that it is given less, which is to its advantage: caches hold it. */
const FEWER = 10

/** CIDs as they come off the wire, put into a set and looked up, half of the latter in vain. */
export async function cidSetRow(count: number, effort: Effort): Promise<Row> {
  const about = { work: 'CID set, add and has', opponent: 'Map by CID string', unit: 'M/s' }
  return compare(about, ours(...sets(count)), byString(...sets(count / FEWER)), effort)
}

function sets(count: number): [added: Uint8Array[], asked: Uint8Array[]] {
  const added = cids(count)
  return [added, [...added.slice(0, count / 2), ...cids(count / 2, count)]]
}

function ours(added: readonly Uint8Array[], asked: readonly Uint8Array[]): Work {
  return {
    amount: (added.length + asked.length) / 1e6,
    run() {
      const set = new CidSet()
      for (const cid of added) set.add(cid)
      let found = 0
      for (const cid of asked) if (set.has(cid)) found++
      demand(found === asked.length / 2, 'half are there')
    },
  }
}

function byString(added: readonly Uint8Array[], asked: readonly Uint8Array[]): Work {
  return {
    amount: (added.length + asked.length) / 1e6,
    run() {
      const map = new Map<string, true>()
      for (const cid of added) map.set(CID.decode(cid).toString(), true)
      let found = 0
      for (const cid of asked) if (map.has(CID.decode(cid).toString())) found++
      demand(found === asked.length / 2, 'half are there')
    },
  }
}
