import { hash } from 'node:crypto'

/** Binary CIDs of 36 bytes, the same at each call. @param from where another row of them begins */
export function cids(count: number, from = 0): Uint8Array[] {
  return Array.from({ length: count }, (_, i) => {
    const cid = new Uint8Array(36)
    cid.set([1, 0x55, 0x12, 32])
    cid.set(hash('sha256', `element ${from + i}`, 'buffer'), 4)
    return cid
  })
}
