// Resolves the meta-attribute `container`: which resource another one lives in.

import { report } from "../diagnostics.ts";
import type { Resource } from "../model/resource.ts";
import type { Run } from "../run.ts";
import { findResource } from "./find.ts";
import { launcherUnknown } from "./messages.ts";

/**
 * Links a resource, or the leaves below it, to its launcher. Inherited values count, so a whole group can be launched.
 */
export function linkLaunchers(run: Run, resource: Resource): void {
  if (resource.children.length > 0) {
    for (const child of resource.children) linkLaunchers(run, child);
    return;
  }
  const container = resource.meta.get("container");
  if (container === undefined || container === resource.id) return;
  const launcher = findResource(run, container);
  if (launcher === null) report(run, launcherUnknown, { id: resource.id, container });
  else launch(resource, launcher);
}

/** Makes one resource live in another. */
export function launch(resource: Resource, launcher: Resource): void {
  resource.launcher = launcher;
  launcher.launched.push(resource);
}
