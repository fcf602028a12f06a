import type { Command } from 'commander'
import { CliError } from './errors.js'
import { type ExitCode, print, type Report } from './output.js'

/** Signals that came within this time are one wish: a terminal and a wrapper may both pass it on. */
const ONE_WISH_MS = 1000
const SIGNALS = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 } as const

/** Aborted by the first SIGINT, SIGTERM or SIGHUP; another one ends the process on the spot. */
export interface Interrupt {
  readonly signal: AbortSignal
  /** The exit code that tells of the signal, once there was one. */
  readonly exitCode: number | undefined
}

/** An action for commander that prints the report and sets the exit code. */
export function runs<A extends unknown[]>(
  body: (interrupt: Interrupt, ...args: A) => Promise<Report>,
): (...args: [...A, Command]) => Promise<void> {
  return async (...args) => {
    const command = args.pop() as Command
    const interrupt = watchSignals()
    try {
      const report = await body(interrupt, ...(args as unknown as A))
      print(report, command.opts().json === true)
      process.exitCode = report.exitCode ?? 0
    } catch (error) {
      throw interrupt.exitCode === undefined ? error : interrupt.signal.reason
    }
  }
}

function watchSignals(): Interrupt {
  const controller = new AbortController()
  const interrupt = { signal: controller.signal, exitCode: undefined as number | undefined }
  let first = 0
  for (const [signal, exitCode] of Object.entries(SIGNALS)) {
    process.on(signal, () => {
      if (interrupt.exitCode === undefined) {
        first = performance.now()
        interrupt.exitCode = exitCode
        controller.abort(new Stopped(signal, exitCode))
      } else if (performance.now() - first > ONE_WISH_MS) process.exit(exitCode)
    })
  }
  return interrupt
}

/** Why a command that was interrupted ended. */
export class Stopped extends CliError {
  readonly exitCode: number

  constructor(signal: string, exitCode: number) {
    super('ERR_ABORTED', `stopped by ${signal}; what came before is kept`)
    this.exitCode = exitCode
  }
}

export type { ExitCode }
