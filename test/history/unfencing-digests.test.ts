import { describe, expect, test } from "vitest";
import { unfencingDigests } from "../../src/history/unfencing-digests.ts";
import type { Primitive } from "../../src/model/resource.ts";
import { messages, node, resource, state, unpacked } from "./support.ts";

const device =
  '<primitive id="F" class="stonith" type="fence_x"><instance_attributes id="F-i">' +
  '<nvpair id="F-a" name="address" value="1"/><nvpair id="F-p" name="passwd" value="secret"/>' +
  "</instance_attributes></primitive>";
/** Digest of `address=1 passwd=secret`. */
const ALL = "e04d5fc530958a6ee9cca65144e49f52";
/** Digest of `address=1`. */
const SECURE = "ef04ec7e31f96abc6410de55e143d3c5";

function compared(attributes: Record<string, string>) {
  const run = unpacked({ resources: device, states: [state("n1", { attributes }), state("n2")] });
  return { run, ...unfencingDigests(run, resource(run, "F") as Primitive, node(run, "n1")) };
}

describe("a fence device, compared with what a node was unfenced with", () => {
  test("has one digest of all parameters and one of those that are not private", () => {
    const { all, secure } = compared({});
    expect([all, secure]).toEqual([ALL, SECURE]);
  });

  test.each<[string, Record<string, string>, string, string[]]>([
    ["nothing is recorded", {}, "unknown", []],
    ["it is as it was", { "#digests-all": `G:fence_y:1,F:fence_x:${ALL},` }, "match", []],
    [
      "only private parameters differ",
      { "#digests-all": "F:fence_x:1,", "#digests-secure": `F:fence_x:${SECURE},` },
      "match",
      ["Only 'private' parameters to F for unfencing n1 changed"],
    ],
    [
      "others differ",
      { "#digests-all": "F:fence_x:1,", "#digests-secure": "F:fence_x:2," },
      "mismatch",
      [`Parameters to F for unfencing n1 changed, try 'F:fence_x:${SECURE}'`],
    ],
    ["only the digest of another agent is there", { "#digests-all": `F:fence_y:${ALL},` }, "mismatch", [
      `Parameters to F for unfencing n1 changed, try 'F:fence_x:${SECURE}'`,
    ]],
  ])("%s", (_, attributes, result, texts) => {
    const { run, result: found } = compared(attributes);
    expect(found).toBe(result);
    expect(messages(run, "log_info")).toEqual(texts);
  });
});
