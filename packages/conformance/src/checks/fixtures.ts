import { salted } from '../live/salting.js'
import { Model } from '../model/model.js'
import type { Port, PortBlock } from '../suite/port.js'
import type { TestContext } from '../suite/test.js'
import { pinsIn } from '../wire/pins.js'
import { adversarial } from './adversarial/index.js'
import { ServerBench } from './bench/server-bench.js'

/** What a server is to hold when a check of it begins. */
export interface Content {
  readonly id: string
  readonly blocks: readonly PortBlock[]
}

/** Ends a check that has said what it needs. */
class Noted extends Error {
  override readonly name = 'Noted'
}

/**
 * What the hostile cases need of a server in its first run with a seed. Large DAGs are not in it, nor what
 * is for a store that fails.
 */
export async function contentOfChecks(seed: number): Promise<Content[]> {
  const model = new Model(pinsIn('spec'))
  const contents: Content[] = []
  for (const check of adversarial) {
    if (check.side !== 'server') continue
    const { id } = check
    const { port, noted } = notingPort()
    const context: TestContext = { seed, timeout: 0, signal: new AbortController().signal }
    const salting = salted(model, seed, 0, id)
    const bench = new ServerBench(port, port.server, context, { id, salting })
    await check.run(bench).catch((cause) => {
      if (!(cause instanceof Noted)) throw cause
    })
    contents.push({ id, blocks: noted })
  }
  return contents
}

/** A port whose server is only told what to hold. */
function notingPort() {
  const noted: PortBlock[] = []
  const server: NonNullable<Port['server']> = {
    exact: false,
    async serve(blocks, fault) {
      if (fault === undefined) noted.push(...blocks)
      throw new Noted()
    },
  }
  const port = {
    name: '',
    version: '',
    dialect: 'spec',
    subject: {},
    close: async () => {},
  } as const
  return { port: { ...port, server }, noted }
}
