#!/usr/bin/env node
// The import below is dynamic: it must not be read before the version check has run.
import './require-node.mjs';
import module from 'node:module';

// Keeps what was made of the sources between runs: halves the time that a command takes to start.
module.enableCompileCache?.();

import('../src/cli/main.ts');
