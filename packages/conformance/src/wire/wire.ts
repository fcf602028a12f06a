import { fromHex, type Hex, type Profile } from '@car-mirror/vectors'
import { car, concat, type Framed, frame, varint } from '@car-mirror/vectors/by-hand'
import { type Car, CarModel } from '../model/car.js'
import { FilterModel } from '../model/filter.js'
import { Model } from '../model/model.js'
import { Refusal } from '../model/refusal.js'
import type { Pins } from '../spec/pins.js'
import type { Direction, Form, Read, Route, Written } from './form.js'
import { goForm } from './go-form.js'
import { pinsIn } from './pins.js'
import type { Answered, Outgoing, Pulled, Reply, Told } from './reply.js'
import { rsForm } from './rs-form.js'
import { specForm } from './spec-form.js'

/** A header may name every block of a large CAR in one dialect. Bytes. */
const MOST_HEADER = 64 * 1024 * 1024

/** A CAR as it was read, and what is wrong with it. */
export interface ReadCar {
  readonly roots: readonly Hex[]
  readonly blocks: readonly Framed[]
  readonly fault?: string | undefined
}

/** Requests and answers of one dialect: written as a client or server, and read as one. */
export class Wire {
  readonly form: Form
  /** Codecs whose links peers of the dialect read. */
  readonly codecs: readonly string[]
  readonly #cars: CarModel

  constructor(form: Form, pins: Pins, codecs: readonly string[]) {
    this.form = form
    this.codecs = codecs
    const { maxFrame } = pins['CAR-13']
    this.#cars = new CarModel({ ...pins, 'CAR-13': { maxFrame, maxHeader: MOST_HEADER } })
  }

  get profile(): Profile {
    return this.form.profile
  }

  /** Content-Type of a request. */
  type(direction: Direction): string {
    const { types } = this.form
    return direction === 'pull' ? types.message : types.car
  }

  /** Whether what is left to be done shows in the status, besides the list. */
  get tellsByStatus(): boolean {
    const { complete, goOn } = this.form.statuses
    return complete !== goOn
  }

  /** Whether a body is no bytes that stand for a CAR of no blocks. */
  isNoCar(body: Uint8Array): boolean {
    return this.form.rootInPath && body.length === 0
  }

  /** A pull. @param top the DAG root, which one dialect has in its path */
  pull(top: Uint8Array, written: Written): Outgoing {
    return this.posted('pull', top, this.form.message('pull', written))
  }

  /** A push of blocks below DAG roots, of which one dialect names only the first, in its path. */
  push(roots: readonly Uint8Array[], blocks: readonly Framed[]): Outgoing {
    return this.posted('push', roots[0]!, this.car(roots, blocks))
  }

  /** A push whose header names the DAG roots and nothing else, whatever the dialect would name. */
  pushNaming(roots: readonly Uint8Array[], blocks: readonly Framed[]): Outgoing {
    return this.posted('push', roots[0]!, car(roots, ...blocks))
  }

  /** A push of a header and nothing else, whatever the dialect sends where it has no blocks. */
  question(...roots: readonly Uint8Array[]): Outgoing {
    return this.posted('push', roots[0]!, car(roots))
  }

  /** A request of any body. */
  posted(direction: Direction, top: Uint8Array, body: Uint8Array): Outgoing {
    return {
      method: 'POST',
      path: this.form.path(direction, top),
      type: this.type(direction),
      body,
    }
  }

  car(roots: readonly Uint8Array[], blocks: readonly Framed[]): Uint8Array {
    const cids = blocks.map(({ cid }) => cid)
    const header = this.form.header(roots, cids)
    if (header === undefined) return new Uint8Array(0)
    return concat(varint(header.length), header, ...blocks.map(frame))
  }

