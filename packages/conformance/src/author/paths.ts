import { fileURLToPath } from 'node:url'

const ROOT = new URL('../../../../', import.meta.url)

/** Where things are in a checkout. */
export const paths = {
  root: fileURLToPath(ROOT),
  spec: fileURLToPath(new URL('spec/', ROOT)),
  vectors: fileURLToPath(new URL('vectors/', ROOT)),
}
