import { readdirSync } from 'node:fs'
import { defineConfig } from 'vitest/config'
import type { Reporter } from 'vitest/node'

/** The run closes with one plain line that counts it. */
const closingLine: Reporter = {
  onTestRunEnd(modules) {
    const count = { passed: 0, failed: 0, skipped: 0, pending: 0 }
    for (const module of modules) {
      for (const test of module.children.allTests()) count[test.result().state]++
    }
    console.log(`${count.passed} passed, ${count.failed} failed, ${count.skipped} skipped`)
  },
}

/** A folder as a project inherits nothing; spelled out, it inherits what is set below. */
const projects = readdirSync('packages').map((name) => ({
  extends: true as const,
  test: { name: `@car-mirror/${name}`, root: `packages/${name}` },
}))

export default defineConfig({
  test: {
    projects,
    reporters: ['default', closingLine],
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
})
