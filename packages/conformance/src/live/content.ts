import { createHash } from 'node:crypto'
import { fromHex, type Hex, toHex } from '@car-mirror/vectors'
import { car, type Framed, frame, raw } from '@car-mirror/vectors/by-hand'
import type { Car } from '../model/car.js'
import type { Model } from '../model/model.js'
import type { PortBlock, Stored } from '../suite/port.js'
import { exchange, type Patience } from '../wire/exchange.js'
import type { Answered } from '../wire/reply.js'
import type { Wire } from '../wire/wire.js'
import { carIn } from './translate.js'

/** A server that is known by its URL, and what it speaks. */
export interface Peer {
  readonly url: string
  readonly wire: Wire
  readonly model: Model
  readonly patience: Patience
}

/** CIDs that are asked for in one request. */
const ONE_REQUEST = 1000

/**
 * Brings blocks to a server by pushes, each of a few blocks as a root of its own.
 * @returns why it did not take them; undefined if it did
 * @throws PortProblem
 */
export async function load(peer: Peer, blocks: readonly PortBlock[]): Promise<string | undefined> {
  const framed = blocks.map(({ cid, bytes }) => ({ cid: fromHex(cid), bytes: fromHex(bytes) }))
  if (!peer.wire.form.rootInPath) return framed.length > 0 ? pushed(peer, framed) : undefined
  for (const block of framed) {
    const why = await pushed(peer, [block])
    if (why !== undefined) return why
  }
  return undefined
}

async function pushed(peer: Peer, blocks: readonly Framed[]): Promise<string | undefined> {
  const roots = rootsOf(peer.model, blocks)
  const { status, body } = await push(peer, roots[0]!, carOfMany(roots, blocks))
  if (status < 200 || status > 299) return `it refused them with ${status}`
  const missing = missingIn(peer, body)
  if (missing === undefined) return 'its answer cannot be read'
  const lacking = blocks.map(({ cid }) => toHex(cid)).filter((cid) => missing.includes(cid))
  return lacking.length > 0 ? `it took them and then missed ${lacking.join(', ')}` : undefined
}

/** A CAR of more blocks than a call takes arguments. */
export function carOfMany(
  roots: readonly Uint8Array[],
  blocks: readonly Framed[],
): Uint8Array<ArrayBuffer> {
  return new Uint8Array(Buffer.concat([car(roots), ...blocks.map(frame)]))
}

/** Roots of a transfer that cost a port little. */
const FEW = 100

/**
 * Roots under which a port takes all of these blocks: each of a few, of many those that no other one
 * links to, for what is there below them belongs to them.
 */
export function rootsOf({ dag }: Model, blocks: readonly Framed[]): Uint8Array[] {
  const cids = blocks.map(({ cid }) => cid)
  if (blocks.length <= FEW) return cids
  const linked = new Set<Hex>()
  for (const { cid, bytes } of blocks) {
    const hex = toHex(cid)
    for (const link of dag.linksOf(new Map([[hex, bytes]]), hex) ?? []) linked.add(link)
  }
  return cids.filter((cid) => !linked.has(toHex(cid)))
}

function missingIn({ wire }: Peer, body: Uint8Array): readonly Hex[] | undefined {
  try {
    return wire.form.decode('push', body).roots
  } catch {
    return undefined
  }
}

/**
 * Which of some blocks a server holds, as far as its answers tell; undefined where they do not.
 * @throws PortProblem
 */
export async function holding(
  peer: Peer,
  cids: readonly Hex[],
): Promise<readonly Stored[] | undefined> {
  const ask = peer.wire.form.rootInPath ? asked : peer.wire.profile === 'go' ? pulledBeside : pulled
  const found: Stored[] = []
  for (let at = 0; at < cids.length; at += ONE_REQUEST) {
    const some = await ask(peer, cids.slice(at, at + ONE_REQUEST))
    if (some === undefined) return undefined
    found.push(...some)
  }
  return found
}

/** By a pull that names them all: what is promised is there. */
async function pulled(peer: Peer, cids: readonly Hex[]): Promise<readonly Stored[] | undefined> {
  const reply = await pull(peer, cids)
  if (reply.status === peer.model.pins['PULL-5'].statusNotFound) return []
  const found = carOf(peer, reply)
  if (found === undefined) return undefined
  const hashes = new Map(found.blocks.map(({ cid, bytes }) => [cid, sha256(bytes)]))
  return found.roots.map((cid) => ({ cid, sha256: hashes.get(cid) ?? '' }))
}

const BESIDE = raw('car-mirror conformance: a block that is there')

/** One port never answers a pull of which it has nothing; so something is asked for that it has. */
async function pulledBeside(peer: Peer, cids: readonly Hex[]) {
  if ((await pushed(peer, [BESIDE])) !== undefined) return undefined
  const found = carOf(peer, await pull(peer, [toHex(BESIDE.cid), ...cids]))
  const wanted = new Set(cids)
  return found?.blocks
    .filter(({ cid }) => wanted.has(cid))
    .map(({ cid, bytes }) => ({ cid, sha256: sha256(bytes) }))
}

/** By a question each, where a request has one root. */
async function asked(peer: Peer, cids: readonly Hex[]): Promise<readonly Stored[] | undefined> {
  const found: Stored[] = []
  for (const cid of cids) {
    const { status, body } = await push(peer, fromHex(cid), car([fromHex(cid)]))
    const missing = missingIn(peer, body)
    if (status < 200 || status > 299 || missing === undefined) return undefined
    if (!missing.includes(cid)) found.push({ cid, sha256: '' })
  }
  return found
}

function pull({ url, wire, patience }: Peer, cids: readonly Hex[]): Promise<Answered> {
  const roots = cids.map(fromHex)
  return exchange(url, wire.pull(roots[0]!, { roots }), patience)
}

function push(
  { url, wire, patience }: Peer,
  root: Uint8Array,
  body: Uint8Array,
): Promise<Answered> {
  return exchange(url, wire.posted('push', root, body), patience)
}

function carOf({ wire, model }: Peer, { status, body }: Answered): Car | undefined {
  if (status < 200 || status > 299) return undefined
  try {
    return carIn(wire, body, model)
  } catch {
    return undefined
  }
}

function sha256(bytes: Uint8Array): Hex {
  return createHash('sha256').update(bytes).digest('hex')
}
