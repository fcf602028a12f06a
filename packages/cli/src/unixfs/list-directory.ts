import type { UnixFSDirectory } from 'ipfs-unixfs-exporter'
import type { CID } from 'multiformats/cid'
import { blockError, shorten } from './errors.js'
import { notUnixFS, readNode } from './read-node.js'
import type { ReadBlock } from './verified-blocks.js'

export interface DirectoryEntry {
  name: string
  cid: CID
}

const MAX_FANOUT = 1024n

/**
 * The entries of a directory, plain or HAMT. Every name is safe to append to a path; two entries
 * may still have the same name. Shards are read one at a time, none twice.
 * @throws CliError ERR_UNSAFE_NAME, ERR_NOT_UNIXFS and those of the reader, each with `cid`
 */
export async function* listDirectory(
  directory: UnixFSDirectory,
  read: ReadBlock,
): AsyncGenerator<DirectoryEntry> {
  const shards: CID[] = []
  yield* listNode(directory, shards)
  const seen = new Set<string>()
  for (let cid = shards.pop(); cid; cid = shards.pop()) {
    // A name belongs to one shard, so no honest shard is linked twice; one that is could be
    // linked 256 times on each of many levels, and keep us reading for ever.
    const key = cid.toString()
    if (seen.has(key)) throw notUnixFS(cid, 'it is a shard of one directory twice')
    seen.add(key)
    const shard = await readNode(cid, read)
    if (shard.type !== 'directory' || shard.unixfs.type !== 'hamt-sharded-directory') {
      throw notUnixFS(cid, 'it is linked as a shard')
    }
    yield* listNode(shard, shards)
  }
}

function* listNode(directory: UnixFSDirectory, shards: CID[]): Generator<DirectoryEntry> {
  const prefix = directory.unixfs.type === 'directory' ? 0 : prefixLength(directory)
  for (const { Name: linkName = '', Hash: cid } of directory.node.Links) {
    // Hex digits only: cutting after them cannot split a character.
    if (!/^[0-9A-F]*$/.test(linkName.slice(0, prefix)) || linkName.length < prefix) {
      throw notUnixFS(directory.cid, `${shorten(linkName)} does not name a place in a shard`)
    }
    const name = linkName.slice(prefix)
    if (prefix > 0 && name === '') {
      shards.push(cid)
      continue
    }
    if (isUnsafeName(name)) {
      const message = `${directory.cid} has an entry that cannot be a file name: ${shorten(name)}`
      throw blockError('ERR_UNSAFE_NAME', message, directory.cid)
    }
    yield { name, cid }
  }
}

/** How many hex digits before each name say where in the shard it belongs. */
function prefixLength({ cid, unixfs: { fanout } }: UnixFSDirectory): number {
  if (fanout === undefined || fanout < 2n || fanout > MAX_FANOUT || fanout & (fanout - 1n)) {
    throw notUnixFS(cid, `its fanout is ${fanout}`)
  }
  return (fanout - 1n).toString(16).length
}

/** Whether a name, appended to a path, could mean anything but one entry of that directory. */
export function isUnsafeName(name: string, platform: string = process.platform): boolean {
  if (name === '' || name === '.' || name === '..' || /[/\0]/.test(name)) return true
  if (platform !== 'win32') return false
  // Drives, streams and separators; names that Windows trims to others; its devices.
  return /[\\:*?"<>|]|[. ]$|^(con|prn|aux|nul|(com|lpt)[^.])(\.|$)/i.test(name)
}
