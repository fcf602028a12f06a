import { constants } from 'node:fs'
import { chmod, mkdir, open, symlink } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import type { Blockstore } from 'interface-blockstore'
import type { RawNode, UnixFSDirectory, UnixFSFile } from 'ipfs-unixfs-exporter'
import type { CID } from 'multiformats/cid'
import { allEnded, inBatchesOf } from './batches.js'
import { atPath, blockError, shorten, systemCode } from './errors.js'
import { fileContent, isSymlink } from './file-content.js'
import { type DirectoryEntry, listDirectory } from './list-directory.js'
import { modeOf, notUnixFS, readNode } from './read-node.js'
import { createStage, publishDirectory, publishFile, removeStage, requireFree } from './staging.js'
import { type ReadBlock, verifiedBlocks } from './verified-blocks.js'

/** What was written so far. `directories` counts the root, `bytes` the contents of files. */
export interface ExportResult {
  files: number
  directories: number
  symlinks: number
  bytes: number
}

export interface ExportOptions {
  signal?: AbortSignal
  /** Called after each entry and each block of a file. */
  onProgress?: (progress: ExportResult) => void
}

const ENTRIES_AT_ONCE = 16
const MAX_TARGET_BYTES = 4095

/**
 * Writes the UnixFS DAG below `root` to `out`: a file, a directory or a symlink. Every block is
 * checked against its CID.
 *
 * Nothing is written outside `out`, whatever the DAG holds. All is made new, in a hidden directory
 * beside `out` that nobody else can enter; every creation is exclusive, so that a name which
 * comes twice (or twice to a file system that ignores case) is an error; symlinks come after all
 * else, so that nothing is written through one. Their targets are only text and may dangle.
 * At the end one rename makes the whole visible as `out`; on failure or abort it is removed.
 *
 * `out` must not exist; for a directory it may be an empty one, which is replaced. The directory
 * above must exist. The nine permission bits are restored regardless of the umask (0644 and 0755
 * where none are recorded), setuid, setgid and sticky are not. Times and owners are not kept.
 *
 * Memory: 16 blocks, and the paths of directories and symlinks. There is no limit on the output:
 * a small DAG can stand for a large tree, and ends at the disk's size or the caller's abort, which
 * rejects with the reason of the signal.
 * @throws CliError ERR_OUT_EXISTS, ERR_UNWRITABLE, ERR_PATH_TOO_LONG; and with `cid`
 * ERR_BLOCK_MISSING, ERR_BLOCK_HASH, ERR_HASH_UNKNOWN, ERR_NOT_UNIXFS, ERR_UNSAFE_NAME,
 * ERR_DUPLICATE_NAME
 */
export async function exportRoot(
  root: CID,
  out: string,
  store: Pick<Blockstore, 'get'>,
  { signal, onProgress }: ExportOptions = {},
): Promise<ExportResult> {
  const target = resolve(out)
  const job: Job = {
    read: verifiedBlocks(store, signal),
    count: { files: 0, directories: 0, symlinks: 0, bytes: 0 },
    report: () => onProgress?.({ ...job.count }),
    directories: [],
    symlinks: [],
  }
  const node = await readNode(root, job.read)
  await requireFree(target, node.type === 'directory' ? 'directory' : 'file')
  if (isSymlink(node)) {
    await makeSymlink({ path: target, target: targetOf(node), cid: root }, job)
    return job.count
  }
  const stage = await createStage(target)
  try {
    if (node.type === 'directory') await exportTree(node, stage, target, job)
    else await exportFile(node, stage, target, job)
    return job.count
  } catch (error) {
    await removeStage(stage, job.directories)
    throw error
  }
}

interface Job {
  read: ReadBlock
  count: ExportResult
  report(): void
  /** Parents before children. */
  directories: { path: string; mode: number }[]
  symlinks: Symlink[]
}

interface Symlink {
  path: string
  target: Uint8Array
  cid: CID
}

