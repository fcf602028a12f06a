import * as dagPb from '@ipld/dag-pb'

/** What a node without a recorded mode has, so recording it would only change the CID. */
export const DEFAULT_FILE_MODE = 0o644

export interface FilePart {
  cid: dagPb.PBLink['Hash']
  /** Bytes of the file below it, and bytes of its blocks. */
  fileBytes: number
  blockBytes: number
}

interface FileNode {
  data?: Uint8Array
  parts?: FilePart[]
  mode: number
}

/**
 * The block of a UnixFS file: bytes of its own, then its parts. Written field by field because the
 * encoder of `ipfs-unixfs` 13.1.1 (protons-runtime 7.1.2) takes sizes from 2^31 to 2^32-1 for
 * negative and leaves whatever was in the memory: a file of 2 to 4 GiB came out undecodable.
 */
export function encodeFileNode({ data, parts = [], mode }: FileNode): Uint8Array {
  const own = data?.length ?? 0
  const fields = [0x08, TYPE_FILE]
  if (own > 0) fields.push(0x12, ...varint(own))
  const size = parts.reduce((sum, { fileBytes }) => sum + fileBytes, own)
  const tail = [0x18, ...varint(size)]
  for (const { fileBytes } of parts) tail.push(0x20, ...varint(fileBytes))
  if (mode !== DEFAULT_FILE_MODE) tail.push(0x38, ...varint(mode))
  return dagPb.encode({
    Data: Buffer.concat([Buffer.from(fields), data ?? Buffer.alloc(0), Buffer.from(tail)]),
    Links: parts.map(({ cid, blockBytes }) => ({ Hash: cid, Name: '', Tsize: blockBytes })),
  })
}

const TYPE_FILE = 2

/** Division, not shifts: those end at 32 bits. */
function varint(value: number): number[] {
  const bytes: number[] = []
  let rest = value
  for (; rest >= 0x80; rest = Math.floor(rest / 0x80)) bytes.push((rest % 0x80) + 0x80)
  bytes.push(rest)
  return bytes
}
