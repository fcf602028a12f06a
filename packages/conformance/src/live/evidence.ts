import { toHex } from '@car-mirror/vectors'
import type { PortProblem } from '../suite/port.js'
import type { Finding, Problem, Shown } from '../suite/test.js'
import type { Answered, Outgoing } from '../wire/reply.js'
import type { ScriptedServer } from '../wire/scripted-server.js'

/** Bytes of a body that a result keeps. */
const KEPT = 4096
/** Requests and answers that it keeps. */
const MOST = 32

/** What went over the wire, for a reader, and what was wrong with it. */
export class Evidence {
  readonly #shown: Shown[] = []
  readonly #notes: Shown[] = []
  readonly problems: Problem[] = []
  /** The port fell silent or went away, which may not be its own doing. */
  trouble: PortProblem | undefined

  request(count: number, { method, path, type, body }: Outgoing): void {
    this.#show(shown(`request ${count}: ${method} ${path}`, type, body))
  }

  reply(count: number, { status, type, body }: Answered): void {
    this.#show(shown(`answer ${count}: ${status}`, type, body))
  }

  exchanges({ exchanges }: ScriptedServer): void {
    for (const [i, { request, given }] of exchanges.entries()) {
      this.request(i + 1, request)
      if (given) this.reply(i + 1, given)
    }
  }

  note(label: string, text: string): void {
    this.#notes.push({ label, text })
  }

  get finding(): Finding {
    if (this.problems.length === 0) return { status: 'pass' }
    return { status: 'fail', problems: this.problems, sent: [...this.#shown, ...this.#notes] }
  }

  #show(one: Shown): void {
    if (this.#shown.length < MOST) this.#shown.push(one)
  }
}

function shown(label: string, type: string | null, body: Uint8Array): Shown {
  const cut = body.length > KEPT ? `, the first ${KEPT} of ${body.length} bytes` : ''
  const named = `${label}${type ? `, ${type}` : ''}${cut}`
  return { label: named, hex: toHex(body.subarray(0, KEPT)) }
}
