import { describe, expect, test } from "vitest";
import { hasFlag, ResourceFlag, type Bundle } from "../../../src/model/resource.ts";
import { ProbeMode } from "../../../src/model/node.ts";
import { parametersOf } from "../../../src/resources/parameters.ts";
import { nextAddress } from "../../../src/resources/unpack/bundle-address.ts";
import { INFINITY } from "../../../src/values/score.ts";
import { attribute, childElements } from "../../../src/xml/element.ts";
import { complaints, meta, node, primitive, resource, unpacked } from "../model.ts";

const names = (resources: string) => (resource(unpacked(resources), "b") as Bundle).replicas[0]!.remote!.id;

const bundle = (content: string) => `<bundle id="b"><docker image="i"/>${content}</bundle>`;

const full = `<bundle id="bb">
  <docker image="img:1" replicas="3" replicas-per-host="2" promoted-max="1" run-command="/bin/x y" options="--foo bar" network="br0"/>
  <network ip-range-start="10.0.0.253" host-netmask="24" host-interface="eth0" control-port="9999" add-host="0">
    <port-mapping id="p1" port="80" internal-port="8080"/><port-mapping id="p2" range="100-200"/></network>
  <storage><storage-mapping id="s1" source-dir="/a" target-dir="/b" options="ro"/>
    <storage-mapping id="s2" source-dir-root="/r" target-dir="/t"/>
    <storage-mapping id="s3" source-dir-root="/q" target-dir="/u" options="rw"/></storage>
  <primitive id="P" class="ocf" provider="pacemaker" type="Stateful"/>
</bundle>`;

function parameter(resources: string, id: string, name: string): string | undefined {
  const run = unpacked(resources);
  return parametersOf(run, resource(run, id), null).get(name);
}

test("a bundle consists of container, address and connection per replica, and a clone of its primitive", () => {
  const run = unpacked(full);
  const bundle = resource(run, "bb") as Bundle;
  expect(bundle.children.map(({ id }) => id)).toEqual([
    "bb-docker-0",
    "bb-ip-10.0.0.253",
    "bb-0",
    "bb-docker-1",
    "bb-ip-10.0.0.254",
    "bb-1",
    "bb-docker-2",
    "bb-ip-10.0.1.1",
    "bb-2",
    "bb-master",
  ]);
  expect(bundle.child!.children.map(({ id }) => id)).toEqual(["P:0", "P:1", "P:2"]);
  expect(bundle.replicas.map(({ offset, child, ipAddress }) => [offset, child!.id, ipAddress])).toEqual([
    [0, "P:0", "10.0.0.253"],
    [1, "P:1", "10.0.0.254"],
    [2, "P:2", "10.0.1.1"],
  ]);
  expect([bundle.promotedMax, bundle.replicasPerHost, bundle.containerAgent, bundle.image]).toEqual([1, 2, "docker", "img:1"]);
  expect(hasFlag(bundle, ResourceFlag.Unique)).toBe(true);
  const clone = bundle.child!;
  expect([clone.cloneMax, clone.cloneNodeMax, clone.promotedMax]).toEqual([3, 2, 1]);
  expect(hasFlag(clone, ResourceFlag.Unique) && hasFlag(clone, ResourceFlag.Ordered)).toBe(true);
  expect(resource(run, "P:2").meta.get("external-ip")).toBe("10.0.1.1");
  expect(complaints(run)).toEqual([]);
});

