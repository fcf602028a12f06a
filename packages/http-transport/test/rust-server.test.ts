import { BloomFilter } from '@car-mirror/bloom'
import { describe, expect, it } from 'vitest'
import { pull } from '../src/pull.js'
import { rsDialect } from '../src/rs-dialect.js'
import { node, raw } from './support/blocks.js'
import { car } from './support/car.js'
import { rustServer } from './support/rust-peer.js'
import { serve } from './support/serve.js'
import { cidsOf, contents, storeOf } from './support/stores.js'

const dialect = rsDialect

describe('a pull from a server that takes what it cannot read for a request of everything', () => {
  it('never sends more than it reads', async () => {
    const leaves = Array.from({ length: 3000 }, (_, i) => raw(`${i}`))
    const root = node('root', ...leaves)
    const near = storeOf(root)
    const requests: number[] = []
    const handler = rustServer(storeOf(root, ...leaves))
    const { url } = await serve(async (request) => {
      requests.push(Number(request.headers.get('content-length')))
      return handler(request)
    })
    const outcome = await pull({ url, dialect, roots: [root.cid], store: near })
    expect(outcome).toMatchObject({ complete: true, rounds: 3, duplicates: 0 })
    expect(requests).toHaveLength(3)
    for (const size of requests) expect(size).toBeLessThan(100_000)
    expect(contents(near)).toEqual(cidsOf(root, ...leaves))
  })

  it('leaves out a filter that would make the request too long', () => {
    const missing = [raw('a').cid]
    const small = dialect.encodePull({ missing, have: filterOf(1024 * 1024) })
    expect(small.length).toBeGreaterThan(1024 * 1024)
    const large = dialect.encodePull({ missing, have: filterOf(2 * 1024 * 1024) })
    expect(large.length).toBeLessThan(200)
  })

  it('takes 404 for "not all of it", and no bytes for nothing', async () => {
    const leaf = raw('leaf')
    const root = node('root', leaf)
    const { url } = await serve(rustServer(storeOf(root)))
    const refused = await pull({ url, dialect, roots: [root.cid], store: storeOf() })
    expect(refused).toMatchObject({ complete: false, rounds: 1 })
    expect(refused.unavailable.map(String)).toEqual([root.cid.toString()])
    const silent = await serve(async () => new Response(''))
    const nothing = await pull({ url: silent.url, dialect, roots: [root.cid], store: storeOf() })
    expect(nothing).toMatchObject({ complete: false, rounds: 1 })
  })

  it('ends when the server begins with what is here, each time', async () => {
    const leaf = raw('leaf')
    const root = node('root', leaf)
    const { url } = await serve(async () => new Response(car([root.cid], root)))
    const transfer = pull({ url, dialect, roots: [root.cid], store: storeOf(root) })
    await expect(transfer).rejects.toMatchObject({ code: 'ERR_NO_PROGRESS' })
  })
})

function filterOf(bytes: number): BloomFilter {
  return BloomFilter.withParameters({ bytes, hashes: 7 })
}
