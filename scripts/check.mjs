// Types, lint and format; every part runs, so that one run shows all that is wrong.
import '../bin/require-node.mjs';

import('./tool.mjs').then(({ runTool }) => {
  // Biome colours every character even into a file, which makes a build log unreadable.
  const colours = process.stdout.isTTY ? [] : ['--colors=off'];
  const codes = [
    runTool('tsc', ['-p', 'tsconfig.node.json']),
    runTool('tsc', ['-p', 'tsconfig.web.json']),
    runTool('biome', ['ci', '--error-on-warnings', ...colours, '.']),
  ];
  process.exitCode = Math.max(...codes);
});
