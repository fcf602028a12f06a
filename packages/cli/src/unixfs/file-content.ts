import type { RawNode, UnixFSFile } from 'ipfs-unixfs-exporter'
import type { CID } from 'multiformats/cid'
import { notUnixFS, readNode, type UnixFSNode } from './read-node.js'
import type { ReadBlock } from './verified-blocks.js'

interface Part {
  cid: CID
  size: bigint
}

/**
 * The bytes of a file, in order, one block at a time and only as fast as they are taken. The
 * library's own `content()` reads ahead without bound, which a file of many GiB does not survive,
 * and waits for ever on a DAG whose sizes do not add up.
 *
 * Sizes are checked at every node and empty parts are not visited, so a small DAG cannot cause
 * more work than the bytes it yields times its depth. The depth is not limited.
 * @throws CliError ERR_NOT_UNIXFS and those of the reader, each with `cid`
 */
export async function* fileContent(
  root: RawNode | UnixFSFile,
  read: ReadBlock,
): AsyncGenerator<Uint8Array> {
  const parts: Part[] = []
  yield* ownContent(root, parts)
  for (let part = parts.pop(); part; part = parts.pop()) {
    const node = await readNode(part.cid, read)
    if (!isFile(node)) throw notUnixFS(part.cid, 'a file cannot have it as a part')
    const size = node.type === 'raw' ? BigInt(node.node.length) : node.unixfs.fileSize()
    if (size !== part.size) {
      throw notUnixFS(part.cid, `its parent says it has ${part.size} bytes, it has ${size}`)
    }
    yield* ownContent(node, parts)
  }
}

export function isSymlink(node: UnixFSNode): node is UnixFSFile {
  return node.type === 'file' && node.unixfs.type === 'symlink'
}

function isFile(node: UnixFSNode): node is RawNode | UnixFSFile {
  return node.type !== 'directory' && !isSymlink(node)
}

/** The bytes in the node itself; what follows them goes on the stack, last part first. */
function* ownContent(node: RawNode | UnixFSFile, parts: Part[]): Generator<Uint8Array> {
  if (node.type === 'raw') {
    yield node.node
    return
  }
  const { Links: links } = node.node
  const { blockSizes, data } = node.unixfs
  if (links.length !== blockSizes.length) {
    throw notUnixFS(node.cid, `it has ${links.length} links and ${blockSizes.length} block sizes`)
  }
  if (data) yield data
  for (let i = links.length - 1; i >= 0; i -= 1) {
    const size = blockSizes[i]!
    if (size > 0n) parts.push({ cid: links[i]!.Hash, size })
  }
}
