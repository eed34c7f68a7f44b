// Reading, upgrading and writing documents.

import fc from "fast-check";
import { expect } from "vitest";
import { parseCib, PengineError, readCib, schedule, serializeXml, simulate } from "../../src/index.ts";
import { clusters, law } from "./support.ts";

law("every drawn document is one that its schema accepts", clusters("hostile"), ({ cib }) => {
  expect(cib.root.name).toBe("cib");
});

law("reading what was written gives the same document", clusters("hostile"), ({ text, tree }) => {
  const read = parseCib(text).root;
  expect(serializeXml(read)).toBe(text);
  expect(serializeXml(parseCib(serializeXml(tree)).root)).toBe(text);
});

law("upgrading an upgraded document changes nothing", clusters("hostile"), ({ cib }) => {
  const written = serializeXml(cib.document);
  const again = readCib(written);
  expect(serializeXml(again.document)).toBe(written);
  expect(again.schema.declared).toBe(again.schema.effective);
});

law("the upgraded document means the same", clusters(), (cluster) => {
  const upgraded = schedule(readCib(serializeXml(cluster.cib.document)));
  expect(JSON.stringify(upgraded.summary)).toBe(JSON.stringify(cluster.schedule.summary));
});

law("a damaged document is refused with a typed error or scheduled", fc.tuple(clusters(), fc.nat(), fc.nat(40)), ([{ text }, start, length]) => {
  const from = start % text.length;
  try {
    schedule(readCib(text.slice(0, from) + text.slice(from + length)));
  } catch (error) {
    expect(error).toBeInstanceOf(PengineError);
  }
});

law("a hostile cluster is simulated, or refused with a typed error", clusters("hostile"), ({ cib }) => {
  try {
    simulate(cib);
  } catch (error) {
    expect(error).toBeInstanceOf(PengineError);
  }
}, 2);

law("what a simulation leaves behind is a valid document", clusters(), ({ simulation }) => {
  const written = serializeXml(simulation.cib.document);
  expect(serializeXml(readCib(written).document)).toBe(written);
});
