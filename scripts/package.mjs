// `npm run package [-- electron-builder options]`: builds the app and packs it for this platform.
import '../bin/require-node.mjs';

Promise.all([import('node:child_process'), import('./tool.mjs')]).then(
  ([{ spawnSync }, { root, runTool }]) => {
    // Fetches Electron's program, or finds it already there, the way electron-builder will.
    const args = [`${root}/node_modules/electron/install.js`];
    const fetched = spawnSync(process.execPath, args, { encoding: 'utf8', timeout: 600_000 });
    if (fetched.status !== 0) {
      const said = `${fetched.stderr ?? ''}`.split('\n').find((line) => line.includes('Error'));
      const reason = (said ?? 'the download did not finish').replace(/^\s*\w*Error: /, '').trim();
      process.stderr.write(
        `ELECTRON_NOT_AVAILABLE: Electron's program could not be downloaded (${reason})\n`,
      );
      process.exitCode = 1;
      return;
    }
    const built = runTool('electron-vite', ['build']);
    process.exitCode = built || runTool('electron-builder', ['--publish', 'never', ...process.argv.slice(2)]);
  },
);
