// `node scripts/test.mjs [--long] [PROJECT ...] [-- vitest options]`: the named projects, or all of them.
import '../bin/require-node.mjs';

import('./tool.mjs').then(({ runTool }) => {
  const args = process.argv.slice(2);
  const long = args.includes('--long');
  const names = ['unit', 'property', 'integration', 'e2e', 'fault'];
  const projects = args.filter((arg) => names.includes(arg)).flatMap((name) => ['--project', name]);
  const rest = args.filter((arg) => arg !== '--long' && arg !== '--' && !names.includes(arg));
  process.exitCode = runTool('vitest', ['run', ...projects, ...rest], long ? { HOLDFAST_LONG: '1' } : {});
});
