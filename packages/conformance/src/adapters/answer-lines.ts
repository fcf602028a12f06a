import process from 'node:process'
import { createInterface } from 'node:readline'
import type { Answer } from '../adapter/answer.js'
import {
  type AdapterInput,
  type AdapterOperation,
  type Greeting,
  PROTOCOL,
} from '../adapter/schemas.js'

/** What an adapter can do. An operation that is not here is one that its port does not have. */
export type Handlers = {
  readonly [O in Exclude<AdapterOperation, 'hello'>]?: (
    input: AdapterInput<O>,
  ) => Answer<O> | Promise<Answer<O>>
}

/**
 * The loop of an adapter: a request a line on stdin, an answer a line on stdout, one after the other,
 * until stdin closes. What a handler throws ends the process: the suite reports a crash and starts
 * another. stderr is for whatever helps to understand that.
 */
export async function answerLines(
  port: Pick<Greeting, 'name' | 'version' | 'dialect'>,
  handlers: Handlers,
): Promise<void> {
  const greeting: Greeting = { protocol: PROTOCOL, ...port, operations: Object.keys(handlers) }
  for await (const line of createInterface({ input: process.stdin })) {
    const { id, op, input } = JSON.parse(line)
    const answer = op === 'hello' ? { value: greeting } : await handle(handlers, op, input)
    process.stdout.write(`${JSON.stringify({ id, ...answer })}\n`)
  }
  // A server may be running still.
  process.exit()
}

function handle(handlers: Handlers, op: string, input: unknown): object | Promise<object> {
  const handler = handlers[op as keyof Handlers] as ((input: unknown) => object) | undefined
  return handler ? handler(input) : { unsupported: `there is no ${op} here` }
}
