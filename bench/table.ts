import type { BenchResult, LoadResult } from "./result.ts";

interface Column {
  readonly head: string;
  readonly width: number;
  text(load: LoadResult): string;
}

const seconds = (value: number): string => value.toFixed(value < 10 ? 3 : 1);
const ratio = (value: number): string => (value >= 10 ? value.toFixed(0) : value.toFixed(2));

const columns: readonly Column[] = [
  { head: "pairs", width: 9, text: ({ pairs }) => (pairs === 0 ? "" : pairs.toLocaleString("en")) },
  { head: "ours s", width: 8, text: ({ ours }) => seconds(ours.wall) },
  { head: "cpu s", width: 8, text: ({ ours }) => seconds(ours.cpu) },
  { head: "ref s", width: 8, text: ({ reference }) => (reference === null ? "-" : seconds(reference.wall)) },
  { head: "cpu s", width: 8, text: ({ reference }) => (reference === null ? "-" : seconds(reference.cpu)) },
  { head: "ref/ours", width: 9, text: ({ ours, reference }) => (reference === null ? "-" : ratio(reference.wall / ours.wall)) },
  { head: "cpu", width: 6, text: ({ ours, reference }) => (reference === null ? "-" : ratio(reference.cpu / ours.cpu)) },
  { head: "MB", width: 6, text: ({ ours }) => ours.memory.toFixed(0) },
  { head: "ref MB", width: 7, text: ({ reference }) => (reference === null ? "-" : reference.memory.toFixed(0)) },
  { head: "growth", width: 7, text: ({ exponent }) => (exponent === null ? "" : exponent.toFixed(2)) },
  { head: "reading", width: 8, text: ({ reading }) => (reading === null ? "" : seconds(reading.seconds)) },
  { head: "parser", width: 7, text: ({ reading }) => (reading === null ? "" : `${(reading.parser * 100).toFixed(0)}%`) },
  { head: "runs", width: 6, text: ({ runs, reference }) => (reference === null ? `${runs.ours}` : `${runs.ours}/${runs.reference}`) },
];

const TITLE_WIDTH = 62;

/** The line above the table. */
export function tableHead(against: boolean): string {
  const heads = columns.map(({ head, width }) => head.padStart(width)).join("");
  return `${"load".padEnd(TITLE_WIDTH)}${heads}${against ? "  before/now" : ""}`;
}

/** The line of a load; with the same load of a stored run, how many times as fast it is now. */
export function tableRow(load: LoadResult, before: BenchResult | null): string {
  const title = `${load.family}: ${load.title}`.padEnd(TITLE_WIDTH);
  const earlier = before?.loads.find(({ family, title: other }) => family === load.family && other === load.title);
  const change = earlier === undefined ? "" : ratio(earlier.ours.cpu / load.ours.cpu).padStart(12);
  const note = load.note === "" ? "" : `  ${load.note}`;
  return title + columns.map((column) => column.text(load).padStart(column.width)).join("") + change + note;
}
