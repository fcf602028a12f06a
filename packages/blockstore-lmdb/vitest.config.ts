import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    // for the compliance tests of js-stores, which expect mocha and the chai of their build tool
    globals: true,
    alias: {
      'aegir/chai': fileURLToPath(new URL('./test/support/aegir-chai.mjs', import.meta.url)),
    },
    server: { deps: { inline: [/interface-blockstore-tests/] } },
    globalSetup: './test/support/build.ts',
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
})
