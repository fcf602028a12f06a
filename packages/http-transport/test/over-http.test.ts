import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { MemoryStore } from '@car-mirror/core'
import { buildDag, type TestDag } from '@car-mirror/fixtures'
import { afterEach, expect, it } from 'vitest'
import { createHandler } from '../src/handler.js'
import { nodeListener } from '../src/node/listener.js'
import { pull } from '../src/pull.js'
import { push } from '../src/push.js'

let server: Server | undefined
afterEach(() => server?.close())

async function serve(store: MemoryStore): Promise<string> {
  server = createServer(nodeListener(createHandler({ store })))
  await new Promise<void>((resolve) => server!.listen(0, '127.0.0.1', resolve))
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

function storeOf(dag: TestDag): MemoryStore {
  const store = new MemoryStore()
  for (const { cid, bytes } of dag.nodes) store.put([{ cid: cid.bytes, bytes }])
  return store
}

it('pushes and pulls', async () => {
  const nodes = Array.from({ length: 1000 }, (_, i) => ({
    form: 'raw' as const,
    links: [],
    salt: i,
  }))
  const dag = await buildDag({
    nodes: [
      ...nodes.slice(0, 250),
      { form: 'dag-cbor', links: nodes.slice(0, 250).map((_, i) => i), salt: 0 },
    ],
    roots: [250],
  })
  const far = new MemoryStore()
  const url = await serve(far)
  console.log(await push({ url, roots: dag.roots, store: storeOf(dag), coldCall: 0 }))
  const near = new MemoryStore()
  console.log(await pull({ url, roots: dag.roots, store: near }))
  console.log(await pull({ url, roots: dag.roots, store: near }))
  expect(near.size()).toBe(251)
})
