// An adapter that gives back what it was given.
import process from 'node:process'
import { createInterface } from 'node:readline'

const filter = { bytes: '', hashes: 0 }
const PORT = {
  insert: ({ elements }) => ({ value: { filter: elements.join('') } }),
  'pull.decode': ({ body }) => ({ value: { roots: [body], filter } }),
  send: ({ store, missing, filter }) => ({
    value: { available: missing, blocks: [...store.map(({ bytes }) => bytes), filter.bytes] },
  }),
  receive: ({ store, roots, rounds }) => ({
    error: 'block-hash',
    detail: 'as it was told',
    value: {
      statuses: [{ missing: roots, filter }],
      stored: store.map(({ cid }) => cid),
      unavailable: rounds.flatMap(({ blocks }) => blocks.map(({ bytes }) => bytes)),
    },
  }),
}
const operations = Object.keys(PORT)
const hello = {
  protocol: 1,
  name: 'echo',
  version: '1',
  dialect: 'go',
  operations,
  more: 'is fine',
}

for await (const line of createInterface({ input: process.stdin })) {
  const { id, op, input } = JSON.parse(line)
  const answer = op === 'hello' ? { value: hello } : PORT[op](input)
  process.stdout.write(`${JSON.stringify({ id, ...answer })}\n`)
}
