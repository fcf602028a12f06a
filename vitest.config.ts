import { existsSync, readdirSync } from 'node:fs'
import { basename } from 'node:path'
import process from 'node:process'
import { defineConfig } from 'vitest/config'
import type { Reporter } from 'vitest/node'

/** The run closes with one plain line that counts it, after one that counts the vectors in it. */
const closingLine: Reporter = {
  onTestRunEnd(modules) {
    const vectors = modules
      .filter(
        ({ moduleId }) =>
          !moduleId.includes('conformance') && moduleId.endsWith('/vectors.test.ts'),
      )
      .flatMap(({ children }) => Array.from(children.allTests('passed'), ({ name }) => name))
    // Of a dialect our packages take some in another way on purpose, which is tested too.
    const held = vectors.filter((title) => !title.includes(', otherwise: ')).length
    if (held > 0) {
      console.log(`${held} vectors held by our packages, ${vectors.length - held} not, on purpose`)
    }
    const count = { passed: 0, failed: 0, skipped: 0, pending: 0 }
    for (const module of modules) {
      for (const test of module.children.allTests()) count[test.result().state]++
    }
    console.log(`${count.passed} passed, ${count.failed} failed, ${count.skipped} skipped`)
  },
}

/**
 * Tests take the vectors of the text as it stands: after an edit of a clause they fail at once, and by
 * its name, not only when the next version is written.
 */
const built = new URL('packages/conformance/dist/author/current.js', import.meta.url)
if (existsSync(built)) process.env.CAR_MIRROR_VECTORS ??= await currentVectors()

async function currentVectors(): Promise<string> {
  return (await import(built.href)).currentVectors()
}

/** A folder as a project inherits nothing; spelled out, it inherits what is set below. */
const roots = [...readdirSync('packages').map((name) => `packages/${name}`), 'vectors']
const projects = roots.map((root) => ({
  extends: true as const,
  test: { name: `@car-mirror/${basename(root)}`, root },
}))

export default defineConfig({
  test: {
    projects,
    reporters: ['default', closingLine],
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
})
