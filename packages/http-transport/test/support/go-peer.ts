import { BloomFilter } from '@car-mirror/bloom'
import { type Block, CidSet, type MemoryStore } from '@car-mirror/core'
import { carWith, cbor, concat, varint } from '@car-mirror/vectors/by-hand'
import * as dagCbor from '@ipld/dag-cbor'
import type { CID } from 'multiformats/cid'
import type { Handler } from '../../src/handler.js'
import { linksOf, walk } from './graph.js'
import { blocksOf } from './rust-peer.js'

/**
 * What the Go port does where it matters to us: a server that tells only of what lies below the blocks
 * of a request and is silent when it has nothing to send, and clients that ask for each block once,
 * and send each block once.
 */

const ROUND = 100
const PARAMETERS = { bytes: 2048, hashes: 12 }

interface Status {
  readonly have: BloomFilter
  readonly want: readonly Uint8Array[]
}

export function message({ have, want }: Status): Uint8Array<ArrayBuffer> {
  const filter = have.isEmpty
    ? cbor.map(['em', cbor.map()])
    : cbor.map([
        'bl',
        cbor.map(
          ['bytes', cbor.byteString(have.bytes)],
          ['hashFunction', cbor.uint(3)],
          ['hashCount', cbor.uint(have.hashes)],
          ['bitCount', cbor.uint(have.bits)],
        ),
      ])
  const whole = cbor.map(['have', filter], ['want', cbor.array(...want.map(cbor.link))])
  return concat(varint(whole.length), whole)
}

export function readMessage(body: Uint8Array): Status {
  // Every length here takes up to three bytes.
  const start = body.findIndex((byte) => byte < 0x80) + 1
  const { have, want } = dagCbor.decode<{
    have: { bl?: { bytes: Uint8Array; hashCount: number } }
    want: CID[]
  }>(body.subarray(start))
  const filter = have.bl
    ? BloomFilter.fromBytes(have.bl.bytes, have.bl.hashCount)
    : BloomFilter.empty()
  return { have: filter, want: want.map(({ bytes }) => bytes) }
}

/** The header names every block, the version first. */
export function carOf(blocks: readonly Block[]): Uint8Array<ArrayBuffer> {
  const roots = cbor.array(...blocks.map(({ cid }) => cbor.link(cid)))
  return carWith(cbor.map(['version', cbor.uint(1)], ['roots', roots]), ...blocks)
}

/** What is missing below these blocks, and what was found there. */
function newsOf(store: MemoryStore, blocks: readonly Block[]): Status {
  const children = blocks.flatMap(({ cid }) => linksOf(store, cid) ?? [])
  const { held, missing } = walk(store, children)
  const have = BloomFilter.withParameters(PARAMETERS)
  have.addMany(held)
  return { have, want: missing }
}

/** The roots first, from last to first, and then level by level, up to a full round. */
function give(store: MemoryStore, { have, want }: Status, most: number): Block[] {
  const sent = new CidSet()
  const queue = [...want].reverse()
  for (
    let cid = queue.shift();
    cid && sent.size < Math.max(most, want.length);
    cid = queue.shift()
  ) {
    const links = linksOf(store, cid)
    if (!links || !sent.add(cid)) continue
    queue.push(...links.filter((link) => !have.has(link)))
  }
  return Array.from(sent.from(0), (cid) => ({ cid, bytes: store.get(cid)! }))
}

export interface GoServer {
  readonly handler: Handler
  /** Blocks of each push, and CIDs of each pull. */
  readonly rounds: number[]
}

/** @param loses whether what comes in the n-th push is not stored, without a word */
export function goServer(store: MemoryStore, loses = (_: number) => false): GoServer {
  const rounds: number[] = []
  const handler: Handler = async (request) => {
    const body = new Uint8Array(await request.arrayBuffer())
    const what = new URL(request.url).pathname
    if (what === '/dag/cm/blocks') {
      const blocks = await blocksOf(body)
      const lost = loses(rounds.length)
      rounds.push(blocks.length)
      if (!lost) store.put(blocks)
      const news = lost
        ? { have: BloomFilter.withParameters(PARAMETERS), want: [] }
        : newsOf(store, blocks)
      return new Response(message(news), {
        status: 202,
        headers: { 'set-cookie': 'sinkSessionId=1' },
      })
    }
    if (what !== '/dag/cm/status') return new Response('404 page not found', { status: 404 })
    if (body.length === 0) return new Response('bad message format', { status: 400 })
    const status = readMessage(body)
    rounds.push(status.want.length)
    const blocks = give(store, status, ROUND)
    if (blocks.length === 0) return new Promise<Response>(() => {})
    return new Response(carOf(blocks), {
      status: 202,
      headers: { 'set-cookie': 'sourceSessionId=1' },
    })
  }
  return { handler, rounds }
}

/** The port's client pulls. It ends when it wants nothing that it has not asked for, complete or not. */
export async function goPull(url: string, root: Uint8Array, store: MemoryStore): Promise<number> {
  const asked = new CidSet()
  let news: Status = { have: BloomFilter.empty(), want: walk(store, [root]).missing }
  for (let rounds = 0; ; rounds++) {
    const want = news.want.filter((cid) => asked.add(cid))
    if (want.length === 0) return rounds
    const body = message({ have: news.have, want })
    const response = await fetch(`${url}/dag/cm/status`, { method: 'POST', body })
    if (response.status !== 202) throw new Error(`${response.status}`)
    const blocks = await blocksOf(new Uint8Array(await response.arrayBuffer()))
    store.put(blocks)
    news = newsOf(store, blocks)
  }
}

/** The port's client pushes: ten blocks, then a hundred or what it is asked for, each of them once. */
export async function goPush(url: string, root: Uint8Array, store: MemoryStore): Promise<number> {
  const sent = new CidSet()
  const has: BloomFilter[] = []
  let [queue, most, rounds] = [[root], 10, 0]
  for (;;) {
    const blocks: Block[] = []
    while (queue.length > 0 && blocks.length < most) {
      const cid = queue.shift()!
      const bytes = store.get(cid)
      if (!bytes || !sent.add(cid)) continue
      blocks.push({ cid, bytes })
      const links = linksOf(store, cid) ?? []
      queue.push(...links.filter((link) => !has.some((have) => have.has(link))))
    }
    if (blocks.length === 0) return rounds
    const body = carOf(blocks)
    const response = await fetch(`${url}/dag/cm/blocks`, { method: 'POST', body })
    if (response.status !== 202) throw new Error(`${response.status}`)
    const { have, want } = readMessage(new Uint8Array(await response.arrayBuffer()))
    has.push(have)
    queue = [...[...want].reverse(), ...queue]
    most = Math.max(ROUND, want.length)
    rounds++
  }
}
