import { describe, expect, test } from "vitest";
import { PengineError } from "../../src/errors.ts";
import { meta, primitive, unpacked } from "./model.ts";

const clone = (id: string, max: number) => `<clone id="${id}">${meta(id, { "clone-max": String(max) })}${primitive(`${id}p`)}</clone>`;

function codeOf(resources: string, maxInstances: number): string | null {
  try {
    unpacked(resources, { maxInstances });
    return null;
  } catch (error) {
    if (error instanceof PengineError) return error.code;
    throw error;
  }
}

describe("the limit on instances", () => {

  test("goes for all clones together", () => {
    expect(codeOf(clone("a", 10) + clone("b", 10), 20)).toBeNull();
    expect(codeOf(clone("a", 10) + clone("b", 10), 19)).toBe("limit-instances");
  });

  test("stops a huge clone-max or number of replicas at once", () => {
    expect(codeOf(clone("a", 2_147_483_647), 1000)).toBe("limit-instances");
    expect(codeOf('<bundle id="b"><docker image="i" replicas="2147483647"/></bundle>', 1000)).toBe("limit-instances");
    expect(
      codeOf(`<bundle id="b"><docker image="i" replicas="2147483647"/><network control-port="1"/>${primitive("P")}</bundle>`, 1000),
    ).toBe("limit-instances");
  });

  test("counts the members of cloned groups, and nothing outside clones and bundles", () => {
    const members = Array.from({ length: 10 }, (_, i) => primitive(`m${i}`)).join("");
    expect(codeOf(`<group id="g">${members}</group>`, 1)).toBeNull();
    expect(codeOf(`<clone id="c"><group id="g">${members}</group></clone>`, 22)).toBeNull();
    expect(codeOf(`<clone id="c"><group id="g">${members}</group></clone>`, 21)).toBe("limit-instances");
  });
});
