import type { Command } from 'commander'
import { CliError } from './errors.js'
import { print, type Report } from './output.js'

/** Signals that came within this time are one wish: a terminal and a wrapper may both pass it on. */
const ONE_WISH_MS = 1000
const SIGNALS = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 } as const

/**
 * An action for commander that prints the report and sets the exit code. Its signal is aborted by
 * the first SIGINT, SIGTERM or SIGHUP, with `Stopped`; another one ends the process on the spot.
 */
export function runs<A extends unknown[]>(
  body: (signal: AbortSignal, ...args: A) => Promise<Report>,
): (...args: [...A, Command]) => Promise<void> {
  return async (...args) => {
    const command = args.pop() as Command
    const report = await body(watchSignals(), ...(args as unknown as A))
    print(report, command.opts().json === true)
    process.exitCode = report.exitCode ?? 0
  }
}

function watchSignals(): AbortSignal {
  const controller = new AbortController()
  let first = 0
  for (const [signal, exitCode] of Object.entries(SIGNALS)) {
    process.on(signal, () => {
      if (!controller.signal.aborted) {
        first = performance.now()
        controller.abort(new Stopped(signal, exitCode))
      } else if (performance.now() - first > ONE_WISH_MS) process.exit(exitCode)
    })
  }
  return controller.signal
}

/** Why a command that was interrupted ended. */
export class Stopped extends CliError {
  readonly exitCode: number

  constructor(signal: string, exitCode: number) {
    super('ERR_ABORTED', `stopped by ${signal}; what came before is kept`)
    this.exitCode = exitCode
  }
}
