import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import process from 'node:process'
import { parseArgs } from 'node:util'
import { CID } from 'multiformats/cid'
import { held } from './held.js'
import type { Ending, Opening, Peer } from './peer.js'

const USAGE =
  'serve [--have CAR], pull URL ROOT [--have CAR] [--warm N] or push URL ROOT CAR; [--disk DIR]'

/**
 * A peer as a program. It says in lines of JSON what there is to say: a server its URL and, once stdin
 * has ended, what it holds; a client that it is ready, and how the transfer went.
 */
export async function runPeer<S>(peer: Peer<S>): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      have: { type: 'string' },
      disk: { type: 'string' },
      warm: { type: 'string', default: '0' },
    },
  })
  const [way, url, root, car] = positionals
  const { warm, ...given } = values
  const opening: Opening = { ...given, ...(car !== undefined && { have: car }) }
  const store = await peer.open(opening)
  if (way === 'serve') await serve(peer, store)
  else if (way === 'pull' && url && root) {
    // Into stores that are thrown away: the code is compiled by that, here and in the server.
    for (let i = 0; i < Number(warm); i++)
      await peer.pull(url, CID.parse(root), await peer.open(opening))
    const end = await timed(() => peer.pull(url, CID.parse(root), store))
    say({ ...end, ...(await held(peer.blocks(store))) })
  } else if (way === 'push' && url && root && peer.push) {
    say(await timed(() => peer.push!(url, CID.parse(root), store)))
  } else throw new Error(USAGE)
  await peer.close?.(store)
  // Connections that are kept alive would keep the process.
  process.exit()
}

async function serve<S>(peer: Peer<S>, store: S): Promise<void> {
  const server = createServer({ requestTimeout: 0 }, peer.listener(store))
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  say({ url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` })
  process.stdin.resume()
  await once(process.stdin, 'end')
  say(await held(peer.blocks(store)))
}

/** Nothing but the transfer is timed: the program is loaded, and so are its blocks. */
async function timed(transfer: () => Promise<Ending>): Promise<object> {
  say({ ready: true })
  const start = performance.now()
  try {
    const ending = await transfer()
    return { ms: performance.now() - start, ...ending }
  } catch (error) {
    const ms = performance.now() - start
    return { ms, complete: false, error: error instanceof Error ? error.message : String(error) }
  }
}

function say(line: object): void {
  process.stdout.write(`${JSON.stringify(line)}\n`)
}
