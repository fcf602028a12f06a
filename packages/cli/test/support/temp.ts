import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach } from 'vitest'

/** A fresh directory for each test; a path inside it by name. */
export function useTemp(): (name?: string) => string {
  let root = ''
  beforeEach(async () => {
    root = await mkdtemp(join(tmpdir(), 'car-mirror-cli-'))
  })
  afterEach(async () => {
    await rm(root, { recursive: true, force: true })
  })
  return (name = '') => join(root, name)
}

/** Bytes that look random and are the same each time. */
export function noise(length: number, seed = 1): Uint8Array {
  const words = new Uint32Array(Math.ceil(length / 4))
  let state = seed
  for (let i = 0; i < words.length; i++) {
    state ^= state << 13
    state ^= state >>> 17
    state ^= state << 5
    words[i] = state
  }
  return new Uint8Array(words.buffer, 0, length)
}

/** A small tree with what there is: nested directories, an empty file, an executable, a symlink. */
export async function makeTree(path: string): Promise<void> {
  await mkdir(join(path, 'a/b'), { recursive: true })
  await mkdir(join(path, 'empty'))
  await writeFile(join(path, 'a/large'), noise(700_000, 2))
  await writeFile(join(path, 'a/b/small'), 'small\n')
  await writeFile(join(path, 'a/b/nothing'), '')
  await writeFile(join(path, 'run.sh'), '#!/bin/sh\n', { mode: 0o755 })
  await symlink('a/b', join(path, 'link'))
}
