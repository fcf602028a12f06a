import * as dagPb from '@ipld/dag-pb'
import { UnixFS } from 'ipfs-unixfs'
import { DirSharded } from 'ipfs-unixfs-importer/utils'
import type { CID } from 'multiformats/cid'
import type { BlockWriter } from './block-writer.js'

/** A written DAG: its root, and the bytes of its blocks as UnixFS counts them (shared ones twice). */
export interface Built {
  cid: CID
  size: number
}

export interface BuiltEntry extends Built {
  name: string
}

/** The usual rule of IPFS: above this sum of name and CID bytes a directory becomes a HAMT. */
const SHARD_ABOVE_BYTES = 262_144
const SHARD_FANOUT_BITS = 8

/** A directory node; a HAMT of 256 ways when it is large, so that every block stays small. */
export async function writeDirectory(
  entries: BuiltEntry[],
  mode: number,
  writer: BlockWriter,
): Promise<Built> {
  let bytes = 0
  for (const { name, cid } of entries) bytes += Buffer.byteLength(name) + cid.byteLength
  if (bytes > SHARD_ABOVE_BYTES) return writeShards(entries, mode, writer)
  const links = entries.map(({ name, cid, size }) => ({
    Name: name,
    Hash: cid,
    Tsize: size,
  }))
  const total = entries.reduce((sum, { size }) => sum + size, 0)
  return writeNode(new UnixFS({ type: 'directory', mode }), links, total, writer)
}

async function writeShards(
  entries: BuiltEntry[],
  mode: number,
  writer: BlockWriter,
): Promise<Built> {
  const directory = new DirSharded(
    { root: true, dir: true, path: '', dirty: true, flat: false, mode },
    { cidVersion: 1, shardFanoutBits: SHARD_FANOUT_BITS },
  )
  for (const { name, cid, size } of entries) await directory.put(name, { cid, size: BigInt(size) })
  let built: Built | undefined
  for await (const { cid, size } of directory.flush(writer)) built = { cid, size: Number(size) }
  return built!
}

/** A symlink node. The target is kept byte for byte; it need not be text. */
export async function writeSymlink(target: Uint8Array, writer: BlockWriter): Promise<Built> {
  return writeNode(new UnixFS({ type: 'symlink', data: target }), [], 0, writer)
}

async function writeNode(
  unixfs: UnixFS,
  links: dagPb.PBLink[],
  linkedBytes: number,
  writer: BlockWriter,
): Promise<Built> {
  const block = dagPb.encode(dagPb.prepare({ Data: unixfs.marshal(), Links: links }))
  const cid = await writer.write(dagPb.code, block)
  return { cid, size: block.length + linkedBytes }
}
