import { existsSync } from 'node:fs'
import {
  chmod,
  lstat,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  readlink,
  rm,
  symlink,
  writeFile,
} from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import * as dagPb from '@ipld/dag-pb'
import { MemoryBlockstore } from 'blockstore-core/memory'
import { UnixFS } from 'ipfs-unixfs'
import { CID } from 'multiformats/cid'
import * as raw from 'multiformats/codecs/raw'
import { sha256 } from 'multiformats/hashes/sha2'
import { afterEach, beforeEach, expect } from 'vitest'
import { exportRoot } from '../../src/unixfs/export.js'

export { MemoryBlockstore }

/** A fresh directory for each test; a path inside it by name. */
export function useTemp(): (name?: string) => string {
  let root = ''
  beforeEach(async () => {
    process.umask(0o022)
    root = await mkdtemp(join(tmpdir(), 'car-mirror-unixfs-'))
  })
  afterEach(async () => {
    await rm(root, { recursive: true, force: true })
  })
  return (name = '') => join(root, name)
}

export type Tree =
  | { kind: 'file'; bytes: Uint8Array; mode: number }
  | { kind: 'directory'; mode: number; entries: [string, Tree][] }
  | { kind: 'symlink'; target: string }

export async function writeTree(path: string, tree: Tree): Promise<void> {
  if (tree.kind === 'symlink') return symlink(tree.target, path)
  if (tree.kind === 'file') await writeFile(path, tree.bytes)
  else {
    await mkdir(path)
    for (const [name, below] of tree.entries) await writeTree(join(path, name), below)
  }
  await chmod(path, tree.mode)
}

/** Everything a walk of the file system sees: one line per entry, in order of its bytes. */
export async function describeTree(path: string, shown = '.'): Promise<string[]> {
  const stat = await lstat(path)
  const mode = (stat.mode & 0o7777).toString(8)
  if (stat.isSymbolicLink()) return [`${shown} -> ${await readlink(path)}`]
  if (stat.isFile()) {
    const digest = await sha256.digest(await readFile(path))
    return [`${shown} ${mode} ${stat.size} ${Buffer.from(digest.digest).toString('hex')}`]
  }
  const lines = [`${shown}/ ${mode}`]
  for (const name of (await readdir(path)).sort()) {
    lines.push(...(await describeTree(join(path, name), `${shown}/${name}`)))
  }
  return lines
}

/** Runs without the powers of root, who may read and write everything. */
export async function asNobody<T>(run: () => Promise<T>): Promise<T> {
  if (process.geteuid?.() !== 0) return run()
  process.seteuid!(65_534)
  try {
    return await run()
  } finally {
    process.seteuid!(0)
  }
}

/** DAGs that no importer would make. */
export class Forge {
  readonly store = new MemoryBlockstore()

  async put(codec: number, bytes: Uint8Array): Promise<CID> {
    const cid = CID.createV1(codec, await sha256.digest(bytes))
    await this.store.put(cid, bytes)
    return cid
  }

  raw(text: string): Promise<CID> {
    return this.put(raw.code, new TextEncoder().encode(text))
  }

  /** Keeps links in the given order where names allow it; names and sizes are not checked. */
  node(data: UnixFS | Uint8Array, links: [string, CID][] = []): Promise<CID> {
    const Data = data instanceof UnixFS ? data.marshal() : data
    const Links = links.map(([Name, Hash]) => ({ Name, Hash, Tsize: 0 }))
    return this.put(dagPb.code, dagPb.encode(dagPb.prepare({ Data, Links })))
  }

  directory(...links: [string, CID][]): Promise<CID> {
    return this.node(new UnixFS({ type: 'directory' }), links)
  }

  symlink(target: string): Promise<CID> {
    return this.node(new UnixFS({ type: 'symlink', data: new TextEncoder().encode(target) }))
  }

  shard(fanout: bigint, ...links: [string, CID][]): Promise<CID> {
    const data = new UnixFS({ type: 'hamt-sharded-directory', fanout, hashType: 0x22n })
    return this.node(data, links)
  }

  /** Each part with the size that the parent claims for it. */
  file(parts: [CID, bigint][], data?: Uint8Array): Promise<CID> {
    const blockSizes = parts.map(([, size]) => size)
    const unixfs = new UnixFS({ type: 'file', blockSizes, ...(data ? { data } : {}) })
    return this.node(
      unixfs,
      parts.map(([cid]) => ['', cid]),
    )
  }
}

/** The export fails with this code, and nothing of it is left: neither OUT nor its stage. */
export async function expectNoExport(forge: Forge, root: CID, out: string, code: string) {
  const parent = join(out, '..')
  const before = await describeTree(parent)
  const error = await exportRoot(root, out, forge.store).catch((caught: unknown) => caught)
  expect(error).toMatchObject({ name: 'CliError', code })
  expect(existsSync(out)).toBe(false)
  expect(await describeTree(parent)).toEqual(before)
  return error as Error & { cid?: CID }
}