test("the container gets everything as options", () => {
  expect(parameter(full, "bb-docker-0", "run_opts")).toBe(
    " --restart=no -h bb-0 -e PCMK_stderr=1 --net=br0 -e PCMK_remote_port=9999 -v /a:/b:ro -v /r/bb-0:/t -v /q/bb-0:/u:rw -v /etc/pacemaker/authkey:/etc/pacemaker/authkey -v /var/log/pacemaker/bundles/bb-0:/var/log -p 10.0.0.253:80:8080 -p 10.0.0.253:100-200:100-200 -p 10.0.0.253:9999:9999 --foo bar  --hosts-entry=10.0.0.253=bb-0 --hosts-entry=10.0.0.254=bb-1 --hosts-entry=10.0.1.1=bb-2",
  );
  expect(parameter(full, "bb-docker-0", "mount_points")).toBe("/r/bb-0,/q/bb-0,/var/log/pacemaker/bundles/bb-0");
  expect(parameter(full, "bb-docker-0", "run_cmd")).toBe("/bin/x y");
  const run = unpacked(full);
  const container = resource(run, "bb-docker-1");
  expect([...parametersOf(run, container, null).unordered()].map(([name, value]) => `${name}=${value}`).slice(0, 4)).toEqual([
    "image=img:1",
    "allow_pull=true",
    "force_kill=false",
    "reuse=false",
  ]);
  expect(childElements(container.operations!).map((op) => op.attributes.join(" "))).toEqual([
    "id bb-docker-1-monitor-60s interval 60s name monitor",
  ]);
  expect(hasFlag(container, ResourceFlag.ReplicaContainer)).toBe(true);
});

describe("run_opts", () => {
  test.each([
    [
      "podman without primitive, in the host's network",
      '<bundle id="b"><podman image="i" network="host"/><network><port-mapping id="p" port="80"/></network></bundle>',
      "b-podman-0",
      " -e PCMK_stderr=1 --net=host -e PCMK_remote_port=3121 ",
    ],
    [
      "empty options",
      '<bundle id="b"><docker image="i" options=""/></bundle>',
      "b-docker-0",
      " --restart=no -e PCMK_stderr=1 -e PCMK_remote_port=3121  ",
    ],
    [
      "addresses that run out",
      `<bundle id="b"><podman image="i" replicas="3"/><network ip-range-start="10.0.253.254"/>${primitive("P")}</bundle>`,
      "b-podman-2",
      " -h b-2 -e PCMK_stderr=1 -e PCMK_remote_port=3121 -v /etc/pacemaker/authkey:/etc/pacemaker/authkey -v /var/log/pacemaker/bundles/b-2:/var/log -p 3121:3121  --add-host=b-0:10.0.253.254 --add-host=b-1:10.0.254.1 --add-host=b-2:(null)",
    ],
    [
      "a log of its own",
      `<bundle id="b"><docker image="i"/><network control-port="9"/><storage><storage-mapping id="s" source-dir="/l" target-dir="/var/log"/></storage>${primitive("P")}</bundle>`,
      "b-docker-0",
      " --restart=no -e PCMK_stderr=1 -e PCMK_remote_port=9 -v /l:/var/log -v /etc/pacemaker/authkey:/etc/pacemaker/authkey -p 9:9 ",
    ],
  ])("%s", (_, bundle, id, expected) => {
    expect(parameter(bundle, id, "run_opts")).toBe(expected);
  });

  test("the command is Pacemaker Remote if something runs inside, else the image's own", () => {
    expect(parameter(bundle(""), "b-docker-0", "run_cmd")).toBeUndefined();
    expect(parameter(bundle(""), "b-docker-0", "mount_points")).toBe("");
    const inside = bundle(`<network control-port="9"/>${primitive("P")}`);
    expect(parameter(inside, "b-docker-0", "run_cmd")).toBe("/usr/sbin/pacemaker-remoted");
  });
});

test("an address that ran out begins anew with the next replica", () => {
  const run = unpacked(`<bundle id="b"><docker image="i" replicas="3"/><network ip-range-start="10.0.254.1"/>${primitive("P")}</bundle>`);
  const { replicas } = resource(run, "b") as Bundle;
  expect(replicas.map(({ ipAddress }) => ipAddress)).toEqual(["10.0.254.1", null, "10.0.254.1"]);
  expect(replicas[1]!.ip!.id).toBe("b-ip-.null.");
  expect(parametersOf(run, replicas[1]!.ip!, null).has("ip")).toBe(false);
  expect(parametersOf(run, replicas[1]!.remote!, null).get("addr")).toBe("#uname");
  expect(parametersOf(run, replicas[2]!.ip!, null).get("cidr_netmask")).toBe("32");
});

