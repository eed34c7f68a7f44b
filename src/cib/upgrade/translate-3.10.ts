import { modernizeForms } from "./forms-3.10.ts";
import { resolveLifetimes } from "./lifetimes-3.10.ts";
import { orderAndRename } from "./order-3.10.ts";
import { contractAllReferences, expandAllReferences } from "./references-3.10.ts";
import { dropRetired } from "./retired-3.10.ts";
import type { UpgradeStep } from "./step.ts";

// 3.10 to 4.0: what was deprecated for long is gone.

export const upgradeFrom310: UpgradeStep = [
  { stylesheet: "upgrade-3.10-0.xsl", apply: expandAllReferences },
  { stylesheet: "upgrade-3.10-1.xsl", apply: orderAndRename },
  { stylesheet: "upgrade-3.10-2.xsl", apply: modernizeForms },
  { stylesheet: "upgrade-3.10-3.xsl", apply: resolveLifetimes },
  { stylesheet: "upgrade-3.10-4.xsl", apply: dropRetired },
  { stylesheet: "upgrade-3.10-99.xsl", apply: contractAllReferences },
];
