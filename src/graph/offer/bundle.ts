import type { Bundle } from "../../model/resource.ts";
import { settleAddress } from "../../resources/address.ts";
import type { Run } from "../../run.ts";
import type { SelectedAction } from "../index.ts";
import { offerResource } from "./index.ts";

/**
 * What is bundled, then replica by replica its address, container and connection. The bundle's own actions are not
 * offered here; they come with all that is left.
 */
export function offerBundle(bundle: Bundle, run: Run, synapses: SelectedAction[]): void {
  if (bundle.child !== null) offerResource(bundle.child, run, synapses);
  for (const { ip, container, remote } of bundle.replicas) {
    if (remote !== null) settleAddress(run, remote);
    if (ip !== null) offerResource(ip, run, synapses);
    offerResource(container, run, synapses);
    if (remote !== null) offerResource(remote, run, synapses);
  }
}
