import { execFile } from 'node:child_process'
import { appendFile, copyFile, mkdir, readdir, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import process from 'node:process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { CID } from 'multiformats/cid'
import { HashSum } from '../peers/held.js'
import { readCar } from '../peers/read-car.js'
import type { Work } from './work.js'

const FULL_BYTES = 100_000_000
/** Larger files are programs, and one of them would be all there is. Bytes. */
const LARGEST = 1_000_000

const run = promisify(execFile)
const installed = fileURLToPath(new URL('../../../../node_modules/.pnpm', import.meta.url))
// The command is no export; this one lies beside it.
const command = fileURLToPath(new URL('main.js', import.meta.resolve('@car-mirror/cli/schemas')))

/**
 * A real directory: what this project has installed, package by package in the order of their names up
 * to about 100 MB, without files of more than 1 MB; imported by the car-mirror command. What that is changes with what is installed.
 * @param changed of these many files one gets another byte; none if 0
 * @param have what the receiver has
 */
export async function directoryWork(
  folder: string,
  scale: number,
  changed: number,
  have?: string,
): Promise<Work> {
  const name = changed === 0 ? 'directory' : 'directory-changed'
  const copy = join(folder, 'node_modules')
  const files = await chosenFiles(FULL_BYTES * scale)
  const paths = changed === 0 ? await copied(files, copy) : pathsIn(files, copy)
  if (changed > 0) {
    for (const path of paths.filter((_, i) => i % changed === 0)) await appendFile(path, '\n')
  }
  const car = join(folder, `${name}.car`)
  const store = join(folder, `${name}-store`)
  const { root, bytes } = await importAndExport(copy, store, car)
  const size = (FULL_BYTES * scale) / 1e6
  const title = `node_modules, ${size} MB${changed === 0 ? '' : ', 1 % changed'}`
  const after = await unionOf(have === undefined ? [car] : [have, car])
  return { name, title, root, car, after, bytes, ...(have !== undefined && { have }) }
}

/** Paths below the folder of installed packages. */
async function chosenFiles(limit: number): Promise<string[]> {
  const chosen: string[] = []
  let bytes = 0
  const packages = (await readdir(installed, { withFileTypes: true })).filter((entry) =>
    entry.isDirectory(),
  )
  for (const name of packages.map((entry) => entry.name).sort()) {
    const entries = await readdir(join(installed, name), { recursive: true, withFileTypes: true })
    for (const entry of entries.filter((entry) => entry.isFile())) {
      const path = join(entry.parentPath, entry.name)
      const { size } = await stat(path)
      if (size > LARGEST) continue
      bytes += size
      chosen.push(path.slice(installed.length + 1))
      if (bytes >= limit) return chosen
    }
  }
  return chosen
}

function pathsIn(files: readonly string[], folder: string): string[] {
  return files.map((file) => join(folder, file))
}

/** Copies, never links: what is installed shall not change with them. */
async function copied(files: readonly string[], folder: string): Promise<string[]> {
  for (const file of files) {
    const path = join(folder, file)
    await mkdir(dirname(path), { recursive: true })
    await copyFile(join(installed, file), path)
  }
  return pathsIn(files, folder)
}

async function importAndExport(
  folder: string,
  store: string,
  car: string,
): Promise<{ root: string; bytes: number }> {
  const ask = async (...words: string[]) => {
    const { stdout } = await run(process.execPath, [command, ...words, '--store', store, '--json'])
    return JSON.parse(stdout) as { root: string; bytes: number }
  }
  const { root } = await ask('import', folder)
  const { bytes } = await ask('export', root, '--car', car)
  return { root, bytes }
}

async function unionOf(cars: readonly string[]) {
  const cids = new Map<string, Uint8Array>()
  for (const car of cars) {
    for await (const batch of readCar(car)) {
      for (const { cid } of batch) {
        const { multihash } = CID.decode(cid.slice())
        cids.set(String(multihash.digest), multihash.digest)
      }
    }
  }
  const sum = new HashSum()
  for (const digest of cids.values()) sum.add(digest)
  return sum.held()
}
