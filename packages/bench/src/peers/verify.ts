import { equals } from 'multiformats/bytes'
import type { CID } from 'multiformats/cid'
import { sha256 } from 'multiformats/hashes/sha2'

/** As the libraries' users do it. @throws Error if the bytes are not those of the CID */
export async function verify(cid: CID, bytes: Uint8Array): Promise<void> {
  const digest = await sha256.digest(bytes)
  if (!equals(digest.bytes, cid.multihash.bytes)) throw new Error(`not the block of ${cid}`)
}
