import type { Pins } from '../spec/pins.js'
import type { Car, CarModel } from './car.js'
import type { CidHex } from './cid.js'
import type { Store } from './dag.js'
import type { FilterModel } from './filter.js'
import type { MessageModel, Status } from './message.js'
import type { ReceiverModel } from './receiver.js'
import { Refusal } from './refusal.js'
import type { Answer, SenderModel } from './sender.js'
import type { Reply, Request } from './server.js'

/** One exchange with a server. */
export type Exchange = (request: Request) => Promise<Reply>

export interface ClientTask {
  readonly store: Store
  readonly roots: readonly CidHex[]
  readonly diff?: string | undefined
}

/** Told how a transfer stands after each step, so that what a failed one came to can be seen. */
export interface Progress {
  complete: boolean
  unavailable: readonly CidHex[]
}

/** What a pushing client has learned so far. */
interface Push {
  /** Listed by the server in its last answer, without what cannot be had. */
  asked: readonly CidHex[]
  readonly unavailable: Set<CidHex>
  readonly everAsked: Set<CidHex>
  shrunk: number
  last: number
}

/** A client. */
export class ClientModel {
  readonly pins: Pins
  readonly filter: FilterModel
  readonly messages: MessageModel
  readonly cars: CarModel
  readonly sender: SenderModel
  readonly receiver: ReceiverModel

  constructor(
    pins: Pins,
    parts: Pick<ClientModel, 'filter' | 'messages' | 'cars' | 'sender' | 'receiver'>,
  ) {
    this.pins = pins
    this.filter = parts.filter
    this.messages = parts.messages
    this.cars = parts.cars
    this.sender = parts.sender
    this.receiver = parts.receiver
  }

  /** @see PULL-1 PULL-2 PULL-7 RND-27 */
  async pull(task: ClientTask, exchange: Exchange, progress: Progress): Promise<void> {
    const transfer = this.receiver.open(task.store, task.roots)
    let status = this.receiver.status(transfer)
    const note = () => {
      progress.unavailable = [...transfer.unavailable]
      progress.complete = this.receiver.isComplete(transfer)
    }
    note()
    while (this.pullGoesOn(status)) {
      const body = this.pullBody(status, task)
      const reply = await exchange(this.request('pull', task, body))
      const { car, fault } = this.pulled(reply, body.length)
      const answer = { available: car.roots, blocks: car.blocks }
      status = this.receiver.take(transfer, answer, fault !== undefined)
      note()
      if (fault) throw fault
    }
  }

  /** @see PULL-7 */
  pullGoesOn({ missing }: Status): boolean {
    return missing.length > 0
  }

  /** @see PULL-1 */
  pullBody(status: Status, _task: ClientTask): Uint8Array {
    return this.messages.encodePull(status)
  }

  /**
   * What a server gave: blocks, or the news that it has none.
   * @param asked bytes of the request, of which the header may repeat every root
   * @see CAR-13 PULL-6 HTTP-9 HTTP-15
   */
  pulled({ status, type, body }: Reply, asked = 0): { car: Car; fault?: Refusal } {
    const { statusAvailable, statusNotFound } = this.pins['PULL-5']
    if (this.isUnknownRoute(type, body)) throw this.refused(status)
    if (status === statusNotFound) return { car: { roots: [], blocks: [] } }
    if (status !== statusAvailable) throw this.refused(status)
    return this.carOf(body, Math.max(this.pins['CAR-13'].maxHeader, asked + 16))
  }

  /** Whether a refusal is about the path and not about the roots. @see HTTP-3 PULL-6 */
  isUnknownRoute(type: string, body: Uint8Array): boolean {
    if (type !== this.pins['HTTP-10'].problemType) return false
    const { code } = JSON.parse(Buffer.from(body).toString()) as { code?: unknown }
    return code === this.pins['HTTP-3'].codeRoute
  }

