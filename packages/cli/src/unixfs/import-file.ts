import { constants } from 'node:fs'
import { type FileHandle, open } from 'node:fs/promises'
import * as dagPb from '@ipld/dag-pb'
import { CliError } from '../errors.js'
import { allEnded, inBatchesOf } from './batches.js'
import type { BlockWriter } from './block-writer.js'
import type { Built } from './build-node.js'
import { atPath, shorten } from './errors.js'
import { DEFAULT_FILE_MODE, encodeFileNode, type FilePart } from './file-node.js'

const CHUNK_BYTES = 262_144
const LINKS_PER_NODE = 174
const WRITES_AT_ONCE = 10

/** Runs jobs one after the other: each large file holds several chunks in memory. */
export type OneByOne = <T>(job: () => Promise<T>) => Promise<T>

export function oneByOne(): OneByOne {
  let last: Promise<unknown> = Promise.resolve()
  return (job) => {
    const run = last.then(job)
    last = run.catch(() => undefined)
    return run
  }
}

/**
 * The bytes and the mode of a regular file as a UnixFS DAG, with the CIDs of `ipfs-unixfs-importer`
 * where that one works (see `encodeFileNode`).
 * Memory: the file, up to 256 KiB; a few MiB for any larger one.
 * @throws CliError ERR_UNREADABLE, ERR_PATH_TOO_LONG, ERR_FILE_CHANGED
 */
export async function importFile(
  path: Buffer,
  writer: BlockWriter,
  large: OneByOne,
): Promise<Built> {
  const { O_RDONLY, O_NOFOLLOW, O_NONBLOCK } = constants
  // The path was a file a moment ago. NONBLOCK: opening a pipe that took its place must not hang.
  const flags = O_RDONLY | (O_NOFOLLOW ?? 0) | (O_NONBLOCK ?? 0)
  const handle = await atPath('ERR_UNREADABLE', path, open(path, flags))
  try {
    const stat = await atPath('ERR_UNREADABLE', path, handle.stat())
    if (!stat.isFile()) {
      throw new CliError('ERR_FILE_CHANGED', `${shorten(path)} stopped being a file`)
    }
    const file: OpenFile = { handle, path, mode: stat.mode & 0o777 }
    // What the file says is its size is only a hint: /proc says 0, and files grow.
    let bytes = stat.size <= CHUNK_BYTES ? await readAt(file, 0, stat.size + 1) : undefined
    if (bytes && bytes.length > stat.size) bytes = await readAt(file, 0, CHUNK_BYTES + 1)
    if (!bytes || bytes.length > CHUNK_BYTES) return await large(() => importLarge(file, writer))
    return await importSmall(bytes, file.mode, writer)
  } finally {
    await handle.close()
  }
}

interface OpenFile {
  handle: FileHandle
  path: Buffer
  mode: number
}

/** One block: raw, unless there is a mode to record. */
async function importSmall(bytes: Uint8Array, mode: number, writer: BlockWriter): Promise<Built> {
  if (mode === DEFAULT_FILE_MODE) return { cid: await writer.writeRaw(bytes), size: bytes.length }
  const block = encodeFileNode({ data: bytes, mode })
  return { cid: await writer.write(dagPb.code, block), size: block.length }
}

/** Bottom up; each level is a 174th of the one below. */
async function importLarge(file: OpenFile, writer: BlockWriter): Promise<Built> {
  let level = await gather(writeParents(writeLeaves(file, writer), file.mode, writer))
  while (level.length > 1) level = await gather(writeParents(each(level), file.mode, writer))
  const [root] = level
  // Emptied since it was opened.
  if (!root) return importSmall(new Uint8Array(), file.mode, writer)
  return { cid: root.cid, size: root.blockBytes }
}

async function* writeLeaves(file: OpenFile, writer: BlockWriter): AsyncGenerator<FilePart> {
  for await (const chunks of inBatchesOf(readChunks(file), WRITES_AT_ONCE)) {
    const cids = await allEnded(chunks.map((chunk) => writer.writeRaw(chunk)))
    for (const [i, cid] of cids.entries()) {
      yield { cid, fileBytes: chunks[i]!.length, blockBytes: chunks[i]!.length }
    }
  }
}

async function* writeParents(
  below: AsyncIterable<FilePart>,
  mode: number,
  writer: BlockWriter,
): AsyncGenerator<FilePart> {
  for await (const parts of inBatchesOf(below, LINKS_PER_NODE)) {
    const block = encodeFileNode({ parts, mode })
    const cid = await writer.write(dagPb.code, block)
    const fileBytes = parts.reduce((sum, part) => sum + part.fileBytes, 0)
    const blockBytes = parts.reduce((sum, part) => sum + part.blockBytes, block.length)
    yield { cid, fileBytes, blockBytes }
  }
}

async function gather(parts: AsyncIterable<FilePart>): Promise<FilePart[]> {
  const all: FilePart[] = []
  for await (const part of parts) all.push(part)
  return all
}

async function* each(parts: FilePart[]): AsyncGenerator<FilePart> {
  yield* parts
}

async function* readChunks(file: OpenFile): AsyncGenerator<Uint8Array> {
  for (let position = 0; ; position += CHUNK_BYTES) {
    const chunk = await readAt(file, position, CHUNK_BYTES)
    if (chunk.length > 0) yield chunk
    if (chunk.length < CHUNK_BYTES) return
  }
}

/** Up to `length` bytes, fewer only at the end; in a buffer of its own, as stores may keep it. */
async function readAt({ handle, path }: OpenFile, position: number, length: number) {
  const buffer = new Uint8Array(length)
  let filled = 0
  while (filled < length) {
    const reading = handle.read(buffer, filled, length - filled, position + filled)
    const { bytesRead } = await atPath('ERR_UNREADABLE', path, reading)
    if (bytesRead === 0) break
    filled += bytesRead
  }
  return buffer.subarray(0, filled)
}
