import { onTestFinished } from 'vitest'
import { urlPort } from '../../../src/live/server-port.js'
import type { ClientPort, Port, ServerPort } from '../../../src/suite/port.js'

/** A port with one side, of which nothing else can be asked. */
export function portOf(
  sides: { readonly server?: ServerPort; readonly client?: ClientPort },
  dialect: Port['dialect'] = 'spec',
): Port {
  return { name: 'test', version: '', dialect, subject: {}, ...sides, close: async () => {} }
}

/** The server at a URL, until the end of the test. */
export async function byUrl(
  url: string,
  options: Partial<Parameters<typeof urlPort>[0]> = {},
): Promise<Port> {
  const port = await urlPort({ url, dialect: 'spec', timeout: 10_000, ...options })
  onTestFinished(() => port.close())
  return port
}
