import { defineConfig } from 'vitest/config';
import './bin/compile-cache.mjs';
import { SummaryReporter } from './test/support/summary-reporter.ts';

const long = process.env.HOLDFAST_LONG === '1';
const minute = 60_000;

/** Projects run one after the other (`order`); heavy ones use a single worker, to be fair on two cores. */
function project(name: string, order: number, timeout: number, workers: number) {
  return {
    test: {
      name,
      include: [`test/${name}/**/*.test.{ts,tsx}`],
      exclude: long ? [] : ['**/*.long.test.ts'],
      environment: 'node',
      pool: 'forks' as const,
      maxWorkers: workers,
      fileParallelism: workers > 1,
      testTimeout: long ? 30 * minute : timeout,
      hookTimeout: Math.max(timeout, minute),
      sequence: { groupOrder: order },
    },
  };
}

export default defineConfig({
  test: {
    passWithNoTests: false,
    reporters: ['default', new SummaryReporter()],
    projects: [
      project('unit', 0, 15_000, 2),
      project('property', 1, minute, 2),
      project('integration', 2, minute, 1),
      project('fault', 3, 2 * minute, 1),
      project('e2e', 4, 5 * minute, 1),
    ],
  },
});
