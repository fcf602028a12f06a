import { CidSet } from '@car-mirror/core'
import type { CID } from 'multiformats/cid'

/** The first of each. */
export function distinct(cids: readonly CID[]): CID[] {
  const seen = new CidSet()
  return cids.filter(({ bytes }) => seen.add(bytes))
}