/** A directory that is made and still empty. */
interface Pending {
  path: string
  cid: CID
}

async function exportFile(node: RawNode | UnixFSFile, stage: string, out: string, job: Job) {
  const file = join(stage, 'file')
  await writeFile(file, node, job)
  await publishFile(stage, file, out)
}

async function exportTree(root: UnixFSDirectory, stage: string, out: string, job: Job) {
  made(stage, root, job)
  const pending: Pending[] = [{ path: stage, cid: root.cid }]
  for (let next = pending.pop(); next; next = pending.pop()) {
    const directory = await readNode(next.cid, job.read)
    if (directory.type !== 'directory') throw notUnixFS(next.cid, 'it was a directory before')
    for await (const entries of inBatchesOf(listDirectory(directory, job.read), ENTRIES_AT_ONCE)) {
      pending.push(...(await exportEntries(next.path, entries, job)))
    }
  }
  for (const link of job.symlinks) await makeSymlink(link, job)
  // Children first: their parent may not let us in any more afterwards.
  for (const { path, mode } of [...job.directories].reverse()) {
    await atPath('ERR_UNWRITABLE', path, chmod(path, mode))
  }
  await publishDirectory(stage, out)
}

async function exportEntries(parent: string, entries: DirectoryEntry[], job: Job) {
  const writing = entries.map(({ name, cid }) => exportEntry(join(parent, name), cid, job))
  return (await allEnded(writing)).filter((made) => made !== undefined)
}

async function exportEntry(path: string, cid: CID, job: Job): Promise<Pending | undefined> {
  const node = await readNode(cid, job.read)
  if (node.type === 'directory') {
    await exclusively(path, cid, mkdir(path, 0o700))
    made(path, node, job)
    return { path, cid }
  }
  if (isSymlink(node)) job.symlinks.push({ path, target: targetOf(node), cid })
  else await writeFile(path, node, job)
  return undefined
}

function made(path: string, node: UnixFSDirectory, job: Job): void {
  job.directories.push({ path, mode: modeOf(node) })
  job.count.directories += 1
  job.report()
}

async function writeFile(path: string, node: RawNode | UnixFSFile, job: Job): Promise<void> {
  const { O_CREAT, O_EXCL, O_NOFOLLOW, O_WRONLY } = constants
  const flags = O_CREAT | O_EXCL | O_WRONLY | (O_NOFOLLOW ?? 0)
  const handle = await exclusively(path, node.cid, open(path, flags, 0o600))
  try {
    for await (const chunk of fileContent(node, job.read)) {
      await atPath('ERR_UNWRITABLE', path, handle.writeFile(chunk))
      job.count.bytes += chunk.length
      job.report()
    }
    await atPath('ERR_UNWRITABLE', path, handle.chmod(modeOf(node)))
  } finally {
    await handle.close()
  }
  job.count.files += 1
  job.report()
}

async function makeSymlink({ path, target, cid }: Symlink, job: Job): Promise<void> {
  await exclusively(path, cid, symlink(Buffer.from(target), path))
  job.count.symlinks += 1
  job.report()
}

function targetOf({ cid, unixfs: { data } }: UnixFSFile): Uint8Array {
  if (!data || data.includes(0)) throw notUnixFS(cid, 'its target cannot be a path')
  if (data.length <= MAX_TARGET_BYTES) return data
  throw blockError('ERR_PATH_TOO_LONG', `the target of symlink ${cid} is too long`, cid)
}

/** What exists already was made by this export: the stage was empty. */
async function exclusively<T>(path: string, cid: CID, creation: Promise<T>): Promise<T> {
  try {
    return await creation
  } catch (cause) {
    if (systemCode(cause) !== 'EEXIST') return atPath('ERR_UNWRITABLE', path, Promise.reject(cause))
    throw blockError('ERR_DUPLICATE_NAME', `${shorten(path)} comes twice`, cid, cause)
  }
}
