/** A block as it travels: binary CID and the bytes it names. */
export interface Block {
  /** Full binary CID; CIDv0 is the bare 34-byte multihash. @see BF-1 MOD-2 */
  readonly cid: Uint8Array
  readonly bytes: Uint8Array
}
