/** A block as a CAR frames it. Nothing here says that the bytes match the CID: verifying is the receiver's. */
export interface Block {
  /** Binary CID, exactly as framed: 34 bytes of multihash for CIDv0, else version, codec, multihash. */
  readonly cid: Uint8Array
  readonly bytes: Uint8Array
}
