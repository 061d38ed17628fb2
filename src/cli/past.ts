import { pastInput } from '../contract/api/past-input.ts';
import type { HoldfastClient } from '../contract/router/index.ts';

/** Commands that show the register as of `--as-of`. */
export const pastCommands: ReadonlySet<string> = new Set(['list', 'show', 'graph', 'path', 'impact']);

/**
 * The same door, through which everything that is read is as of a moment.
 * @param at milliseconds since 1970
 */
export function pastClient(client: HoldfastClient, at: number): HoldfastClient {
  return along(client, [], { at }) as HoldfastClient;
}

function along(target: unknown, path: readonly string[], asOf: { at: number }): unknown {
  return new Proxy(target as (...args: unknown[]) => unknown, {
    get: (of, name) =>
      typeof name === 'string' && name !== 'then'
        ? along(Reflect.get(of, name), [...path, name], asOf)
        : Reflect.get(of, name),
    apply: (of, self, [input, ...rest]: unknown[]) =>
      Reflect.apply(of, self, [pastInput(path, input, asOf), ...rest]),
  });
}
