import { chmod, mkdir, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Seeded } from './seeded.js'

const FILES = 400
const DIRECTORIES = 60
const BYTES = 64 * 1024 * 1024
/** The largest file is e^10, some 22,000 times, the smallest. */
const SPREAD = 10

/** Makes a directory of 400 files, from a few hundred bytes to a few MiB, 64 MiB together, nested. */
export async function makeRandomTree(path: string, random: Seeded): Promise<void> {
  const directories = [path]
  await mkdir(path)
  for (let i = 1; i < DIRECTORIES; i++) {
    const directory = join(directories[random.below(directories.length)]!, `dir-${i}`)
    await mkdir(directory)
    directories.push(directory)
  }
  for (const [i, size] of sizes(random).entries()) {
    const file = join(directories[random.below(DIRECTORIES)]!, `file-${i}`)
    await writeFile(file, random.bytes(size))
    if (i % 10 === 0) await chmod(file, 0o755)
  }
  await symlink('dir-1', join(path, 'link'))
}

/** As many small files of each magnitude as large ones, as in real directories. */
function sizes(random: Seeded): number[] {
  const weights = Array.from({ length: FILES }, () => Math.exp(random.fraction() * SPREAD))
  const total = weights.reduce((sum, weight) => sum + weight, 0)
  return weights.map((weight) => Math.round((weight / total) * BYTES))
}
