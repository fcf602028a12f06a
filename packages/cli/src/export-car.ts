import { createWriteStream } from 'node:fs'
import { join, resolve } from 'node:path'
import { pipeline } from 'node:stream/promises'
import type { LmdbBlockstore } from '@car-mirror/blockstore-lmdb'
import { encodeCar } from '@car-mirror/car-io'
import { type Block, defaultHashers, inBatches, verify } from '@car-mirror/core'
import { CID } from 'multiformats/cid'
import type { ProgressBar } from './progress-bar.js'
import { readDag } from './read-dag.js'
import type { ExportCarResult } from './schemas.js'
import { isSystemError, pathError } from './unixfs/errors.js'
import { createStage, publishFile, removeStage, requireFree } from './unixfs/staging.js'

/**
 * Writes everything below `root` that the store holds to a CARv1, in preorder. Every block is
 * verified. The file is written under another name beside `out` and renamed at the end.
 * @throws CliError ERR_OUT_EXISTS, ERR_UNWRITABLE; MirrorError for a block that is damaged
 */
export async function exportCar(
  root: CID,
  out: string,
  store: LmdbBlockstore,
  bar: ProgressBar,
  signal: AbortSignal,
): Promise<ExportCarResult> {
  const target = resolve(out)
  await requireFree(target, 'file')
  const stage = await createStage(target)
  const result = { root: root.toString(), out, blocks: 0, bytes: 0, missing: [] as string[] }
  try {
    const file = join(stage, 'car')
    const car = counted(
      encodeCar([root], inBatches(blocksBelow(root, store, result, signal))),
      result,
      bar,
    )
    await written(pipeline(car, createWriteStream(file)), target)
    await publishFile(stage, file, target)
    return result
  } catch (error) {
    await removeStage(stage, [])
    throw error
  }
}

/** What the blocks throw passes as it is; the system's own errors come from the file alone. */
async function written(writing: Promise<void>, out: string): Promise<void> {
  try {
    await writing
  } catch (error) {
    throw isSystemError(error) ? pathError('ERR_UNWRITABLE', out, error) : error
  }
}

async function* blocksBelow(
  root: CID,
  store: LmdbBlockstore,
  result: ExportCarResult,
  signal: AbortSignal,
): AsyncGenerator<Block> {
  const check = (block: Block) => verify(defaultHashers, block)
  for await (const visit of readDag(store.bytes, root, { signal, check })) {
    if (visit.kind === 'inline') continue
    if (visit.kind === 'corrupt') throw visit.error
    if (visit.kind === 'missing') {
      result.missing.push(CID.decode(visit.cid).toString())
      continue
    }
    result.blocks += 1
    yield visit.block
  }
}

async function* counted(
  chunks: AsyncIterable<Uint8Array>,
  result: ExportCarResult,
  bar: ProgressBar,
): AsyncGenerator<Uint8Array> {
  for await (const chunk of chunks) {
    result.bytes += chunk.length
    bar.show(result)
    yield chunk
  }
}
