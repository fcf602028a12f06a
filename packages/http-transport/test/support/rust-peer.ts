import { BloomFilter } from '@car-mirror/bloom'
import { decodeCar } from '@car-mirror/car-io'
import type { Block, MemoryStore } from '@car-mirror/core'
import { car, cbor, concat } from '@car-mirror/vectors/by-hand'
import * as dagCbor from '@ipld/dag-cbor'
import { CID } from 'multiformats/cid'
import type { Handler } from '../../src/handler.js'
import { among, walk } from './graph.js'

/**
 * What the Rust port does where it matters to us: a receiver that stops at the first block it does not
 * want at that moment, a sender that walks on below a hit, and a server that takes a pull it cannot
 * read, or one that is too long, for a pull of everything.
 */

const TYPE = 'application/vnd.ipld.dag-cbor'
const LONGEST = 2_097_152

interface Status {
  readonly roots: readonly Uint8Array[]
  readonly have: BloomFilter
}

/** What a receiver wants of a DAG. */
export function statusOf(store: MemoryStore, root: Uint8Array): Status {
  const { held, missing } = walk(store, [root])
  const have = missing.length === 0 ? BloomFilter.empty() : BloomFilter.forCount(held.length)
  if (!have.isEmpty) have.addMany(held)
  return { roots: missing, have }
}

/**
 * Takes blocks as long as each is wanted.
 * @param told how many blocks are wanted, before each
 * @returns how many were taken
 */
export function take(
  store: MemoryStore,
  root: Uint8Array,
  blocks: readonly Block[],
  told = (_: number) => {},
): number {
  let taken = 0
  for (const block of blocks) {
    const { missing } = walk(store, [root])
    told(missing.length)
    if (!among(missing)(block.cid)) break
    store.put([block])
    taken++
  }
  return taken
}

/** What a sender gives; undefined if any block of the DAG is missing. */
function give(store: MemoryStore, root: Uint8Array, { roots, have }: Status): Block[] | undefined {
  if (walk(store, [root]).missing.length > 0) return undefined
  const asked = walk(store, [root]).held.filter(among(roots))
  const isAsked = among(asked)
  const sent = walk(store, asked.reverse()).held.filter((cid) => isAsked(cid) || !have.has(cid))
  return sent.map((cid) => ({ cid, bytes: store.get(cid)! }))
}

export function message(field: string, { roots, have }: Status): Uint8Array<ArrayBuffer> {
  const texts = roots.map((root) => cbor.text(CID.decode(root).toString()))
  return cbor.map(
    [field, cbor.array(...texts)],
    ['bk', cbor.uint(have.isEmpty ? 3 : have.hashes)],
    ['bb', cbor.byteString(have.bytes)],
  )
}

export function readMessage(field: string, body: Uint8Array): Status {
  const { [field]: roots, bk, bb } = dagCbor.decode<Record<string, unknown>>(body)
  const texts = roots as string[]
  const have = BloomFilter.fromBytes(bb as Uint8Array, bk as number)
  return { roots: texts.map((text) => CID.parse(text).bytes), have }
}

/** The header names the first block; without blocks there are no bytes. */
function carOf(blocks: readonly Block[]): Uint8Array<ArrayBuffer> {
  return blocks.length === 0 ? concat() : car([blocks[0]!.cid], ...blocks)
}

export async function blocksOf(body: Uint8Array): Promise<Block[]> {
  const all: Block[] = []
  const { blocks } = await decodeCar(toStream(body))
  for await (const batch of blocks) for (const { cid, bytes } of batch) all.push({ cid, bytes })
  return all
}

async function* toStream(body: Uint8Array) {
  yield body
}

/** One round as a server of the port saw it. */
export interface RustRound {
  readonly direction: string
  readonly bytes: number
  /** Blocks that came, and how many of them were taken. */
  readonly sent: number
  readonly taken: number
}

export function rustServer(
  store: MemoryStore,
  rounds: RustRound[] = [],
  told?: (missing: number) => void,
): Handler {
  return async (request) => {
    const [, direction, text] = /\/dag\/(pull|push)\/(.+)$/.exec(request.url) ?? []
    if (!direction || !text) return new Response('404 Not Found', { status: 404 })
    const body = new Uint8Array(await request.arrayBuffer())
    const root = CID.parse(text).bytes
    if (direction === 'push') {
      const blocks = await blocksOf(body)
      const taken = take(store, root, blocks, told)
      rounds.push({ direction, bytes: body.length, sent: blocks.length, taken })
      const status = statusOf(store, root)
      const code = status.roots.length === 0 ? 200 : 202
      return new Response(message('sr', status), {
        status: code,
        headers: { 'content-type': TYPE },
      })
    }
    const status = readPull(request, body) ?? { roots: [root], have: BloomFilter.empty() }
    const blocks = give(store, root, status)
    rounds.push({ direction, bytes: body.length, sent: blocks?.length ?? 0, taken: 0 })
    return blocks ? new Response(carOf(blocks)) : new Response('no such block', { status: 404 })
  }
}

function readPull(request: Request, body: Uint8Array): Status | undefined {
  if (request.headers.get('content-type') !== TYPE || body.length > LONGEST) return undefined
  try {
    return readMessage('rs', body)
  } catch {
    return undefined
  }
}

/** The port's client pulls; it gives up at a status of 400 and above, and so do we at a round in vain. */
export async function rustPull(url: string, root: Uint8Array, store: MemoryStore): Promise<number> {
  let rounds = 0
  for (;;) {
    const status = statusOf(store, root)
    if (status.roots.length === 0) return rounds
    const body = message('rs', {
      ...status,
      roots: status.roots.slice(0, rounds === 0 ? 1000 : undefined),
    })
    const headers = { 'content-type': TYPE }
    const target = `${url}/dag/pull/${CID.decode(root)}`
    const response = await fetch(target, { method: 'POST', headers, body })
    if (response.status >= 400) throw new Error(`${response.status}`)
    const blocks = await blocksOf(new Uint8Array(await response.arrayBuffer()))
    if (take(store, root, blocks) === 0) throw new Error('it would go on for ever')
    rounds++
  }
}

/** The port's client pushes: everything at first, then what it was asked for. */
export async function rustPush(url: string, root: Uint8Array, store: MemoryStore): Promise<number> {
  let status: Status = { roots: [root], have: BloomFilter.empty() }
  for (let rounds = 1; ; rounds++) {
    const blocks = give(store, root, status)
    if (!blocks) throw new Error('not found')
    const headers = { 'content-type': TYPE }
    const target = `${url}/dag/push/${CID.decode(root)}`
    const response = await fetch(target, { method: 'POST', headers, body: carOf(blocks) })
    if (response.status === 200) return rounds
    if (response.status !== 202) throw new Error(`${response.status}`)
    status = readMessage('sr', new Uint8Array(await response.arrayBuffer()))
    if (status.roots.length === 0 || rounds > 100) throw new Error('it would go on for ever')
  }
}
