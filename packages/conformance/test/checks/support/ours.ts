import {
  createHandler,
  goDialect,
  pull,
  push,
  rsDialect,
  specDialect,
  type Transfer,
} from '@car-mirror/http-transport'
import { nodeListener } from '@car-mirror/http-transport/node'
import { fromHex, type Profile, toHex } from '@car-mirror/vectors'
import { CID } from 'multiformats/cid'
import { FaultyStore } from '../../../src/adapters/model/stores.js'
import type { Job, JobEnd, Port } from '../../../src/suite/port.js'
import { asStore } from './as-store.js'
import { type Listening, listening } from './listening.js'

/** Our own packages as a port, in this process. */
export function ours(profile: Profile): Port {
  const dialect = { spec: specDialect, rs: rsDialect, go: goDialect }[profile]
  let running: Listening | undefined
  const close = async () => running?.close()
  return {
    name: 'ours',
    version: '0',
    dialect: profile,
    subject: {},
    close,
    restart: close,
    server: {
      exact: true,
      async serve(blocks, fault) {
        await close()
        const map = FaultyStore.of(blocks, fault)
        const listener = nodeListener(createHandler({ store: asStore(map) }))
        running = await listening((incoming, outgoing) => void listener(incoming, outgoing), map)
        return running
      },
    },
    client: {
      pull: (job) => ended(job, (options) => pull({ ...options, dialect })),
      push: ({ coldCall, ...job }) =>
        ended(job, (options) => {
          return push({ ...options, dialect, ...(coldCall === 'one' && { coldCall: 0 }) })
        }),
    },
  }
}

type Options = Parameters<typeof pull>[0]

async function ended(job: Job, run: (options: Options) => Promise<Transfer>): Promise<JobEnd> {
  const map = FaultyStore.of(job.store, job.fault)
  const { url, diff } = job
  const roots = job.roots.map((cid) => CID.decode(fromHex(cid)))
  const signal = AbortSignal.timeout(job.timeout)
  try {
    const { complete, unavailable } = await run({ url, roots, store: asStore(map), diff, signal })
    const lacking = unavailable.map(({ bytes }) => toHex(bytes))
    return { complete, unavailable: lacking, stored: map.stored() }
  } catch (error) {
    const detail = `${(error as { code?: string }).code}: ${(error as Error).message}`
    const end = { complete: false, unavailable: undefined, stored: map.stored() }
    return { ...end, error: 'unspecified', detail }
  }
}
