// npm run scenarios:index: writes scenarios/README.md.

import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { readRules, readScenarios, scenariosFolder } from "./scenario.ts";
import { indexText } from "./scenario-index.ts";

writeFileSync(join(scenariosFolder, "README.md"), indexText(readScenarios(), readRules()));
