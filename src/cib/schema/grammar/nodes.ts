import { element, from, inVersions, many, optional, required } from "../notation.ts";
import { oneOf, valuesIn, score, text } from "../values.ts";
import { since, until } from "../versions.ts";
import { instanceAttributes, utilization } from "./blocks.ts";

const nodeType = oneOf(
  "member",
  ...valuesIn(until("2.10"), "normal"),
  ...valuesIn(until("3.10"), "ping"),
  ...valuesIn(since("1.3"), "remote"),
);

const node = element("node", "interleave", [
  required("id", text),
  required("uname", text),
  inVersions("1.0", "1.0", required("type", nodeType)),
  from("1.2", optional("type", nodeType), optional("score", score)),
  optional("description", text),
  many(instanceAttributes),
  from("1.2", many(utilization)),
]);

export const nodes = element("nodes", "list", [many(node)]);
