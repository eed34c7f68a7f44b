// Creates the actions of a group: its members' in order, then its own points in time.

import type { Group } from "../../model/resource.ts";
import { requestResourcePseudo } from "../../actions/pseudo.ts";
import type { Run } from "../../run.ts";
import { isTrue } from "../../values/boolean.ts";
import { createResourceActions } from "./index.ts";

export function createGroupActions(group: Group, run: Run): void {
  for (const member of group.children) createResourceActions(member, run);
  for (const task of ["start", "running", "stop", "stopped"]) requestResourcePseudo(run, group, task, true, true);
  // a member of a promotable clone has inherited the meta-attribute
  if (!isTrue(group.meta.get("promotable"))) return;
  for (const task of ["demote", "demoted", "promote", "promoted"]) requestResourcePseudo(run, group, task, true, true);
}
