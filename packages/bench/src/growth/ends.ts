import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { GeneratedDag, leavesOf } from './generated-dag.js'
import { fillStore } from './stores.js'
import type { Ends } from './transfer.js'

export type StoreKind = 'generated' | 'lmdb'

/** Two stores for a transfer, the first with the DAG and the second empty. */
export interface Prepared extends Ends {
  /** Blocks of the DAG. */
  readonly blocks: number
  remove(): Promise<void>
}

export async function prepareEnds(
  kind: StoreKind,
  blocks: number,
  leafBytes: number,
): Promise<Prepared> {
  const dag = new GeneratedDag({ leaves: leavesOf(blocks), leafBytes })
  return kind === 'lmdb' ? onDisk(dag) : generated(dag, leafBytes)
}

function generated(made: GeneratedDag, leafBytes: number): Prepared {
  const dag = { leaves: made.leaves, leafBytes }
  return {
    blocks: made.size,
    root: made.root.toString(),
    from: { kind: 'generated', dag, full: true },
    to: { kind: 'generated', dag, full: false },
    remove: async () => {},
  }
}

async function onDisk(dag: GeneratedDag): Promise<Prepared> {
  const directory = await mkdtemp(join(tmpdir(), 'car-mirror-growth-'))
  const remove = () => rm(directory, { recursive: true, force: true })
  try {
    await fillStore(join(directory, 'from'), dag)
  } catch (error) {
    await remove()
    throw error
  }
  return {
    blocks: dag.size,
    root: dag.root.toString(),
    from: { kind: 'lmdb', directory: join(directory, 'from') },
    to: { kind: 'lmdb', directory: join(directory, 'to') },
    remove,
  }
}
