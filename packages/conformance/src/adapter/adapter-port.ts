import {
  type ClientPort,
  type Fault,
  type Job,
  type JobEnd,
  type Port,
  type PortBlock,
  PortProblem,
  type RunningServer,
  type ServerPort,
} from '../suite/port.js'
import { Adapter, type AdapterOptions } from './adapter.js'
import type { Answer } from './answer.js'
import { groupMemory } from './memory.js'
import type { AdapterValue } from './schemas.js'
import { adapterSubject } from './subject.js'

/** Milliseconds in which a client that gives up says so. */
const GIVING_UP = 5000

/**
 * A port behind a program that speaks the adapter protocol.
 * @throws PortProblem `absent` if it does not start and greet
 */
export async function adapterPort(options: AdapterOptions): Promise<Port> {
  const adapter = new Adapter(options)
  const { name, version, dialect, operations } = await adapter.greet()
  const has = new Set(operations)
  return {
    name,
    version,
    dialect,
    subject: adapterSubject(adapter, has),
    server: has.has('serve') ? serverPort(adapter, has.has('dump')) : undefined,
    client: has.has('pull') || has.has('push') ? clientPort(adapter) : undefined,
    close: () => adapter.close(),
    heard: () => adapter.answers,
    restart: async () => {
      adapter.kill()
      await adapter.greet()
    },
  }
}

function serverPort(adapter: Adapter, dumps: boolean): ServerPort {
  return {
    exact: true,
    async serve(blocks, fault): Promise<RunningServer> {
      const input = { store: copied(blocks), ...faulty(fault) }
      const { url } = taken(await adapter.ask({ op: 'serve', input }))
      const process = adapter.process!
      return {
        url,
        async stored() {
          if (!dumps) return undefined
          return taken(await adapter.ask({ op: 'dump', input: {}, process })).stored
        },
        async memory() {
          return process.pid === undefined ? undefined : groupMemory(process.pid)
        },
        async alive() {
          return process.problem === undefined
        },
      }
    },
  }
}

function clientPort(adapter: Adapter): ClientPort {
  return {
    async pull(job) {
      const input = jobOf(job)
      const timeout = job.timeout + GIVING_UP
      return ended(await adapter.ask({ op: 'pull', input, timeout }))
    },
    async push({ coldCall, ...job }) {
      const input = { ...jobOf(job), ...(coldCall && { coldCall }) }
      const timeout = job.timeout + GIVING_UP
      return ended(await adapter.ask({ op: 'push', input, timeout }))
    },
  }
}

function jobOf({ url, roots, store, diff, fault, timeout }: Job) {
  return {
    url,
    roots: [...roots],
    store: copied(store),
    ...(diff !== undefined && { diff }),
    ...faulty(fault),
    timeout,
  }
}

function copied(blocks: readonly PortBlock[]): { cid: string; bytes: string }[] {
  return blocks.map(({ cid, bytes }) => ({ cid, bytes }))
}

function faulty(fault: Fault | undefined) {
  return fault === undefined ? {} : { fault: { ...fault } }
}

/** @throws PortProblem `unsupported`; `garbage` for an error where there is nothing to refuse */
function taken<O extends 'serve' | 'dump'>(answer: Answer<O>): AdapterValue<O> {
  if ('unsupported' in answer) throw new PortProblem('unsupported', answer.unsupported)
  if ('error' in answer) {
    throw new PortProblem('garbage', `it fails: ${answer.detail ?? answer.error}`)
  }
  return answer.value
}

/** @throws PortProblem `unsupported` */
function ended(answer: Answer<'pull'> | Answer<'push'>): JobEnd {
  if ('unsupported' in answer) throw new PortProblem('unsupported', answer.unsupported)
  const seen: Partial<JobEnd> = { ...answer.value }
  const end = {
    complete: seen.complete ?? false,
    unavailable: seen.unavailable,
    stored: seen.stored,
  }
  return 'error' in answer ? { ...end, error: answer.error, detail: answer.detail } : end
}
