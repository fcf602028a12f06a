import {
  fromHex,
  type GivenStatus,
  type Hex,
  type HttpAnswer,
  type HttpRequest,
  type Message,
  type ScriptedAnswer,
  toBytes,
  toHex,
} from '@car-mirror/vectors'
import * as dagCbor from '@ipld/dag-cbor'
import { CID } from 'multiformats/cid'
import type { Car } from '../model/car.js'
import type { Model } from '../model/model.js'
import { carNames } from '../model/named.js'
import type { Pins } from '../spec/pins.js'
import { type Direction, type Form, writtenOf } from '../wire/form.js'
import type { Answered, Outgoing } from '../wire/reply.js'
import type { Given } from '../wire/scripted-server.js'
import type { Wire } from '../wire/wire.js'
import type { Scene } from './scene.js'

// Vectors speak the specification. A request or an answer in it becomes one of a dialect that means the
// same, and what comes back is read as what it means.

/** Why a request or an answer cannot be put in a dialect. */
export class NoCounterpart extends Error {
  override readonly name = 'NoCounterpart'

  constructor({ profile }: Form, what: string) {
    super(`no counterpart in the dialect ${profile}: ${what}`)
  }
}

/**
 * A vector's request in a dialect. What cannot be read as a message goes as it is, as no dialect reads it.
 * @throws NoCounterpart
 */
export function requestIn(wire: Wire, request: HttpRequest, scene: Scene): Outgoing {
  const { form } = wire
  const body = toBytes(request.body)
  const place = placeOf(request.path, scene.model)
  if (form.profile === 'spec' || place === undefined) return { ...request, body }
  const { direction, prefix, end } = place
  const { messageType, carType } = scene.model.pins['HTTP-4']
  const isUsual = request.type === (direction === 'pull' ? messageType : carType)
  const type = isUsual ? wire.type(direction) : request.type
  const message = direction === 'pull' ? looseMessage('pull', body, scene.model.pins) : undefined
  const root = form.rootInPath ? rootOf(form, direction, { body, message }, scene) : ''
  const path = `${prefix}${form.path(direction, fromHex(root))}${end}`
  if (direction === 'push') return { method: request.method, path, type, body }
  const other = message ? form.message('pull', writtenOf(message)) : unreadable(form, 'pull', body)
  return { method: request.method, path, type, body: other }
}

/** What an answer means, whatever dialect it is in. @throws Refusal */
export function answerFrom(
  wire: Wire,
  { path }: HttpRequest,
  { status, type, body }: Answered,
  { model, dag }: Scene,
): HttpAnswer<GivenStatus> {
  if (status < 200 || status > 299) return { status, type, refused: true }
  const direction = placeOf(path, model)?.direction
  if (direction === undefined) return { status, type }
  if (direction === 'push') {
    const { roots, filter } = wire.form.decode('push', body)
    const meant = wire.tellsByStatus ? status : model.messages.pushStatus(roots)
    return { status: meant, type, message: { missing: dag.names(roots), filter } }
  }
  const meant = wire.tellsByStatus ? status : model.pins['PULL-5'].statusAvailable
  return { status: meant, type, car: carNames(carIn(wire, body, model), dag) }
}

/** A CAR as a dialect has it. @throws Refusal */
export function carIn(wire: Wire, body: Uint8Array, { cars }: Model): Car {
  if (wire.isNoCar(body)) return { roots: [], blocks: [] }
  return cars.decode([body])
}

/** A vector's answer in a dialect. @throws NoCounterpart */
export function answerIn(
  wire: Wire,
  direction: Direction,
  answer: ScriptedAnswer,
  pins: Pins,
): Given {
  const { form } = wire
  const body = toBytes(answer.body)
  const { statusComplete, statusGoOn } = pins['PUSH-6']
  const isSuccess = [statusComplete, statusGoOn].includes(answer.status)
  if (form.profile === 'spec' || !isSuccess) return { ...answer, body }
  const status = wire.tellsByStatus ? answer.status : form.statuses.goOn
  if (direction === 'pull') return { ...answer, status, body }
  const message = looseMessage('push', body, pins)
  if (message === undefined) {
    return { ...answer, status, body: unreadable(form, 'push', body) }
  }
  const isComplete = answer.status === statusComplete
  if (!wire.tellsByStatus && isComplete !== (message.roots.length === 0)) {
    throw new NoCounterpart(form, 'a status that contradicts its list')
  }
  return { ...answer, status, body: form.message('push', writtenOf(message)) }
}

interface Place {
  readonly direction: Direction
  readonly prefix: string
  /** Query, or path behind the route. */
  readonly end: string
}

/** Where in a path of the specification its route is; undefined for a path that is none. */
function placeOf(path: string, { server, pins }: Model): Place | undefined {
  const direction = server.route(path)?.direction
  if (direction === undefined) return undefined
  const route = pins['HTTP-1'][direction]
  const at = path.indexOf(route)
  return { direction, prefix: path.slice(0, at), end: path.slice(at + route.length) }
}

/** The root for a path that names one. */
function rootOf(
  form: Form,
  direction: Direction,
  { body, message }: { body: Uint8Array; message: Message<Hex> | undefined },
  scene: Scene,
): Hex {
  const car = direction === 'push' ? headerOf(body, scene.model) : undefined
  const roots = car?.roots ?? message?.roots
  const among = [...scene.heldCids, ...(car?.blocks.map(({ cid }) => cid) ?? [])]
  // Of what cannot be read any root does, and of a list of none the one that is there.
  const any = scene.heldCids[0] ?? scene.blocks[0]?.cid
  const isAnybodys = roots === undefined || (direction === 'pull' && roots.length === 0)
  const root = isAnybodys ? any : scene.above(roots, among)
  if (root !== undefined) return root
  throw new NoCounterpart(form, 'a transfer of no root or of several')
}

/** A CAR, or what came before the fault in one; undefined for one without a header. */
function headerOf(body: Uint8Array, { server }: Model): Car | undefined {
  try {
    return server.carOf(body).car
  } catch {
    return undefined
  }
}

function unreadable(form: Form, direction: Direction, body: Uint8Array): Uint8Array {
  try {
    form.decode(direction, body)
  } catch {
    return body
  }
  throw new NoCounterpart(form, 'a message that only the specification cannot read')
}

/** A message without the bounds of the specification; undefined if it is none. */
function looseMessage(
  direction: Direction,
  body: Uint8Array,
  pins: Pins,
): Message<Hex> | undefined {
  const { pullRoots, hashes, filter } = pins['MSG-1']
  const { pushRoots, pushRootsOld } = { ...pins['MSG-2'], ...pins['MSG-3'] }
  const names = direction === 'pull' ? [pullRoots] : [pushRoots, ...pushRootsOld]
  try {
    const map = dagCbor.decode<Record<string, unknown>>(body)
    const roots = names.map((name) => map[name]).find(Array.isArray) as unknown[] | undefined
    const { [filter]: bytes, [hashes]: count } = map
    if (!(bytes instanceof Uint8Array) || typeof count !== 'number') return undefined
    const cids = roots?.map((root) => CID.asCID(root))
    if (cids === undefined || cids.includes(null)) return undefined
    return {
      roots: cids.map((cid) => toHex(cid!.bytes)),
      filter: { bytes: toHex(bytes), hashes: count },
    }
  } catch {
    return undefined
  }
}
