import { base16 } from 'multiformats/bases/base16'
import { base32 } from 'multiformats/bases/base32'
import { base36 } from 'multiformats/bases/base36'
import { base58btc } from 'multiformats/bases/base58'
import { base64, base64url } from 'multiformats/bases/base64'
import { CID } from 'multiformats/cid'

const DELIMITER = '/ipfs/'
const ANY_BASE = base32.decoder
  .or(base58btc.decoder)
  .or(base16.decoder)
  .or(base36.decoder)
  .or(base64.decoder)
  .or(base64url.decoder)

/** Base32 of a CIDv1, base58 of a CIDv0. */
export function textOfCid(cid: Uint8Array): string {
  return CID.decode(cid).toString()
}

/** A CID in any base, on its own or behind the first `/ipfs/` of a URL. */
export function cidOfText(text: string): Uint8Array | undefined {
  const at = text.indexOf(DELIMITER)
  const bare = at === -1 ? text : text.slice(at + DELIMITER.length)
  try {
    return (bare.startsWith('Qm') ? CID.parse(bare) : CID.parse(bare, ANY_BASE)).bytes
  } catch {
    return undefined
  }
}
