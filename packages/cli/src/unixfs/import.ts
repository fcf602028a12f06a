import type { Stats } from 'node:fs'
import { lstat, readdir, readlink } from 'node:fs/promises'
import type { Blockstore } from 'interface-blockstore'
import type { CID } from 'multiformats/cid'
import { CliError } from '../errors.js'
import { allEnded } from './batches.js'
import { BlockWriter, type ImportProgress } from './block-writer.js'
import { type Built, type BuiltEntry, writeDirectory, writeSymlink } from './build-node.js'
import { atPath, shorten } from './errors.js'
import { importFile, type OneByOne, oneByOne } from './import-file.js'

export interface ImportOptions {
  signal?: AbortSignal
  /** Called after each new block. */
  onProgress?: (progress: ImportProgress) => void
}

export interface ImportResult {
  root: CID
  /** Distinct blocks below the root, and the sum of their sizes. */
  blocks: number
  bytes: number
  /** What has no place in a UnixFS tree. The path is as given, with the names below it. */
  skipped: Skipped[]
}

interface Skipped {
  path: string
  reason: string
}

const ENTRIES_AT_ONCE = 64

/**
 * Writes the file, directory or symlink at `path` to the store as a UnixFS DAG: CIDv1, sha2-256,
 * raw leaves of 256 KiB (the library's default), balanced trees of 174 links, directories above
 * 256 KiB of names and CIDs as HAMT shards. Symlinks are kept and never followed, `path` itself
 * included. The same tree gives the same root: times and owners are not kept.
 *
 * The nine permission bits are kept. 0644 of a file and 0755 of a directory are what UnixFS means
 * when nothing is recorded: such a file of up to 256 KiB is one raw block, with the CID that other
 * IPFS tools give it. Any other mode makes its root a dag-pb node, with another CID.
 *
 * Skipped: sockets, devices, pipes, and names that dag-pb cannot carry (not UTF-8, or beginning
 * with a byte order mark). Anything unreadable fails the whole import; blocks already written
 * stay, but no root is returned. An abort rejects with the reason of the signal, a failing store
 * with its own error.
 * @throws CliError ERR_UNREADABLE, ERR_PATH_TOO_LONG, ERR_FILE_CHANGED, ERR_UNSUPPORTED_FILE
 */
export async function importPath(
  path: string,
  store: Blockstore,
  { signal, onProgress }: ImportOptions = {},
): Promise<ImportResult> {
  const writer = new BlockWriter(store, signal, onProgress)
  const job: Job = { writer, signal, skipped: [], large: oneByOne() }
  const root = await importRoot(Buffer.from(path), job)
  return { root: root.cid, blocks: writer.blocks, bytes: writer.bytes, skipped: job.skipped }
}

interface Job {
  writer: BlockWriter
  signal: AbortSignal | undefined
  skipped: Skipped[]
  large: OneByOne
}

/** A directory being read: its finished entries, and the directories below still to do. */
interface Frame {
  path: Buffer
  name: string
  mode: number
  entries: BuiltEntry[]
  directories: Found[]
}

interface Found {
  name: string
  path: Buffer
  mode: number
}

async function importRoot(path: Buffer, job: Job): Promise<Built> {
  const stat = await atPath('ERR_UNREADABLE', path, lstat(path))
  if (stat.isDirectory()) return importTree({ name: '', path, mode: stat.mode & 0o777 }, job)
  const built = await importLeaf(path, stat, job)
  if (built) return built
  throw new CliError('ERR_UNSUPPORTED_FILE', `${shorten(path)} is a ${kindOf(stat)}`)
}

/** Depth first and bottom up, with a stack of its own. */
async function importTree(root: Found, job: Job): Promise<Built> {
  const stack = [await readDirectory(root, job)]
  for (;;) {
    const frame = stack.at(-1)!
    const below = frame.directories.pop()
    if (below) {
      stack.push(await readDirectory(below, job))
      continue
    }
    stack.pop()
    const built = await writeDirectory(frame.entries, frame.mode, job.writer)
    const parent = stack.at(-1)
    if (!parent) return built
    parent.entries.push({ name: frame.name, ...built })
  }
}

async function readDirectory({ name, path, mode }: Found, job: Job): Promise<Frame> {
  const listing = readdir(path, { encoding: 'buffer' })
  const names = await atPath('ERR_UNREADABLE', path, listing)
  const frame: Frame = { path, name, mode, entries: [], directories: [] }
  // The order of the listing is the file system's own; what is reported must not depend on it.
  names.sort(Buffer.compare)
  for (let i = 0; i < names.length; i += ENTRIES_AT_ONCE) {
    job.signal?.throwIfAborted()
    await importEntries(frame, names.slice(i, i + ENTRIES_AT_ONCE), job)
  }
  frame.directories.reverse()
  return frame
}

type Outcome = { entry: BuiltEntry } | { directory: Found } | { skip: Skipped }

async function importEntries(frame: Frame, names: Buffer[], job: Job): Promise<void> {
  const outcomes = await allEnded(names.map((name) => importEntry(frame.path, name, job)))
  for (const outcome of outcomes) {
    if ('entry' in outcome) frame.entries.push(outcome.entry)
    else if ('directory' in outcome) frame.directories.push(outcome.directory)
    else job.skipped.push(outcome.skip)
  }
}

async function importEntry(parent: Buffer, bytes: Buffer, job: Job): Promise<Outcome> {
  const path = join(parent, bytes)
  const name = decodeName(bytes)
  if (name === undefined) return skip(path, 'its name is not UTF-8')
  if (name.startsWith('\uFEFF')) return skip(path, 'its name begins with a byte order mark')
  const stat = await atPath('ERR_UNREADABLE', path, lstat(path))
  if (stat.isDirectory()) return { directory: { name, path, mode: stat.mode & 0o777 } }
  const built = await importLeaf(path, stat, job)
  return built ? { entry: { name, ...built } } : skip(path, `it is a ${kindOf(stat)}`)
}

async function importLeaf(path: Buffer, stat: Stats, job: Job): Promise<Built | undefined> {
  if (stat.isFile()) return importFile(path, job.writer, job.large)
  if (!stat.isSymbolicLink()) return undefined
  const target = await atPath('ERR_UNREADABLE', path, readlink(path, { encoding: 'buffer' }))
  return writeSymlink(target, job.writer)
}

/** Of bytes: a name that is not text has a path all the same. */
function join(parent: Buffer, name: Buffer): Buffer {
  return Buffer.concat(parent.at(-1) === SLASH ? [parent, name] : [parent, Buffer.of(SLASH), name])
}

const SLASH = '/'.charCodeAt(0)
const UTF8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

function decodeName(bytes: Buffer): string | undefined {
  try {
    return UTF8.decode(bytes)
  } catch {
    return undefined
  }
}

function skip(path: Buffer, reason: string): Outcome {
  return { skip: { path: path.toString(), reason } }
}

function kindOf(stat: Stats): string {
  if (stat.isFIFO()) return 'pipe'
  if (stat.isSocket()) return 'socket'
  return stat.isBlockDevice() || stat.isCharacterDevice() ? 'device' : 'file of an unknown kind'
}
