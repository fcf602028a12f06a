import type { CID } from 'multiformats/cid'

const IDENTITY = 0x00

/** Whether a block stands inside its CID, and so is never sent. @see MOD-4 */
export function isInline({ multihash }: CID): boolean {
  return multihash.code === IDENTITY
}
