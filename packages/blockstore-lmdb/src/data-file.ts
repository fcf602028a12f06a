import { open } from 'node:fs/promises'

/**
 * What stands in front of LMDB, which trusts a data file blindly: on a file that is not its own, or
 * that was cut short, it takes the whole process down with a segmentation fault instead of an error.
 */
const MAGIC = 0xbeefc0de
const FORMAT = 2
const META_OFFSET = 24
const META_BYTES = 136
const MAGIC_AT = 0
const FORMAT_AT = 4
const PAGE_SIZE_AT = 24
const FREE_ROOT_AT = 64
const MAIN_ROOT_AT = 112
const TRANSACTION_AT = 128
const NO_PAGE = 0xffff_ffff_ffff_ffffn
const MIN_PAGE = 512
const MAX_PAGE = 0x10000

/**
 * Whether LMDB may be let loose on this file: it has two meta pages of the format that lmdb-js
 * writes, and the tree roots of the newer one are inside the file. An empty file counts as new.
 *
 * @returns what is wrong, or undefined
 * @throws the file system's error when it cannot be opened for reading and writing
 */
export async function faultOfDataFile(path: string): Promise<string | undefined> {
  const file = await open(path, 'r+')
  try {
    const { size } = await file.stat()
    if (size === 0) return undefined
    const first = await readMeta(0)
    if (first === undefined) return 'it is not an LMDB data file of this format'
    const second = await readMeta(first.pageSize)
    if (second === undefined) return 'its second meta page is missing or damaged'
    const newer = second.transaction > first.transaction ? second : first
    const pages = BigInt(Math.floor(size / first.pageSize))
    const inside = newer.roots.every((root) => root === NO_PAGE || root < pages)
    return inside ? undefined : 'it has been cut short'
  } finally {
    await file.close()
  }

  async function readMeta(page: number) {
    const bytes = new Uint8Array(META_BYTES)
    const { bytesRead } = await file.read(bytes, 0, META_BYTES, page + META_OFFSET)
    const view = new DataView(bytes.buffer)
    const pageSize = view.getUint32(PAGE_SIZE_AT, true)
    const ours =
      bytesRead === META_BYTES &&
      view.getUint32(MAGIC_AT, true) === MAGIC &&
      view.getUint32(FORMAT_AT, true) === FORMAT &&
      pageSize >= MIN_PAGE &&
      pageSize <= MAX_PAGE
    if (!ours) return undefined
    const roots = [view.getBigUint64(FREE_ROOT_AT, true), view.getBigUint64(MAIN_ROOT_AT, true)]
    return { pageSize, roots, transaction: view.getBigUint64(TRANSACTION_AT, true) }
  }
}
