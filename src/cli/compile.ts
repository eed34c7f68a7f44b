// A build step: runs a command line as the command itself does, and keeps the code that V8 made of it on the way.

import { loadCompiled } from "./program-file.ts";

const program = loadCompiled();
process.once("exit", () => program.saveCode());
program.run();