  /** An answer to a pull, as the dialect reads it. */
  pulled({ status, type, body }: Answered): Reply<Pulled> {
    const { statuses, profile } = this.form
    if (status === statuses.absent && !isUnknownRoute(type, body)) return { kind: 'absent' }
    if (status !== statuses.pulled) return notTaken(status)
    if (this.isNoCar(body)) {
      return { kind: 'ok', value: { promised: undefined, blocks: [] } }
    }
    const { roots, blocks, fault } = this.readCar(body)
    if (fault !== undefined) return { kind: 'unreadable', why: fault, status }
    if (profile === 'go' && blocks.length === 0) return { kind: 'absent' }
    return { kind: 'ok', value: { promised: profile === 'spec' ? roots : undefined, blocks } }
  }

  /** An answer to a push, as the dialect reads it. */
  told({ status, body }: Answered): Reply<Told> {
    const { complete, goOn } = this.form.statuses
    if (status !== complete && status !== goOn) return notTaken(status)
    try {
      const { roots, has } = this.form.read('push', body)
      const isComplete = roots.length === 0
      if (this.tellsByStatus && isComplete !== (status === complete)) {
        return { kind: 'unreadable', why: `it lists ${roots.length} roots`, status }
      }
      return { kind: 'ok', value: { complete: isComplete, missing: roots, has } }
    } catch (cause) {
      return { kind: 'unreadable', why: reasonOf(cause), status }
    }
  }

  route(path: string): Route | undefined {
    return this.form.route(path)
  }

  /** A pull request of a client. @throws Error */
  asked(body: Uint8Array): Read {
    return this.form.read('pull', body)
  }

  /** A CAR of a client or server; of a bad one, what came before the fault. */
  readCar(body: Uint8Array): ReadCar {
    try {
      return framed(this.#cars.decode([body]))
    } catch (cause) {
      const kept = cause instanceof Refusal ? (cause.kept as Car | undefined) : undefined
      return { ...framed(kept ?? { roots: [], blocks: [] }), fault: reasonOf(cause) }
    }
  }

  /** An answer to a pull: what is promised, and blocks. */
  gives(promised: readonly Hex[], blocks: readonly Framed[]): Answered {
    if (promised.length + blocks.length === 0) return this.lacks()
    return this.answer('pull', this.form.statuses.pulled, this.car(promised.map(fromHex), blocks))
  }

  /** An answer to a pull of which no root is there. */
  lacks(): Answered {
    const { absent, pulled } = this.form.statuses
    // The clients of one dialect know no answer but this.
    if (this.profile === 'go') return this.answer('pull', pulled, this.car([], []))
    const problem = JSON.stringify({ status: absent, code: 'not-there', title: 'no root is there' })
    return { status: absent, type: 'application/problem+json', body: Buffer.from(problem) }
  }

  /** An answer to a push. */
  wants(written: Written): Answered {
    const { complete, goOn } = this.form.statuses
    const status = written.roots.length === 0 ? complete : goOn
    return this.answer('push', status, this.form.message('push', written))
  }

  /** An answer of any status and body. */
  answer(direction: Direction, status: number, body: Uint8Array): Answered {
    return { status, type: this.type(direction === 'pull' ? 'push' : 'pull'), body }
  }
}

const wires: Readonly<Record<Profile, Wire>> = {
  spec: wireIn(specForm(new Model(pinsIn('spec')))),
  rs: wireIn(rsForm(new FilterModel(pinsIn('rs')))),
  go: wireIn(goForm(new FilterModel(pinsIn('go')))),
}

function wireIn(form: Form): Wire {
  return new Wire(form, pinsIn('spec'), pinsIn(form.profile)['MOD-3'].codecs)
}

export function wireOf(profile: Profile): Wire {
  return wires[profile]
}

function framed({ roots, blocks }: Car): ReadCar {
  return { roots, blocks: blocks.map(({ cid, bytes }) => ({ cid: fromHex(cid), bytes })) }
}

function notTaken(status: number): Reply<never> {
  return { kind: status >= 400 && status < 500 ? 'refused' : 'failed', status }
}

/** The problem that tells a wrong path from roots that are not there. */
function isUnknownRoute(type: string, body: Uint8Array): boolean {
  if (!type.startsWith('application/problem+json')) return false
  return Buffer.from(body).includes(`"${pinsIn('spec')['HTTP-3'].codeRoute}"`)
}

function reasonOf(cause: unknown): string {
  return cause instanceof Error ? cause.message : String(cause)
}
