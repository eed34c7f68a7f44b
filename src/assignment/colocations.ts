import type { Colocation } from "../model/colocation.ts";
import type { Resource } from "../model/resource.ts";
import type { Run } from "../run.ts";
import type { Role } from "../values/role.ts";

/** What a new colocation says; absent roles mean any role, an absent attribute means `#uname`. */
export interface ColocationRequest {
  readonly id: string;
  readonly dependent: Resource;
  readonly primary: Resource;
  readonly score: number;
  readonly dependentRole?: Role;
  readonly primaryRole?: Role;
  readonly nodeAttribute?: string | undefined;
  readonly influence: boolean;
  readonly explicit: boolean;
}

/** Creates a colocation and sorts it into the lists of both resources; `null` if its score is 0, which means nothing. */
export function recordColocation(_run: Run, _request: ColocationRequest): Colocation | null {
  throw new Error("not built yet");
}

/** The colocations in effect for a resource as dependent, its own and inherited ones, in the order of their use. */
export function thisWithOf(_run: Run, _resource: Resource): readonly Colocation[] {
  throw new Error("not built yet");
}

/** The colocations in effect for a resource as primary, its own and inherited ones, in the order of their use. */
export function withThisOf(_run: Run, _resource: Resource): readonly Colocation[] {
  throw new Error("not built yet");
}
