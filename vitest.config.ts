import { defineConfig } from 'vitest/config';
import './bin/compile-cache.mjs';
import { SummaryReporter } from './test/support/summary-reporter.ts';

const long = process.env.HOLDFAST_LONG === '1';
const minute = 60_000;

/**
 * Projects run one after the other (`order`). Clicking has one worker: browser, page and shell take both cores by themselves.
 * @param setup a module that makes what the files share, before any of them
 */
function project(name: string, order: number, timeout: number, workers = 2, setup: string[] = []) {
  return {
    test: {
      name,
      include: [`test/${name}/**/*.test.{ts,tsx}`],
      exclude: long ? [] : ['**/*.long.test.ts'],
      environment: 'node',
      pool: 'forks' as const,
      maxWorkers: workers,
      fileParallelism: workers > 1,
      globalSetup: setup,
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
      project('unit', 0, 15_000),
      project('property', 1, minute),
      project('integration', 2, minute, 2, ['test/support/before-integration.ts']),
      project('fault', 3, 2 * minute),
      project('e2e', 4, 5 * minute, 1),
    ],
  },
});
