// Keeps what was made of the sources between runs, which halves the time to start.
import { enableCompileCache } from 'node:module';
import os from 'node:os';
import path from 'node:path';

enableCompileCache();
// By its name in the environment, worker threads keep theirs too: without it each reads all its sources anew.
process.env.NODE_COMPILE_CACHE ??= path.join(os.tmpdir(), 'node-compile-cache');
