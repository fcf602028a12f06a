import {
  type Bytes,
  described,
  type Filter,
  fromHex,
  type Hex,
  type HttpRequest,
  type ScriptedAnswer,
  toHex,
} from '@car-mirror/vectors'
import { car, cbor, type Framed } from '@car-mirror/vectors/by-hand'
import { none } from '../dags/filters.js'

export const PULL = '/api/v0/dag/pull'
export const PUSH = '/api/v0/dag/push'
export const MESSAGE = 'application/vnd.ipld.dag-cbor'
export const CAR = 'application/vnd.ipld.car; version=1'
const PROBLEM = 'application/problem+json'

/** Bytes as an input has them. */
export function body(bytes: Uint8Array): Bytes {
  return described([toHex(bytes)])
}

/** A message of the specification, by hand. */
export function message(
  field: string,
  roots: readonly Framed[],
  { bytes, hashes }: Filter<Hex> = none,
): Uint8Array {
  return cbor.message(
    field,
    roots.map(({ cid }) => cid),
    hashes,
    fromHex(bytes),
  )
}

/** A CAR by hand. */
export function carOf(roots: readonly Framed[], ...blocks: readonly Framed[]): Uint8Array {
  return car(
    roots.map(({ cid }) => cid),
    ...blocks,
  )
}

/** A pull: what is missing, and a filter. */
export function pulls(roots: readonly Framed[], filter?: Filter<Hex>): HttpRequest {
  return pullWith(message('rs', roots, filter))
}

export function pullWith(bytes: Uint8Array, more: Partial<HttpRequest> = {}): HttpRequest {
  return { method: 'POST', path: PULL, type: MESSAGE, body: body(bytes), ...more }
}

/** A push: the DAG roots, and blocks. */
export function pushes(roots: readonly Framed[], ...blocks: readonly Framed[]): HttpRequest {
  return pushWith(carOf(roots, ...blocks))
}

export function pushWith(bytes: Uint8Array, more: Partial<HttpRequest> = {}): HttpRequest {
  return { method: 'POST', path: PUSH, type: CAR, body: body(bytes), ...more }
}

/** An answer to a pull. */
export function gives(roots: readonly Framed[], ...blocks: readonly Framed[]): ScriptedAnswer {
  return { status: 200, type: CAR, body: body(carOf(roots, ...blocks)) }
}

/** An answer to a push: 200 or 202, as it should be. */
export function wants(roots: readonly Framed[], filter?: Filter<Hex>): ScriptedAnswer {
  return wantsAs(roots.length === 0 ? 200 : 202, roots, filter)
}

/** An answer to a push with any status. */
export function wantsAs(
  status: number,
  roots: readonly Framed[],
  filter?: Filter<Hex>,
): ScriptedAnswer {
  return { status, type: MESSAGE, body: body(message('dr', roots, filter)) }
}

export function refuses(
  status: number,
  headers?: Readonly<Record<string, string>>,
  code = 'no',
): ScriptedAnswer {
  const problem = new TextEncoder().encode(`{"status":${status},"code":"${code}","title":"no"}`)
  return { status, type: PROBLEM, ...(headers && { headers }), body: body(problem) }
}
