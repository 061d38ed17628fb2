import type { Command } from 'commander';
import type { ChangeNumberInput } from '../contract/api/index.ts';
import type { Cli } from './session.ts';

export interface ChangeOptions {
  readonly change?: string;
  readonly reason?: string;
}

/** Options by which a person says under which change something is altered; without it an alteration of a baselined thing is unauthorised. */
export function withChange(command: Command, out: Cli['out']): Command {
  return command
    .option('--change <number>', out.say('变更单号', 'number of the change'))
    .option('--reason <text>', out.say('变更事由', 'reason of the change'));
}

export function changeOf({ change, reason }: ChangeOptions): { change?: ChangeNumberInput } {
  if (change === undefined) return {};
  return { change: { number: change, ...(reason === undefined ? {} : { reason }) } };
}
