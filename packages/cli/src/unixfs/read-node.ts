import * as dagPb from '@ipld/dag-pb'
import { exporter, type RawNode, type UnixFSDirectory, type UnixFSFile } from 'ipfs-unixfs-exporter'
import type { CID } from 'multiformats/cid'
import * as raw from 'multiformats/codecs/raw'
import { blockError } from './errors.js'
import type { ReadBlock } from './verified-blocks.js'

export type UnixFSNode = RawNode | UnixFSFile | UnixFSDirectory

/**
 * Decodes one block of a UnixFS DAG; reads nothing else.
 * @throws CliError ERR_NOT_UNIXFS and those of the reader, each with `cid`
 */
export async function readNode(cid: CID, read: ReadBlock): Promise<UnixFSNode> {
  if (cid.code !== dagPb.code && cid.code !== raw.code) {
    throw notUnixFS(cid, `its codec is 0x${cid.code.toString(16)}`)
  }
  const block = await read(cid)
  try {
    // With nothing but this block at hand, all that can fail is its decoding.
    const node = await exporter(cid, { get: () => once(block) })
    if (node.type === 'raw' || node.type === 'directory') return node
    if (node.type === 'file' && node.unixfs.type !== 'metadata') return node
  } catch (cause) {
    throw notUnixFS(cid, cause instanceof Error ? cause.message : 'it does not decode', cause)
  }
  throw notUnixFS(cid, 'it is of no kind that can be exported')
}

/** The nine permission bits: setuid, setgid and sticky are nothing to take from a stranger. */
export function modeOf(node: UnixFSNode): number {
  return node.type === 'raw' ? 0o644 : (node.unixfs.mode ?? 0o644) & 0o777
}

export function notUnixFS(cid: CID, reason: string, cause?: unknown) {
  return blockError('ERR_NOT_UNIXFS', `${cid} is not a valid UnixFS node: ${reason}`, cid, cause)
}

function* once(block: Uint8Array): Generator<Uint8Array> {
  yield block
}
