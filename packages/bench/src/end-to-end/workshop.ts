import { mkdtempSync, rmSync } from 'node:fs'
import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import process from 'node:process'
import { directoryWork } from './directory.js'
import { chain, type Dag, tree, union } from './make-dag.js'
import type { Work } from './work.js'

export type WorkName =
  | 'large'
  | 'small'
  | 'wide'
  | 'chain'
  | 'directory'
  | 'small-changed'
  | 'directory-changed'
  | 'small-synced'
  | 'few'

const KIB = 1024
const SMALL = 200
/** Links of a node, as importers of files have them. */
const WIDTH = 174
/** Of these many leaves one is changed. */
const CHANGED = 100

/** Makes the works as they are asked for, each once, in a folder that `close` removes, or else the end of the process. */
export class Workshop {
  readonly #scale: number
  readonly #folder: string
  readonly #made = new Map<WorkName, Promise<Work>>()

  /** @param scale fraction of the full size */
  constructor(scale: number) {
    this.#scale = scale
    this.#folder = mkdtempSync(join(tmpdir(), 'car-mirror-bench-'))
    process.once('exit', this.#remove)
  }

  work(name: WorkName): Promise<Work> {
    const made = this.#made.get(name) ?? this.#make(name)
    this.#made.set(name, made)
    return made
  }

  /** An empty folder for a store on disk. */
  async emptyFolder(): Promise<string> {
    return mkdtemp(join(this.#folder, 'store-'))
  }

  close(): void {
    process.off('exit', this.#remove)
    this.#remove()
  }

  readonly #remove = (): void => rmSync(this.#folder, { recursive: true, force: true })

  async #make(name: WorkName): Promise<Work> {
    const [folder, scale] = [this.#folder, this.#scale]
    const car = join(folder, `${name}.car`)
    const count = (full: number) => Math.max(1, Math.round(full * scale))
    const leaves = `${shown(count(100_000))} x ${SMALL} B`
    switch (name) {
      case 'large': {
        const title = `${shown(count(1000))} x 256 KiB`
        return written(name, title, car, tree(count(1000), 256 * KIB, count(1000)))
      }
      case 'small':
        return written(name, leaves, car, smallTree(count(100_000)))
      case 'few': {
        const title = `${shown(count(10_000))} x ${SMALL} B`
        return written(name, title, car, smallTree(count(10_000)))
      }
      case 'wide': {
        const links = count(10_000)
        const title = `one node with ${shown(links)} links`
        return written(name, title, car, tree(links, SMALL, links))
      }
      case 'chain':
        return written(name, `chain of ${shown(count(10_000))}`, car, chain(count(10_000)))
      case 'small-synced': {
        const small = await this.work('small')
        return { ...small, name, title: `${small.title}, in sync`, have: small.car }
      }
      case 'small-changed': {
        const small = await this.work('small')
        const before = smallTree(count(100_000))
        const after = smallTree(count(100_000), (leaf) => leaf % CHANGED === 0)
        const work = await written(name, `${leaves}, 1 % changed`, car, after)
        return { ...work, have: small.car, after: union(before, after) }
      }
      case 'directory':
        return directoryWork(folder, scale, 0)
      case 'directory-changed': {
        const { car: have } = await this.work('directory')
        return directoryWork(folder, scale, CHANGED, have)
      }
    }
  }
}

function smallTree(leaves: number, isChanged?: (leaf: number) => boolean): Dag {
  return tree(leaves, SMALL, WIDTH, isChanged)
}

async function written(name: string, title: string, car: string, dag: Dag): Promise<Work> {
  const root = await dag.write(car)
  return { name, title, root, car, after: union(dag), bytes: dag.bytes }
}

function shown(count: number): string {
  return count.toLocaleString('en')
}
