import { toHex } from '@car-mirror/vectors'
import { CID } from 'multiformats/cid'
import type { Pins } from '../spec/pins.js'
import type { Car, CarModel } from './car.js'
import type { CidHex } from './cid.js'
import type { Store } from './dag.js'
import type { MessageModel } from './message.js'
import type { ReceiverModel } from './receiver.js'
import { Refusal } from './refusal.js'
import type { SenderModel } from './sender.js'

export interface Request {
  readonly method: string
  readonly path: string
  readonly type: string | null
  readonly body: Uint8Array
}

export interface Reply {
  readonly status: number
  readonly type: string
  readonly body: Uint8Array
}

interface Call {
  readonly direction: 'pull' | 'push'
  readonly diff?: string | undefined
}

const LIBP2P_KEY = 0x72

/** A server before a store. Nothing is kept between requests. @see RND-29 HTTP-16 */
export class ServerModel {
  readonly pins: Pins
  readonly messages: MessageModel
  readonly cars: CarModel
  readonly sender: SenderModel
  readonly receiver: ReceiverModel

  constructor(pins: Pins, parts: Pick<ServerModel, 'messages' | 'cars' | 'sender' | 'receiver'>) {
    this.pins = pins
    this.messages = parts.messages
    this.cars = parts.cars
    this.sender = parts.sender
    this.receiver = parts.receiver
  }

  async respond(store: Store, request: Request): Promise<Reply> {
    try {
      return await this.answer(store, request)
    } catch (cause) {
      if (cause instanceof Refusal) return this.refuse(this.statusOf(cause), cause.code)
      throw cause
    }
  }

  /** @see HTTP-1 HTTP-2 HTTP-3 */
  async answer(store: Store, request: Request): Promise<Reply> {
    const call = this.route(request.path)
    if (call === undefined) return this.unknownRoute()
    if (!this.takesMethod(request.method)) {
      return this.refuse(this.pins['HTTP-2'].statusMethod, 'method')
    }
    if (!this.takesType(call, request.type)) {
      return this.refuse(this.pins['HTTP-6'].statusType, 'media-type')
    }
    return call.direction === 'pull'
      ? this.pull(store, request.body)
      : this.push(store, request.body, call.diff)
  }

  /** @see HTTP-3 */
  unknownRoute(): Reply {
    const { statusRoute, codeRoute } = this.pins['HTTP-3']
    return this.refuse(statusRoute, codeRoute)
  }

  /** @see HTTP-1 HTTP-11 HTTP-12 */
  route(path: string): Call | undefined {
    const { pathname, searchParams } = new URL(path, 'http://server')
    const { pull, push } = this.pins['HTTP-1']
    const { diff } = this.pins['HTTP-11']
    const [at = '', printed] = this.splitPrinted(pathname, `&${diff}=`)
    const given = searchParams.get(diff) ?? (printed && decodeURIComponent(printed))
    if (at.endsWith(pull)) return { direction: 'pull', diff: given }
    if (at.endsWith(push)) return { direction: 'push', diff: given }
    return undefined
  }

  /** @see HTTP-12 */
  splitPrinted(pathname: string, mark: string): string[] {
    return pathname.split(mark)
  }

  /** @see HTTP-2 */
  takesMethod(method: string): boolean {
    return method === this.pins['HTTP-2'].method
  }

  /** @see HTTP-5 HTTP-6 */
  takesType({ direction }: Call, type: string | null): boolean {
    const { messageType, carType } = this.pins['HTTP-4']
    const expected = bare(direction === 'pull' ? messageType : carType)
    const given = bare(type ?? expected)
    return given === expected || this.pins['HTTP-5'].alsoTypes.includes(given)
  }