test.each([
  ["10.0.0.1", "10.0.0.2"],
  ["10.0.0.253", "10.0.0.254"],
  ["10.0.0.254", "10.0.1.1"],
  ["10.0.253.254", "10.0.254.1"],
  ["10.0.254.1", null],
  ["1.2.3.4/24", "1.2.3.5"],
  ["fe80::1", null],
  ["", null],
])("the address after %j is %j", (address, next) => {
  expect(nextAddress(address)).toBe(next);
});

test("a bundled instance is confined to its node, and nothing else may use that", () => {
  const run = unpacked(
    `${primitive("A")}<bundle id="b"><docker image="i" replicas="2"/><network control-port="9"/>${primitive("P")}</bundle>${primitive("B")}`,
    { nodes: '<node id="1" uname="n1"/><node id="b-0" uname="b-0" type="remote"/>' },
  );
  const view = (id: string) =>
    resource(run, id)
      .allowedNodes.values()
      .map(({ node: { name }, score, probeMode }) => [name, score, probeMode])
      .toSorted();
  const { Always, Never, Exclusive } = ProbeMode;
  expect(view("P:0")).toEqual([["b-0", 500, Exclusive]]);
  expect(view("P:1")).toEqual([["b-1", 500, Exclusive]]);
  expect(view("b-clone")).toEqual([
    ["b-0", -INFINITY, Exclusive],
    ["b-1", -INFINITY, Exclusive],
    ["n1", 0, Always],
  ]);
  // the configured bundle node was an ordinary node to what was unpacked before
  expect(view("A")).toEqual([
    ["b-0", -INFINITY, Never],
    ["n1", 0, Always],
  ]);
  expect(view("B")).toEqual([["n1", 0, Always]]);
  expect(view("b-docker-0")).toEqual([
    ["b-0", 0, Always],
    ["n1", 0, Always],
  ]);
  expect(view("b-docker-1")).toEqual([["n1", 0, Always]]);
  expect(view("b-0")).toEqual([["n1", 0, Always]]);
  expect(node(run, "b-1").baseScore).toBe(-INFINITY);
  expect(node(run, "b-0").attributes.get("#kind")).toBe("container");
  expect(node(run, "b-0").connection).toBe(resource(run, "b-0"));
  expect(resource(run, "b-0").launcher).toBe(resource(run, "b-docker-0"));
  expect(resource(run, "b-docker-0").launched.map(({ id }) => id)).toEqual(["b-0"]);
  expect(hasFlag(resource(run, "b-0"), ResourceFlag.RemoteNestingAllowed | ResourceFlag.RemoteConnection)).toBe(true);
});

test("the connection takes another name if its own is in use already", () => {
  const bundle = `<bundle id="b"><docker image="i"/><network control-port="9"/>${primitive("P")}</bundle>`;
  expect(names(primitive("b-0") + bundle)).toBe("pcmk-internal-P:0-remote-0");
  expect(names(bundle + primitive("b-0"))).toBe("b-0");
});

test("meta-attributes of a bundle go for all its parts, utilization of its primitive for the container", () => {
  const run = unpacked(
    `<bundle id="b">${meta("b", { priority: "4", "is-managed": "false" })}<docker image="i" replicas-per-host="1"/><network control-port="9"/>
       ${primitive("P", meta("P", { notify: "true", "container-attribute-target": "host" }) + '<utilization id="u"><nvpair id="u1" name="cpu" value="2"/></utilization>')}</bundle>`,
  );
  const parts = ["b", "b-docker-0", "b-0", "b-clone", "P:0"];
  expect(parts.map((id) => resource(run, id).priority)).toEqual([4, 4, 4, 4, 4]);
  expect(parts.some((id) => hasFlag(resource(run, id), ResourceFlag.Managed))).toBe(false);
  expect(hasFlag(resource(run, "b-clone"), ResourceFlag.Notify)).toBe(true);
  expect(["b", "b-clone", "P:0"].map((id) => resource(run, id).meta.get("container-attribute-target"))).toEqual([
    "host",
    "host",
    "host",
  ]);
  expect(resource(run, "b-docker-0").utilization.get("cpu")).toBe("2");
  expect(resource(run, "P:0").utilization.size).toBe(0);
  expect(hasFlag(resource(run, "b"), ResourceFlag.Unique)).toBe(false);
  expect(hasFlag(resource(run, "P:0"), ResourceFlag.ExclusiveProbes)).toBe(true);
});

