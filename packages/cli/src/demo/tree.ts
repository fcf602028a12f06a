import { createReadStream } from 'node:fs'
import { lstat, open, readdir, readlink } from 'node:fs/promises'
import { join } from 'node:path'
import type { Seeded } from './seeded.js'

/** Paths of all entries below `root`, relative to it, in a fixed order. */
async function listTree(root: string): Promise<string[]> {
  const found: string[] = []
  const pending = ['']
  for (let at = pending.pop(); at !== undefined; at = pending.pop()) {
    const entries = await readdir(join(root, at), { withFileTypes: true })
    for (const entry of entries) {
      const path = join(at, entry.name)
      found.push(path)
      if (entry.isDirectory()) pending.push(path)
    }
  }
  return found.sort()
}

/** The first difference between two trees, in words; undefined when there is none. */
export async function firstDifference(a: string, b: string): Promise<string | undefined> {
  const paths = await listTree(a)
  const others = new Set(await listTree(b))
  for (const path of paths) {
    if (!others.delete(path)) return `${path} is missing`
    const difference = await compare(join(a, path), join(b, path))
    if (difference) return `${path}: ${difference}`
  }
  const [extra] = others
  return extra === undefined ? undefined : `${extra} is too many`
}

async function compare(a: string, b: string): Promise<string | undefined> {
  const [one, other] = [await lstat(a), await lstat(b)]
  if ((one.mode & ~0o777) !== (other.mode & ~0o777)) return 'it is of another kind'
  if (one.isSymbolicLink()) {
    return (await readlink(a)) === (await readlink(b)) ? undefined : 'it leads elsewhere'
  }
  if ((one.mode & 0o777) !== (other.mode & 0o777)) return 'its mode differs'
  if (!one.isFile()) return undefined
  if (one.size !== other.size) return 'its size differs'
  return (await sameBytes(a, b)) ? undefined : 'its bytes differ'
}

async function sameBytes(a: string, b: string): Promise<boolean> {
  const others = createReadStream(b)[Symbol.asyncIterator]()
  for await (const chunk of createReadStream(a)) {
    const other = await others.next()
    if (other.done || !chunk.equals(other.value)) return false
  }
  return (await others.next()).done === true
}

/** The path below `root` of some file that has a byte; undefined when there is none. */
export async function pickFile(root: string, random: Seeded): Promise<string | undefined> {
  const files: string[] = []
  for (const path of await listTree(root)) {
    const stat = await lstat(join(root, path))
    if (stat.isFile() && stat.size > 0) files.push(path)
  }
  return files[random.below(files.length)]
}

/** Turns over the byte in the middle of a file. */
export async function changeByte(path: string): Promise<void> {
  const file = await open(path, 'r+')
  try {
    const middle = Math.floor((await file.stat()).size / 2)
    const byte = new Uint8Array(1)
    await file.read(byte, 0, 1, middle)
    byte[0]! ^= 0xff
    await file.write(byte, 0, 1, middle)
  } finally {
    await file.close()
  }
}
