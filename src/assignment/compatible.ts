import type { Bundle, Clone, Resource } from "../model/resource.ts";
import type { Run } from "../run.ts";
import type { Role } from "../values/role.ts";

/**
 * The first instance of a collective (container of a bundle) that is where `match` is, or would like to be.
 *
 * @param role only instances with this role; `null`: any
 * @param current compare where things are now, not where they will be
 * @param attribute nodes with equal values of this attribute count as one place; `null`: the very node
 */
export function findCompatibleInstance(
  _run: Run,
  _match: Resource,
  _collective: Clone | Bundle,
  _role: Role | null,
  _current: boolean,
  _attribute: string | null,
): Resource | null {
  throw new Error("not built yet");
}
