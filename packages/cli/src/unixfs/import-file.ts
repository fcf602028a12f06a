import { constants } from 'node:fs'
import { type FileHandle, open } from 'node:fs/promises'
import { importFile as importContent } from 'ipfs-unixfs-importer'
import { fixedSize } from 'ipfs-unixfs-importer/chunker'
import { balanced } from 'ipfs-unixfs-importer/layout'
import { CliError } from '../errors.js'
import type { BlockWriter } from './block-writer.js'
import { type Built, DEFAULT_FILE_MODE, writeSmallFile } from './build-node.js'
import { atPath, shorten } from './errors.js'

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
 * The bytes and the mode of a regular file as a UnixFS DAG.
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
    const mode = stat.mode & 0o777
    const small = stat.size <= CHUNK_BYTES && (await readWhole(handle, path, stat.size))
    if (!small) return await large(() => importLarge(handle, path, mode, writer))
    if (mode !== DEFAULT_FILE_MODE) return await writeSmallFile(small, mode, writer)
    return { cid: await writer.writeRaw(small), size: BigInt(small.length) }
  } finally {
    await handle.close()
  }
}

/** The whole file, or undefined when it holds more than was said. */
async function readWhole(
  handle: FileHandle,
  path: Buffer,
  size: number,
): Promise<Uint8Array | undefined> {
  const buffer = new Uint8Array(size + 1)
  let filled = 0
  while (filled <= size) {
    const reading = handle.read(buffer, filled, buffer.length - filled, filled)
    const { bytesRead } = await atPath('ERR_UNREADABLE', path, reading)
    if (bytesRead === 0) return buffer.subarray(0, filled)
    filled += bytesRead
  }
  return undefined
}

async function importLarge(
  handle: FileHandle,
  path: Buffer,
  mode: number,
  writer: BlockWriter,
): Promise<Built> {
  const content = readChunks(handle, path)
  const file = mode === DEFAULT_FILE_MODE ? { content } : { content, mode }
  // Everything that shapes the CID is spelled out: another default must not become another root.
  const { cid, size } = await importContent(file, writer, {
    cidVersion: 1,
    rawLeaves: true,
    reduceSingleLeafToSelf: true,
    chunker: fixedSize({ chunkSize: CHUNK_BYTES }),
    layout: balanced({ maxChildrenPerNode: LINKS_PER_NODE }),
    blockWriteConcurrency: WRITES_AT_ONCE,
  })
  return { cid, size }
}

async function* readChunks(handle: FileHandle, path: Buffer): AsyncGenerator<Uint8Array> {
  for (let position = 0; ; ) {
    // A store may keep the bytes it is given, so each chunk has a buffer of its own.
    const buffer = new Uint8Array(CHUNK_BYTES)
    const reading = handle.read(buffer, 0, CHUNK_BYTES, position)
    const { bytesRead } = await atPath('ERR_UNREADABLE', path, reading)
    if (bytesRead === 0) return
    position += bytesRead
    yield buffer.subarray(0, bytesRead)
  }
}