  /** A CAR, or what came before the fault in one. @see CAR-12 RND-20 */
  carOf(body: Uint8Array, maxHeader?: number): { car: Car; fault?: Refusal } {
    try {
      return { car: this.cars.decode([body], maxHeader) }
    } catch (cause) {
      return { car: (cause as Refusal).kept as Car, fault: cause as Refusal }
    }
  }

  /** @see PUSH-1 PUSH-2 PUSH-4 PUSH-8 PUSH-11 RND-16 */
  async push(
    task: ClientTask,
    coldCall: 'one' | 'all',
    exchange: Exchange,
    progress: Progress,
  ): Promise<void> {
    const push: Push = {
      asked: [],
      unavailable: new Set(),
      everAsked: new Set(),
      shrunk: 0,
      last: Number.POSITIVE_INFINITY,
    }
    let status: Status = { missing: task.roots, filter: this.filter.empty() }
    let most = coldCall === 'one' ? 1 : Number.POSITIVE_INFINITY
    while (status.missing.length > 0) {
      const answer = this.sender.answer(task.store, status, this.pins['PUSH-3'].order)
      this.markUnavailable(push, answer)
      progress.unavailable = [...push.unavailable]
      if (this.endsPush(push, answer)) return
      if (!this.advances(push, answer.available)) throw new Refusal('no-progress', 'asked again')
      const car = { roots: this.header(task, answer), blocks: answer.blocks.slice(0, most) }
      most = Number.POSITIVE_INFINITY
      const told = this.told(await exchange(this.request('push', task, await this.pushBody(car))))
      progress.complete = told.missing.length === 0
      if (progress.complete) progress.unavailable = []
      push.asked = this.wanted(push, told.missing)
      status = { missing: push.asked, filter: told.filter }
    }
  }

  /** @see PUSH-1 */
  pushBody(car: Car): Promise<Uint8Array> {
    return this.cars.encode(car)
  }

  /** @see PUSH-2 */
  header({ roots }: ClientTask, _answer: Answer): readonly CidHex[] {
    return roots
  }

  /** @see PUSH-10 */
  markUnavailable({ asked, unavailable }: Push, { available }: Answer): void {
    for (const cid of asked) if (!available.includes(cid)) unavailable.add(cid)
  }

  /** @see PUSH-10 */
  wanted({ unavailable }: Push, missing: readonly CidHex[]): CidHex[] {
    return missing.filter((cid) => !unavailable.has(cid))
  }

  /** @see PUSH-11 */
  endsPush({ asked }: Push, { available }: Answer): boolean {
    return asked.length > 0 && available.length === 0
  }

  /** Whether the server asks for something new, or for less; less alone only so often. @see PUSH-13 */
  advances(push: Push, available: readonly CidHex[]): boolean {
    const known = push.everAsked.size
    for (const cid of available) push.everAsked.add(cid)
    push.shrunk = push.everAsked.size > known ? 0 : push.shrunk + 1
    const less = available.length < push.last
    push.last = available.length
    return push.shrunk === 0 || (less && push.shrunk <= this.pins['PUSH-13'].patience)
  }

  /** @see PUSH-7 HTTP-9 */
  told({ status, body }: Reply): Status {
    const { statusComplete, statusGoOn } = this.pins['PUSH-6']
    if (status !== statusComplete && status !== statusGoOn) throw this.refused(status)
    return this.messages.decodePush(status, body)
  }

  /** @see HTTP-9 */
  refused(status: number): Refusal {
    return new Refusal('refused', `the server answered ${status}`)
  }

  /** @see HTTP-1 HTTP-2 HTTP-4 HTTP-11 */
  request(direction: 'pull' | 'push', { diff }: ClientTask, body: Uint8Array): Request {
    const { messageType, carType } = this.pins['HTTP-4']
    const query = diff === undefined ? '' : `?${this.query(diff)}`
    return {
      method: this.pins['HTTP-2'].method,
      path: this.pins['HTTP-1'][direction] + query,
      type: direction === 'pull' ? messageType : carType,
      body,
    }
  }

  /** @see HTTP-11 */
  query(diff: string): string {
    return `${this.pins['HTTP-11'].diff}=${encodeURIComponent(diff)}`
  }
}
