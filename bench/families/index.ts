import type { Family } from "../family.ts";
import { interleavedClones, promotableClones } from "./clones.ts";
import { flatProbed, flatRunning, flatSimulated, flatStopped } from "./flat.ts";
import { chainedGroups } from "./groups.ts";
import { bundleFamily, historyFamily, remoteFamily, ticketFamily, utilizationFamily } from "./others.ts";

/** All families, in the order of the table. */
export const families: readonly Family[] = [
  flatRunning,
  flatProbed,
  flatStopped,
  flatSimulated,
  chainedGroups,
  interleavedClones,
  promotableClones,
  bundleFamily,
  remoteFamily,
  ticketFamily,
  utilizationFamily,
  historyFamily,
];
