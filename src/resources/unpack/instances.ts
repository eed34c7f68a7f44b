// Creates the instances of a clone, at unpacking or when history shows more of them than there should be.

import { ResourceFlag, type Clone, type Resource } from "../../model/resource.ts";
import type { Run } from "../../run.ts";
import { withAttribute } from "../../xml/element.ts";
import { setFlagEverywhere } from "../state/flags.ts";
import { unpackResource } from "./resource.ts";

/** Creates the next instance of a clone and attaches it. One beyond the clone's maximum counts as removed. */
export function createInstance(run: Run, clone: Clone): Resource | null {
  const number = clone.totalInstances;
  // before unpacking, which can lower the maximum
  const excess = number >= clone.cloneMax;
  const instance = unpackResource(run, withAttribute(clone.childXml, "clone", String(number)), clone);
  if (instance === null) return null;
  clone.totalInstances++;
  clone.children.push(instance);
  if (excess) setFlagEverywhere(instance, ResourceFlag.Removed);
  instance.meta.set("clone-max", String(clone.cloneMax));
  return instance;
}
