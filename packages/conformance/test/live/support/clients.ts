import { createHash } from 'node:crypto'
import { MemoryStore } from '@car-mirror/core'
import { pull, push, type Transfer } from '@car-mirror/http-transport'
import { fromHex, toBytes, toHex } from '@car-mirror/vectors'
import { CID } from 'multiformats/cid'
import { refused } from '../../../src/adapters/ours/refusals.js'
import type { Store } from '../../../src/model/dag.js'
import type { Model } from '../../../src/model/model.js'
import { Refusal } from '../../../src/model/refusal.js'
import type { ClientPort, Job, JobEnd, Stored } from '../../../src/suite/port.js'

/** Our own client, in this process, that takes every failure for the last. */
export const ourClient = clientWith(0)

/** One that forgives so many failures in a row. */
export function clientWith(retries: number): ClientPort {
  return {
    pull: (job) => transferred(job, (options) => pull({ ...options, retries })),
    push: ({ coldCall, ...job }) =>
      transferred(job, (options) => {
        const bytes = coldCall === 'all' ? Number.POSITIVE_INFINITY : 0
        return push({ ...options, retries, coldCall: bytes })
      }),
  }
}

async function transferred(
  { url, roots, store: blocks, diff, timeout }: Job,
  run: (options: Parameters<typeof pull>[0]) => Promise<Transfer>,
): Promise<JobEnd> {
  const store = new MemoryStore()
  for (const { cid, bytes } of blocks) store.put([{ cid: fromHex(cid), bytes: fromHex(bytes) }])
  const stored = () => Array.from(store.cids(), (cid) => storedOf(cid, store.get(cid)!))
  const cids = roots.map((root) => CID.decode(fromHex(root)))
  const signal = AbortSignal.timeout(timeout)
  try {
    const end = await run({ url, roots: cids, store, diff, signal })
    const unavailable = end.unavailable.map(({ bytes }) => toHex(bytes))
    return { complete: end.complete, unavailable, stored: stored() }
  } catch (error) {
    return { complete: false, unavailable: undefined, stored: stored(), ...refused(error) }
  }
}

/** The client of a model, over a real connection. */
export function modelClient({ client }: Model): ClientPort {
  const run = async (
    job: Job,
    transfer: (store: Store, progress: JobEnd & { complete: boolean }) => Promise<void>,
  ) => {
    const store: Store = new Map(job.store.map(({ cid, bytes }) => [cid, fromHex(bytes)]))
    const progress = { complete: false, unavailable: [] as readonly string[], stored: undefined }
    const told = () => ({
      ...progress,
      stored: Array.from(store, ([cid, bytes]) => storedOf(fromHex(cid), bytes)),
    })
    try {
      await transfer(store, progress)
      return told()
    } catch (cause) {
      if (!(cause instanceof Refusal)) throw cause
      return { ...told(), error: cause.code, detail: cause.message }
    }
  }
  const exchangeWith =
    (url: string) => async (request: Parameters<Parameters<typeof client.pull>[1]>[0]) => {
      const headers = { 'content-type': request.type ?? '' }
      const init = {
        method: request.method,
        headers,
        body: toBytes(toHex(request.body)),
        redirect: 'manual' as const,
      }
      const response = await fetch(url + request.path, init).catch((cause) => {
        throw new Refusal('refused', String(cause))
      })
      const type = response.headers.get('content-type') ?? ''
      return { status: response.status, type, body: await asFarAsItComes(response) }
    }
  return {
    pull: (job) =>
      run(job, (store, progress) =>
        client.pull(
          { store, roots: job.roots, diff: job.diff },
          exchangeWith(job.url),
          progress as never,
        ),
      ),
    push: ({ coldCall = 'all', ...job }) =>
      run(job, (store, progress) =>
        client.push(
          { store, roots: job.roots, diff: job.diff },
          coldCall,
          exchangeWith(job.url),
          progress as never,
        ),
      ),
  }
}

async function asFarAsItComes({ body }: Response): Promise<Uint8Array> {
  const chunks: Uint8Array[] = []
  try {
    for await (const chunk of (body ?? []) as AsyncIterable<Uint8Array>) chunks.push(chunk)
  } catch {
    // What came before the connection broke is what there is.
  }
  return new Uint8Array(Buffer.concat(chunks))
}

function storedOf(cid: Uint8Array, bytes: Uint8Array): Stored {
  return { cid: toHex(cid), sha256: createHash('sha256').update(bytes).digest('hex') }
}