  /** @see PULL-3 PULL-4 PULL-5 PULL-8 */
  async pull(store: Store, body: Uint8Array): Promise<Reply> {
    const status = this.messages.decodePull(body)
    if (status.missing.length === 0) return this.nothingAsked()
    const answer = this.sender.answer(store, status, this.pins['PULL-3'].order)
    if (this.isNotFound(answer.available, status.missing)) {
      return this.refuse(this.pins['PULL-5'].statusNotFound, 'roots-unavailable')
    }
    const car = { roots: this.promised(answer.available, status.missing), blocks: answer.blocks }
    return this.reply(this.pins['PULL-5'].statusAvailable, await this.cars.encode(car))
  }

  /** @see PULL-8 */
  nothingAsked(): Promise<Reply> {
    return Promise.resolve(this.refuse(this.pins['PULL-8'].statusNothing, 'no-roots'))
  }

  /** @see PULL-5 */
  isNotFound(available: readonly CidHex[], _requested: readonly CidHex[]): boolean {
    return available.length === 0
  }

  /** @see PULL-4 */
  promised(available: readonly CidHex[], _requested: readonly CidHex[]): readonly CidHex[] {
    return available
  }

  /** @see PUSH-5 PUSH-6 PUSH-12 PUSH-14 PUSH-15 PUSH-17 */
  async push(store: Store, body: Uint8Array, diff: string | undefined): Promise<Reply> {
    const { car, fault } = this.carOf(body)
    if (this.lacksRoots(car)) return this.refuse(this.pins['CAR-5'].statusNoRoots, 'no-roots')
    const transfer = this.receiver.open(store, this.rootsOf(car, diff), this.narrowing(diff))
    const answer = { available: [], blocks: car.blocks }
    const status = this.receiver.take(transfer, answer)
    if (fault) throw fault
    const message = this.messages.encodePush(status)
    return { status: message.status, type: this.pins['HTTP-4'].messageType, body: message.body }
  }

  /** A CAR, or what came before the fault in one. @see CAR-12 RND-20 */
  carOf(body: Uint8Array): { car: Car; fault?: Refusal } {
    try {
      return { car: this.cars.decode([body]) }
    } catch (cause) {
      const { roots, blocks } = (cause as Refusal).kept as Car
      if (roots.length === 0) throw cause
      return { car: { roots, blocks }, fault: cause as Refusal }
    }
  }

  /** @see CAR-5 */
  lacksRoots({ roots }: Car): boolean {
    return roots.length === 0
  }

  /** @see PUSH-2 PUSH-5 PUSH-14 */
  rootsOf({ roots }: Car, _diff: string | undefined): readonly CidHex[] {
    return roots
  }

  /** @see PUSH-15 PUSH-16 */
  narrowing(diff: string | undefined): CidHex[] {
    const cid = diff === undefined ? undefined : this.diffCid(diff)
    return cid === undefined ? [] : [cid]
  }

  /** Nobody resolves names here. @see HTTP-13 PUSH-16 */
  diffCid(diff: string): CidHex | undefined {
    try {
      const cid = CID.parse(diff.replace(/^(ipfs:\/\/|\/ipfs\/)/, ''))
      return cid.code === LIBP2P_KEY ? undefined : toHex(cid.bytes)
    } catch {
      return undefined
    }
  }

  /** @see HTTP-4 */
  reply(status: number, body: Uint8Array): Reply {
    return { status, type: this.pins['HTTP-4'].carType, body }
  }

  /** @see HTTP-7 HTTP-8 */
  statusOf({ code }: Refusal): number {
    return code === 'car-limit'
      ? this.pins['HTTP-8'].statusLimit
      : this.pins['HTTP-7'].statusMalformed
  }

  /** @see HTTP-10 */
  refuse(status: number, code: string): Reply {
    const body = Buffer.from(JSON.stringify({ status, code, title: `refused: ${code}` }))
    return { status, type: this.pins['HTTP-10'].problemType, body }
  }
}

/** A media type without its parameters, in lower case. @see HTTP-5 */
function bare(type: string): string {
  return type.split(';', 1)[0]!.trim().toLowerCase()
}
