#!/usr/bin/env node
import { loadCompiled, requireProgram } from "./program-file.ts";

// the pool of worker threads is a module apart, and what was compiled ahead cannot import any
if (process.argv[2] === "batch") requireProgram();
else loadCompiled().run();
