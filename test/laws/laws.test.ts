// All laws in one file, since reading the scheduler takes longer than checking most of them.

import "./documents.ts";
import "./policy.ts";
import "./pure.ts";
import "./scores.ts";
import "./transition.ts";
