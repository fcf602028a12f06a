import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fromHex, type Hex } from '@car-mirror/vectors'
import { car, type Framed } from '@car-mirror/vectors/by-hand'
import { cborBlock, links } from '../author/dags/make.js'
import { type Reader, readerOf } from '../author/generate.js'
import { type Content, contentOfChecks } from '../checks/fixtures.js'
import type { Model } from '../model/model.js'
import { loadSpec } from '../spec/load.js'
import type { PortBlock } from '../suite/port.js'
import { serverPlans } from './plans.js'
import { salted } from './salting.js'

export interface Fixtures {
  /** The CAR file. */
  readonly file: string
  readonly blocks: number
  /** Vectors and checks whose blocks are not all in it: a good store does not take them. */
  readonly leftOut: readonly string[]
}

/**
 * Writes the blocks that a server is to hold before a run with this seed, as one CAR: for servers to
 * which no test can push. Its root links to all of the others. Blocks that these link to are left out
 * on purpose, so that an import may call the DAG incomplete; it has to keep what there is.
 */
export async function writeFixtures(folder: string, seed: number): Promise<Fixtures> {
  const reader = readerOf(loadSpec().pins, (subject) => subject)
  const contents = [...(await contentOfVectors(reader, seed)), ...(await contentOfChecks(seed))]
  const blocks = new Map<Hex, Framed>()
  const leftOut: string[] = []
  for (const { id, blocks: needed } of contents) {
    if (!needed.every((block) => isSound(reader.model, block))) {
      leftOut.push(id)
      continue
    }
    for (const { cid, bytes } of needed) {
      blocks.set(cid, { cid: fromHex(cid), bytes: fromHex(bytes) })
    }
  }
  const root = cborBlock(links(...blocks.values()))
  const file = join(folder, `car-mirror-fixtures-${seed}.car`)
  await mkdir(folder, { recursive: true })
  await writeFile(file, car([root.cid], root, ...blocks.values()))
  return { file, blocks: blocks.size + 1, leftOut }
}

async function contentOfVectors(reader: Reader, seed: number): Promise<Content[]> {
  const plans = serverPlans(loadSpec(), reader, () => true)
  return Promise.all(
    plans.map(async ({ id, place }) => {
      const { vector, blocks } = await place(salted(reader.model, seed, 0, id))
      return { id, blocks: blocks.filter(({ name }) => vector.input.store.includes(name)) }
    }),
  )
}

/** Whether a store that looks at what it is given takes a block. */
function isSound({ verify, dag }: Model, { cid, bytes }: PortBlock): boolean {
  try {
    verify.check(cid, fromHex(bytes))
    dag.links(cid, fromHex(bytes))
    return true
  } catch {
    return false
  }
}