test("promoted-max gives the number of replicas if that is not given", () => {
  const run = unpacked(`<bundle id="b"><docker image="i" promoted-max="2"/></bundle>`);
  expect((resource(run, "b") as Bundle).replicas).toHaveLength(2);
});

test("directives that say too little are reported and left out", () => {
  const run = unpacked(
    `<bundle id="b1"><docker image="i"/><network><port-mapping id="pp"/><port-mapping port=""/></network>
       <storage><storage-mapping id="ss" target-dir="x"/></storage>${primitive("P")}</bundle>
     <bundle id="b2"><docker image="i" replicas="-1" replicas-per-host="2"/><network control-port="99"/>${primitive("Q")}</bundle>
     <bundle id="b3"/>`,
    { unvalidated: true },
  );
  expect(complaints(run)).toEqual([
    "Invalid port directive pp",
    "Invalid port directive (null)",
    "Invalid mount directive ss",
    "Cannot control b1 inside P without either ip-range-start or control-port",
    "Ignoring <bundle> resource 'b1' because configuration is invalid",
    "Specifying the 'control-port' for b2 requires 'replicas-per-host=1'",
    "Ignoring <bundle> resource 'b3' because configuration is invalid",
  ]);
  const b2 = resource(run, "b2") as Bundle;
  expect(b2.replicasPerHost).toBe(1);
  expect(hasFlag(b2, ResourceFlag.Unique)).toBe(true);
  expect(hasFlag(resource(run, "Q:0"), ResourceFlag.Unique)).toBe(false);
});

test("a bundled primitive that cannot be promoted makes the bundle unusable", () => {
  const run = unpacked(
    '<bundle id="b"><docker image="i" promoted-max="1"/><network control-port="9"/><primitive id="P" class="lsb" type="x"/></bundle>',
  );
  expect(complaints(run)).toEqual([
    "Resource P:0 is of type lsb and therefore cannot be used as a promotable clone resource",
    "Ignoring <bundle> resource 'b' because configuration is invalid",
  ]);
});

test("IDs are made XML names, but not that of the connection", () => {
  const run = unpacked(
    `<bundle id="9b"><docker image="i"/><network ip-range-start="fe80::1/64"/>${primitive("P")}</bundle>
     <bundle id="b é"><docker image="i"/></bundle>`,
    { unvalidated: true },
  );
  expect(resource(run, "9b").children.map(({ id }) => id)).toEqual(["_b-docker-0", "_b-ip-fe80::1.64", "9b-0", "_b-clone"]);
  expect(resource(run, "b é").children.map(({ id }) => id)).toEqual(["b.é-docker-0"]);
});

test("the connection is an ordinary connection resource without a start operation", () => {
  const run = unpacked(`<bundle id="b"><docker image="i"/><network control-port="9"/>${primitive("P")}</bundle>`);
  const { xml, operations } = resource(run, "b-0");
  expect(["class", "provider", "type"].map((name) => attribute(xml, name))).toEqual(["ocf", "pacemaker", "remote"]);
  expect(childElements(operations!).map((op) => attribute(op, "id"))).toEqual(["b-0-monitor-30s"]);
  expect(resource(run, "b-0").meta.get("internal_rsc")).toBe("true");
  expect([...parametersOf(run, resource(run, "b-0"), null).unordered()]).toEqual([
    ["addr", "#uname"],
    ["port", "9"],
  ]);
});
