import type { Environment, Table } from './environment.js'

/** Keys read at once while iterating. */
const PAGE_KEYS = 256

/**
 * Every key of a table, in the order of its bytes. Holds no snapshot between steps, so that a slow
 * reader does not make the file grow; what is written meanwhile may or may not be seen.
 */
export function* keysOf(env: Environment, table: Table): Generator<Uint8Array> {
  let range: { start: Uint8Array; exclusiveStart: boolean } = {
    start: Uint8Array.of(0),
    exclusiveStart: false,
  }
  while (true) {
    env.refresh()
    const page = [...table.getKeys({ ...range, limit: PAGE_KEYS })]
    yield* page.map(plain)
    const last = page.at(-1)
    if (last === undefined || page.length < PAGE_KEYS) return
    range = { start: last, exclusiveStart: true }
  }
}

/** The same memory as a plain Uint8Array: a Buffer is not structurally equal to one. */
export function plain(bytes: Uint8Array): Uint8Array {
  return new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength)
}
